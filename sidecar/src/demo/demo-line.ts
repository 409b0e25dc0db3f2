import type { Failure, DemoService } from './shop/services.ts';
import { between, hex, type Random } from './seeded-random.ts';

export type DemoLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

export interface DemoLine {
  readonly at: number;
  readonly service: DemoService;
  readonly level: DemoLevel;
  readonly message: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly errorType?: string;
  readonly stack?: string;
}

export interface Place {
  readonly at: number;
  readonly service: DemoService;
  readonly traceId: string;
  readonly spanId: string;
}

export function spokenLine(random: Random, place: Place, said: { level: DemoLevel; message: string }): DemoLine {
  return { ...place, level: said.level, message: fillIn(random, said.message) };
}

export function failedLine(random: Random, place: Place, failure: Failure): DemoLine {
  const line = spokenLine(random, place, { level: 'ERROR', message: failure.message });
  const frames = failure.frames.map((frame) => `    at ${frame}`).join('\n');
  return { ...line, errorType: failure.errorType, stack: `${failure.errorType}: ${line.message}\n${frames}` };
}

function fillIn(random: Random, template: string): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    switch (name) {
      case 'ms':
        return String(between(random, 2, 900));
      case 'n':
        return String(between(random, 2, 98));
      case 'order':
        return String(between(random, 10_000, 99_999));
      case 'amount':
        return (between(random, 500, 25_000) / 100).toFixed(2);
      case 'id':
        return hex(random, 8);
      default:
        return whole;
    }
  });
}

import { requestLines } from './background.ts';
import type { DemoLine } from './demo-line.ts';
import { seededRandom } from './seeded-random.ts';
import { DEMO_SERVICES, VOICES } from './services.ts';

function manyLines(count: number): DemoLine[] {
  const random = seededRandom(20261121);
  const lines: DemoLine[] = [];
  while (lines.length < count) {
    lines.push(...requestLines(random, 1_000));
  }
  return lines.slice(0, count);
}

describe('the background of the demo', () => {
  const lines = manyLines(100_000);
  const share = (level: string) => lines.filter((line) => line.level === level).length / lines.length;

  it('is 85 % INFO, 14 % DEBUG, half a per cent errors and the rest WARN', () => {
    // Five standard deviations of a share over 100,000 lines.
    const margin = (expected: number) => 5 * Math.sqrt((expected * (1 - expected)) / lines.length);
    for (const [level, expected] of Object.entries({ INFO: 0.85, DEBUG: 0.14, ERROR: 0.005, WARN: 0.005 })) {
      expect(Math.abs(share(level) - expected)).toBeLessThan(margin(expected));
    }
  });

  it('lets every service speak, and errors happen in each', () => {
    expect(new Set(lines.map((line) => line.service))).toEqual(new Set(DEMO_SERVICES));
    expect(new Set(lines.filter((line) => line.level === 'ERROR').map((line) => line.service)).size).toBe(7);
  });

  it('gives errors a type and a stack trace, and other lines none', () => {
    const fits = (line: DemoLine) =>
      line.level === 'ERROR'
        ? line.stack?.startsWith(`${line.errorType}: ${line.message}\n    at `)
        : line.errorType === undefined && line.stack === undefined;
    expect(lines.filter((line) => !fits(line))).toEqual([]);
  });

  it('shares one trace id along a request, which starts at the gateway', () => {
    const request = requestLines(seededRandom(7), 1_000);
    expect(new Set(request.map((line) => line.traceId)).size).toBe(1);
    expect(request[0]?.service).toBe('api-gateway');
    expect(new Set(request.map((line) => line.service)).size).toBeGreaterThan(1);
  });

  it('leaves no placeholder open', () => {
    expect(lines.filter((line) => /[{}]/.test(line.message))).toEqual([]);
    expect(Object.keys(VOICES)).toEqual([...DEMO_SERVICES]);
  });
});

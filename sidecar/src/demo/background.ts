import { type DemoLevel, type DemoLine, failedLine, spokenLine } from './demo-line.ts';
import { hex, pick, type Random } from './seeded-random.ts';
import { REQUESTS, VOICES, type DemoService } from './services.ts';

/** The mix of a healthy day; what is left of one is WARN. Errors happen all the time and mean nothing by themselves. */
export const LEVEL_SHARES = { INFO: 0.85, DEBUG: 0.14, ERROR: 0.005 } as const;
const LINES_A_HOP_MAX = 2;
const REQUEST_WEIGHT = REQUESTS.reduce((sum, request) => sum + request.weight, 0);

/** One request through the shop: lines of every service on its way, under one trace id. */
export function requestLines(random: Random, at: number): DemoLine[] {
  const traceId = hex(random, 32);
  return pickPath(random).flatMap((service) =>
    Array.from({ length: 1 + Math.floor(random() * LINES_A_HOP_MAX) }, () => lineOf(random, { at, service, traceId }))
  );
}

function lineOf(random: Random, place: { at: number; service: DemoService; traceId: string }): DemoLine {
  const level = pickLevel(random);
  const voice = VOICES[place.service];
  if (level === 'ERROR') {
    return failedLine(random, place, pick(random, voice.error));
  }
  const messages = { INFO: voice.info, DEBUG: voice.debug, WARN: voice.warn }[level];
  return spokenLine(random, place, { level, message: pick(random, messages) });
}

function pickLevel(random: Random): DemoLevel {
  const { INFO, DEBUG, ERROR } = LEVEL_SHARES;
  const drawn = random();
  if (drawn < INFO) {
    return 'INFO';
  }
  if (drawn < INFO + DEBUG) {
    return 'DEBUG';
  }
  return drawn < INFO + DEBUG + ERROR ? 'ERROR' : 'WARN';
}

function pickPath(random: Random): readonly DemoService[] {
  let left = random() * REQUEST_WEIGHT;
  for (const { weight, path } of REQUESTS) {
    left -= weight;
    if (left < 0) {
      return path;
    }
  }
  return pick(random, REQUESTS).path;
}

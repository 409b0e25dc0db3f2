import { type DemoLevel, type DemoLine, failedLine, spokenLine } from './demo-line.ts';
import { pick, type Random } from './seeded-random.ts';
import { VOICES, type DemoService } from './shop/services.ts';
import { REQUESTS, type ShopRequest } from './shop/shop-map.ts';
import { planTrip, type DemoSpan, type Trip } from './shop/trip.ts';

/** The mix of a healthy day; what is left of one is WARN. Errors happen all the time and mean nothing by themselves. */
export const LEVEL_SHARES = { INFO: 0.85, DEBUG: 0.14, ERROR: 0.005 } as const;
const LINES_A_HOP_MAX = 2;
/** Most who call something that fails once try again or do without. */
const COPING_SHARE = 0.7;
const REQUEST_WEIGHT = REQUESTS.reduce((sum, request) => sum + request.weight, 0);

export interface Told {
  readonly lines: readonly DemoLine[];
  readonly spans: readonly DemoSpan[];
}

/** One request through the shop: lines and spans of every service on its way, under one trace id. */
export function shopRequest(random: Random, at: number, slow: (service: DemoService) => boolean = () => false): Told {
  const request = pickRequest(random);
  const levels = request.path.map(() =>
    Array.from({ length: 1 + Math.floor(random() * LINES_A_HOP_MAX) }, () => pickLevel(random))
  );
  const failed = new Set(levels.flatMap((own, place) => (own.includes('ERROR') ? [place] : [])));
  const callersCope = () => random() < COPING_SHARE;
  const trip = planTrip(random, request, { at, failed, callersCope, slow });
  const lines = trip.hops.flatMap(({ service, spanId, startsAt, endsAt }, place) =>
    (levels[place] ?? []).map((level, index, own) => {
      const said = Math.round(startsAt + ((endsAt - startsAt) * (index + 1)) / own.length);
      return lineOf(random, level, { at: said, service, traceId: trip.traceId, spanId });
    })
  );
  return { lines, spans: trip.spans };
}

/** A request that fails in one service at the given time, and with it for everyone who waits for that service. */
export function failedTrip(
  random: Random,
  at: number,
  service: DemoService
): Pick<Trip, 'traceId' | 'spans'> & { spanId: string } {
  const request = pick(
    random,
    REQUESTS.filter(({ path }) => path.includes(service))
  );
  const place = request.path.indexOf(service);
  const cutShort = { ...request, path: request.path.slice(0, place + 1) };
  const nobodyCopes = { callersCope: () => false, slow: () => false };
  const { traceId, hops, spans } = planTrip(random, cutShort, { at, failed: new Set([place]), ...nobodyCopes });
  const hop = hops[place];
  const earlier = (hop?.endsAt ?? at) - at;
  const moved = spans.map((span) => ({ ...span, startsAt: span.startsAt - earlier, endsAt: span.endsAt - earlier }));
  return { traceId, spans: moved, spanId: hop?.spanId ?? '' };
}

function lineOf(
  random: Random,
  level: DemoLevel,
  place: { at: number; service: DemoService; traceId: string; spanId: string }
): DemoLine {
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

function pickRequest(random: Random): ShopRequest {
  let left = random() * REQUEST_WEIGHT;
  for (const request of REQUESTS) {
    left -= request.weight;
    if (left < 0) {
      return request;
    }
  }
  return pick(random, REQUESTS);
}

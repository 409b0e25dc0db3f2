import { type DemoLevel, type DemoLine, failedLine, spokenLine } from './demo-line.ts';
import { pick, type Random } from './seeded-random.ts';
import { VOICES, type DemoService, type Failure } from './shop/services.ts';
import { callerOf, REQUESTS, type ShopRequest } from './shop/shop-map.ts';
import { complaintAbout, STORIES } from './shop/stories.ts';
import { planTrip, type DemoSpan, type Trip } from './shop/trip.ts';
import { Troubles } from './shop/troubles.ts';

/** The mix of a healthy day; what is left of one is WARN. Errors happen all the time and mean nothing by themselves. */
export const LEVEL_SHARES = { INFO: 0.85, DEBUG: 0.14, ERROR: 0.005 } as const;
const LINES_A_HOP_MAX = 2;
/** Most who call something that fails once try again or do without. */
const COPING_SHARE = 0.7;
const NO_TROUBLES = new Troubles();
const REQUEST_WEIGHT = REQUESTS.reduce((sum, request) => sum + request.weight, 0);

export interface Told {
  readonly lines: readonly DemoLine[];
  readonly spans: readonly DemoSpan[];
}

/** One request through the shop: lines and spans of every service on its way that speaks, under one trace id. */
export function shopRequest(random: Random, at: number, troubles: Troubles = NO_TROUBLES): Told {
  const request = pickRequest(random);
  const said = request.path.map(() =>
    Array.from({ length: 1 + Math.floor(random() * LINES_A_HOP_MAX) }, () => pickLevel(random))
  );
  const troubled = request.path.map((service) => random() < troubles.failingShare(service, at));
  const failed = new Set(said.flatMap((own, place) => (own.includes('ERROR') || troubled[place] ? [place] : [])));
  const nobodyCopes = request.path.some(
    (service, place) => troubled[place] && troubles.makesCallersComplain(service, at)
  );
  const trip = planTrip(random, request, {
    at,
    failed,
    callersCope: () => !nobodyCopes && random() < COPING_SHARE,
    slowness: (service) => troubles.slowness(service, at),
  });
  const lines = trip.hops.flatMap(({ service, spanId, startsAt, endsAt }, place) => {
    const spoken = (said[place] ?? []).map((level, index, own) => {
      const spokenAt = Math.round(startsAt + ((endsAt - startsAt) * (index + 1)) / own.length);
      return lineOf(random, level, { at: spokenAt, service, traceId: trip.traceId, spanId });
    });
    const end = { at: Math.round(endsAt), service, traceId: trip.traceId, spanId };
    const own = troubled[place] ? [failedLine(random, end, pick(random, STORIES[service].failures))] : [];
    const complaints = complaintsOf(request.path, { place, at, troubled, troubles });
    return [...spoken, ...own, ...complaints.map((failure) => failedLine(random, end, failure))];
  });
  const speaks = ({ service }: { service: DemoService }) => !troubles.isSilent(service, at);
  return { lines: lines.filter(speaks), spans: trip.spans.filter(speaks) };
}

/** What a service writes of those whom it called in vain. */
function complaintsOf(
  path: readonly DemoService[],
  met: { place: number; at: number; troubled: readonly boolean[]; troubles: Troubles }
): Failure[] {
  return path.flatMap((callee, other) =>
    met.troubled[other] && callerOf(path, other) === met.place && met.troubles.makesCallersComplain(callee, met.at)
      ? [complaintAbout(callee)]
      : []
  );
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
  const nobodyCopes = { callersCope: () => false, slowness: () => 1 };
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

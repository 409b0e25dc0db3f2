import { pick, seededRandom, type Random } from '../../seeded-random.ts';
import type { DemoService } from '../../shop/services.ts';
import type { CauseDefinition, SignatureDefinition } from '../catalogue/signature-definition.ts';
import type { History } from '../generate-history.ts';
import type { ApartCheck, LookAlikeGroup } from '../history-truth.ts';
import type { PastContext, PastIncident } from '../past-incident.ts';
import { mixedSeed } from '../planning/history-options.ts';
import { fillIn, type Slots } from '../telling/fill-in.ts';
import { bestFirst, fixId, isStale, isToCome } from '../telling/attempts/fix-odds.ts';

export const QUERY_KINDS = ['watcher', 'engineer', 'other-team', 'short', 'first-time'] as const;

/** What is asked when something happens again, before anybody knows its cause; memory holds what ended before `at`. */
export interface HistoryQuery {
  readonly id: string;
  /**
   * `watcher`: errors alone, as detection asks. `engineer`: the words of the service's own team. `other-team`: those of
   * a team that suffers with it. `short`: a title. `first-time`: what never happened before, and has no answer.
   */
  readonly kind: (typeof QUERY_KINDS)[number];
  readonly at: number;
  /** What is happening; not in memory yet. */
  readonly incident: string;
  readonly text: string;
  readonly service: DemoService;
  readonly errorType: string | null;
  readonly fingerprints: readonly string[];
  readonly templates: readonly string[];
  readonly context: PastContext;
  readonly truth: QueryTruth;
}

export interface QueryTruth {
  readonly signature: string;
  readonly cause: string;
  /** Earlier incidents of the same signature and cause; none for `first-time`. */
  readonly same: readonly string[];
  /** Earlier ones that look the same and have another cause: their fixes are wrong here. */
  readonly lookAlikes: readonly string[];
  /** Ids of fixes that can be had at that time, best first. */
  readonly bestFirst: readonly string[];
  readonly neverTry: readonly string[];
  /** What tells it from its look-alikes. */
  readonly check: ApartCheck | null;
}

export interface QueryOptions {
  readonly seed?: number;
  /** So many recurrences at most, spread over the history. */
  readonly limit?: number;
}

type Asked = Pick<HistoryQuery, 'text' | 'service' | 'errorType' | 'fingerprints' | 'templates'>;

interface Situation {
  readonly incident: PastIncident;
  readonly signature: SignatureDefinition;
  readonly cause: CauseDefinition;
  readonly truth: QueryTruth;
}

export function historyQueries(history: History, { seed = 1, limit = 1000 }: QueryOptions = {}): HistoryQuery[] {
  const chosen = situationsOf(history, limit);
  const queries = chosen.flatMap((situation) => {
    const random = seededRandom(mixedSeed(seed, 6, situation.incident.number));
    return QUERY_KINDS.flatMap((kind) => {
      const asked = kind === 'first-time' ? null : ASK[kind](random, situation);
      return asked === null ? [] : [query(kind, situation, asked)];
    });
  });
  return [...queries, ...firstTimes(history, limit)].sort((one, other) => one.at - other.at);
}

/** Incidents that something like it came before: all, or `limit` of them in even steps. */
function situationsOf(history: History, limit: number): Situation[] {
  const definitions = new Map(history.catalogue.map((signature) => [signature.id, signature]));
  const groups = new Map<string, LookAlikeGroup[]>();
  for (const group of history.truth.lookAlikes) {
    for (const { signature, cause } of group.members) {
      const key = `${signature} ${cause}`;
      groups.set(key, [...(groups.get(key) ?? []), group]);
    }
  }
  const neverTry = new Map<string, readonly string[]>(
    history.truth.signatures.flatMap(({ id, causes }) =>
      causes.map((cause) => [`${id} ${cause.id}`, cause.neverTry] as const)
    )
  );
  const all = [...history.truth.incidents.values()].filter(({ occurrence }) => occurrence > 1).length;
  const step = Math.max(1, all / limit);
  let again = 0;
  const seen = new Map<string, PastIncident[]>();
  return history.incidents.flatMap((incident) => {
    const truth = history.truth.incidents.get(incident.id);
    const signature = definitions.get(truth?.signature ?? '');
    const cause = signature?.causes.find(({ id }) => id === truth?.cause);
    if (truth === undefined || signature === undefined || cause === undefined) {
      return [];
    }
    const key = `${truth.signature} ${truth.cause}`;
    const before = seen.get(key) ?? [];
    seen.set(key, before);
    const isChosen = before.length > 0 && Math.floor(again / step) !== Math.floor((again - 1) / step);
    again += before.length > 0 ? 1 : 0;
    if (!isChosen) {
      before.push(incident);
      return [];
    }
    const ended = (of: string) => (seen.get(of) ?? []).filter(({ endedAt }) => endedAt < incident.startedAt);
    const same = ended(key).map(({ id }) => id);
    const own = groups.get(key) ?? [];
    const others = new Set(
      own.flatMap(({ members }) => members.map((member) => `${member.signature} ${member.cause}`))
    );
    others.delete(key);
    const lookAlikes = [...others].flatMap((other) => ended(other).map(({ id }) => id));
    before.push(incident);
    const when = { at: incident.startedAt, span: history.span };
    const asked: QueryTruth = {
      signature: signature.id,
      cause: cause.id,
      same,
      lookAlikes,
      bestFirst: bestFirst(cause)
        .filter((fix) => !isStale(fix, when.at, when.span) && !isToCome(cause, fix, when))
        .map((fix) => fixId(signature, fix)),
      neverTry: neverTry.get(key) ?? [],
      check: own[0]?.check ?? null,
    };
    return same.length === 0 ? [] : [{ incident, signature, cause, truth: asked }];
  });
}

function query(kind: HistoryQuery['kind'], { incident, truth }: Situation, asked: Asked): HistoryQuery {
  const { id, detectedAt: at, context } = incident;
  return { id: `${kind}-${incident.number}`, kind, at, incident: id, ...asked, context, truth };
}

const NO_ERRORS = { errorType: null, fingerprints: [], templates: [] } as const;

const ASK: Readonly<
  Record<Exclude<HistoryQuery['kind'], 'first-time'>, (random: Random, of: Situation) => Asked | null>
> = {
  watcher: (_, { incident }) => {
    const [error] = incident.errors;
    return error === undefined
      ? null
      : {
          text: error.message,
          service: incident.service,
          errorType: error.errorType,
          fingerprints: [...new Set(incident.errors.map(({ fingerprint }) => fingerprint))],
          templates: [...new Set(incident.errors.map(({ template }) => template.id))],
        };
  },
  engineer: (random, of) => toldBy(random, of, of.incident.service),
  'other-team': (random, of) => {
    const { signature, incident } = of;
    const others = signature.alsoHits.filter(
      (service) => service !== incident.service && (signature.tellings[service]?.length ?? 0) > 0
    );
    return others.length === 0 ? null : toldBy(random, of, pick(random, others));
  },
  short: (random, of) => {
    const others = of.signature.titles.map((title) => fillIn(random, title, slotsOf(of.incident)));
    const text = pick(
      random,
      others.filter((title) => title !== of.incident.title)
    );
    return { text, service: of.incident.service, ...NO_ERRORS };
  },
};

/** Two sentences of what that team says of this failure, and nothing of its cause. */
function toldBy(random: Random, { signature, incident }: Situation, service: DemoService): Asked | null {
  const own = signature.tellings[service] ?? signature.tellings[signature.service] ?? [];
  if (own.length === 0) {
    return null;
  }
  const told = new Set([pick(random, own), pick(random, own)]);
  const text = [...told].map((sentence) => fillIn(random, sentence, slotsOf(incident))).join(' ');
  return { text, service, ...NO_ERRORS };
}

function slotsOf(incident: PastIncident): Slots {
  const { version = '', region = '' } = incident.context;
  return { service: incident.service, version, before: 'the version before', region };
}

/** What happened once only, asked when it did. */
function firstTimes(history: History, limit: number): HistoryQuery[] {
  const once = history.incidents.filter(({ id }) => history.truth.incidents.get(id)?.isOneOff === true);
  return once.slice(0, limit).map((incident) => {
    const truth = history.truth.incidents.get(incident.id);
    const [error] = incident.errors;
    return {
      ...{ id: `first-time-${incident.number}`, kind: 'first-time', at: incident.detectedAt, incident: incident.id },
      ...{ text: incident.symptoms.join(' '), service: incident.service, context: incident.context },
      errorType: error?.errorType ?? null,
      fingerprints: error === undefined ? [] : [error.fingerprint],
      templates: error === undefined ? [] : [error.template.id],
      truth: {
        ...{ signature: truth?.signature ?? '', cause: truth?.cause ?? '', check: null },
        ...{ same: [], lookAlikes: [], bestFirst: [], neverTry: [] },
      },
    };
  });
}

import { between, pick, seededRandom, type Random } from '../../seeded-random.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { CauseDefinition, SignatureDefinition } from '../catalogue/signature-definition.ts';
import { ComposedSignatures } from '../composed/composed-signatures.ts';
import { atUsualHour } from './clock-times.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, mixedSeed, spanBefore, type HistorySpan } from './history-options.ts';
import { shareOut } from './share-out.ts';

interface PlannedTime {
  /** From 1, in order of time. */
  number: number;
  at: number;
  /** Drawn from with its number, so that each incident is told alike wherever it stands. */
  readonly seed: number;
}

/** What happens when, before anything of it is told. */
export interface PlannedIncident extends PlannedTime {
  readonly signature: SignatureDefinition;
  readonly isOneOff: boolean;
  readonly cause: CauseDefinition;
  /** It came of that one. */
  readonly follows: PlannedIncident | null;
  /** The same again, within seven days, of what was only patched. */
  relapsesAs: PlannedIncident | null;
}

/** What happens once is composed when it is told: there are too many to hold. */
interface PlannedOneOff extends PlannedTime {
  readonly composedAs: number;
}

export interface HistoryPlan {
  readonly span: HistorySpan;
  readonly seed: number;
  readonly recurring: readonly SignatureDefinition[];
  /** In order of time. */
  readonly incidents: readonly (PlannedIncident | PlannedOneOff)[];
  readonly composed: ComposedSignatures;
}

/** Every third incident happened once only. */
const ONE_OFF_SHARE = 1 / 3;
/** Of a history of 152; how many more a larger one has grows as kinds of things do with their number (Heaps' law). */
const RECURRING_AT_DEFAULT = 101;
const GROWTH = 0.6;
/** Whoever recurs, does so at least once. */
const LEAST_OCCURRENCES = 2;
const RELAPSE_SHARE = 0.16;
const RELAPSE_AFTER_MS = { least: 8 * HOUR_MS, most: 6.5 * DAY_MS };
const APART_MS = 8 * HOUR_MS;
const FOLLOWS_SHARE = 0.9;

export function planHistory({ seed, count, now }: { seed: number; count: number; now: number }): HistoryPlan {
  const span = spanBefore(now);
  const oneOffs = Math.round(count * ONE_OFF_SHARE);
  const composed = new ComposedSignatures(seed);
  const recurring = recurringSignatures(count - oneOffs, composed);
  const shares = shareOut(count - oneOffs, recurring.length, LEAST_OCCURRENCES);
  const bySignature = new Map<string, PlannedIncident[]>();
  const planned: (PlannedIncident | PlannedOneOff)[] = [];
  // Who follows another comes after it.
  const order = recurring.map((_, index) => index);
  order.sort((one, other) => Number(follows(recurring[one])) - Number(follows(recurring[other])));
  for (const index of order) {
    const signature = recurring[index];
    if (signature !== undefined) {
      const random = seededRandom(mixedSeed(seed, 1, index));
      const own = occurrences(random, { signature, times: shares[index] ?? 0, span, bySignature });
      bySignature.set(signature.id, own);
      planned.push(...own);
    }
  }
  const random = seededRandom(mixedSeed(seed, 2));
  for (let index = 0; index < oneOffs; index += 1) {
    const composedAs = composed.take();
    const like = composed.sketch(composedAs);
    const at = inSpan(atUsualHour(random, span.from + random() * (span.to - span.from), like), span);
    planned.push({ number: 0, at, seed: between(random, 0, 2 ** 31), composedAs });
  }
  planned.sort((one, other) => one.at - other.at || one.seed - other.seed);
  planned.forEach((one, index) => (one.number = index + 1));
  return { span, seed, recurring, incidents: planned, composed };
}

/** With what there is to tell of it. */
export function toBeTold(plan: HistoryPlan, planned: PlannedIncident | PlannedOneOff): PlannedIncident {
  if (!('composedAs' in planned)) {
    return planned;
  }
  const signature = plan.composed.define(planned.composedAs);
  return { ...planned, signature, cause: signature.causes[0], isOneOff: true, follows: null, relapsesAs: null };
}

function follows(signature: SignatureDefinition | undefined): boolean {
  return signature?.causes.some(({ causedBy }) => causedBy !== undefined) === true;
}

function recurringSignatures(recurring: number, composed: ComposedSignatures): SignatureDefinition[] {
  const wanted = Math.round(CATALOGUE.length * (recurring / RECURRING_AT_DEFAULT) ** GROWTH);
  const size = Math.max(1, Math.min(wanted, Math.floor(recurring / LEAST_OCCURRENCES)));
  const more = Math.max(0, size - CATALOGUE.length);
  return [...CATALOGUE.slice(0, size), ...Array.from({ length: more }, () => composed.define(composed.take()))];
}

interface OfSignature {
  readonly signature: SignatureDefinition;
  readonly times: number;
  readonly span: HistorySpan;
  readonly bySignature: ReadonlyMap<string, readonly PlannedIncident[]>;
}

function occurrences(random: Random, { signature, times, span, bySignature }: OfSignature): PlannedIncident[] {
  const causes = drawnCauses(random, signature, times);
  const own: PlannedIncident[] = [];
  let last: PlannedIncident | null = null;
  const parents = new Set(causes.flatMap(({ causedBy }) => bySignature.get(causedBy?.signature ?? '') ?? []));
  for (let place = 0; place < times; place += 1) {
    const relapse: boolean =
      last !== null && isPatchable(last.cause) && random() < RELAPSE_SHARE && bringForward(causes, place, last.cause);
    const cause = causes[place] ?? signature.causes[0];
    const parent = cause.causedBy !== undefined && random() < FOLLOWS_SHARE ? firstAfter(parents, last?.at ?? 0) : null;
    const drawn = span.from + ((place + 0.1 + 0.8 * random()) / times) * (span.to - span.from);
    let at = inSpan(atUsualHour(random, drawn, { id: signature.id, cause }), span);
    if (relapse && last !== null) {
      at = last.at + between(random, RELAPSE_AFTER_MS.least, RELAPSE_AFTER_MS.most);
    } else if (parent !== null) {
      parents.delete(parent);
      const [least, most] = cause.causedBy?.minutes ?? [2, 9];
      at = parent.at + between(random, least * MINUTE_MS, most * MINUTE_MS);
    }
    if (last !== null && at < last.at + APART_MS) {
      at = last.at + APART_MS + between(random, 0, 2 * HOUR_MS);
    }
    const next = incident(random, {
      at: Math.min(at, span.to - place),
      signature,
      cause,
      follows: parent,
    });
    if (relapse && last !== null && next.at > last.at + APART_MS / 2) {
      last.relapsesAs = next;
    }
    own.push(next);
    last = next;
  }
  return own;
}

/** Each cause at least once where there are enough; the rest as often as they come. */
function drawnCauses(random: Random, { causes }: SignatureDefinition, times: number): CauseDefinition[] {
  const total = causes.reduce((sum, { weight }) => sum + weight, 0);
  const drawn: CauseDefinition[] = times >= causes.length ? [...causes] : [];
  while (drawn.length < times) {
    let left = random() * total;
    drawn.push(causes.find(({ weight }) => (left -= weight) < 0) ?? causes[0]);
  }
  for (let at = drawn.length - 1; at > 0; at -= 1) {
    const other = between(random, 0, at);
    const [one, two] = [drawn[at], drawn[other]];
    if (one !== undefined && two !== undefined) {
      [drawn[at], drawn[other]] = [two, one];
    }
  }
  return drawn;
}

/** Puts the next occurrence of a cause at this place; false where none is to come. */
function bringForward(causes: CauseDefinition[], place: number, cause: CauseDefinition): boolean {
  const at = causes.indexOf(cause, place);
  const here = causes[place];
  if (at === -1 || here === undefined) {
    return false;
  }
  causes[at] = here;
  causes[place] = cause;
  return true;
}

/** There is something that helps for a while only. */
function isPatchable(cause: CauseDefinition): boolean {
  return cause.fixes.some(({ otherwise }) => otherwise === 'temporary');
}

function firstAfter(parents: ReadonlySet<PlannedIncident>, after: number): PlannedIncident | null {
  return [...parents].find(({ at }) => at > after + APART_MS) ?? null;
}

function inSpan(at: number, { from, to }: HistorySpan): number {
  return Math.round(Math.min(Math.max(at, from + DAY_MS), to - DAY_MS));
}

function incident(
  random: Random,
  of: Pick<PlannedIncident, 'at' | 'signature' | 'cause' | 'follows'>
): PlannedIncident {
  return { ...of, isOneOff: false, number: 0, relapsesAs: null, seed: between(random, 0, 2 ** 31) };
}

/** How it failed this time. */
export function drawnKind(random: Random, cause: CauseDefinition) {
  return pick(random, cause.kinds);
}

import type { Advice } from '@incident-memory/contract';
import type { History } from '../../src/demo/history/generate-history.ts';
import type { IncidentTruth } from '../../src/demo/history/history-truth.ts';
import type { PastIncident } from '../../src/demo/history/past-incident.ts';
import type { Replayed } from './replay-past.ts';

/** What memory had met when it was asked. */
export const KINDS = ['both causes', 'this cause only', 'another cause only', 'first time'] as const;
export type Kind = (typeof KINDS)[number];

/**
 * What stood first; outdated: since then its target is another one; lucky once: it had ended this very cause by chance.
 * A check that is answered "yes" by the wrong cause tells nothing apart: it counts as none.
 */
export const TOPS = ['right', 'outdated', 'lucky once', 'wrong with check', 'wrong without check', 'none'] as const;
export type Top = (typeof TOPS)[number];

export interface Scored {
  readonly kind: Kind;
  readonly top: Top;
  /** A recommendation anywhere in the list that is wrong and comes without a check that tells. */
  readonly wrongWithoutCheck: readonly Advice[];
  /** The best fix that there is stood in do-not-try. */
  readonly bestBanned: boolean;
  readonly replayed: Replayed;
  readonly truth: IncidentTruth;
}

export function scoreAdvice(history: History, replayed: readonly Replayed[]): Scored[] {
  return replayed.map((one) => {
    const truth = truthOf(history, one.past);
    const worth = new Map(one.answer.recommended.map((advice) => [advice, worthOf(history, one, advice)]));
    const wrong = one.answer.recommended.filter((advice) => worth.get(advice) === 'wrong');
    const without = wrong.filter((advice) => !tellsApart(advice, one.past));
    const [first] = one.answer.recommended;
    const top = first === undefined ? 'none' : topOf(worth.get(first), without.includes(first));
    const bestBanned = one.answer.doNotTry.some((advice) => isBest(history, one, advice));
    return { kind: kindOf(history, one), top, wrongWithoutCheck: without, bestBanned, replayed: one, truth };
  });
}

function topOf(worth: Worth | undefined, isWithoutCheck: boolean): Top {
  const isWrong = worth === undefined || worth === 'wrong';
  return isWrong ? (isWithoutCheck ? 'wrong without check' : 'wrong with check') : worth;
}

export type Tally = Readonly<Record<Kind, Readonly<Record<Top, number>>>>;

export function tallied(scored: readonly Scored[]): Tally {
  const counts = (kind: Kind) =>
    Object.fromEntries(
      TOPS.map((top) => [top, scored.filter((one) => one.kind === kind && one.top === top).length])
    ) as Record<Top, number>;
  return Object.fromEntries(KINDS.map((kind) => [kind, counts(kind)])) as Record<Kind, Record<Top, number>>;
}

function truthOf({ truth }: History, { id }: PastIncident): IncidentTruth {
  const found = truth.incidents.get(id);
  if (found === undefined) {
    throw new Error(`nothing is true of ${id}`);
  }
  return found;
}

function kindOf(history: History, { past, known }: Replayed): Kind {
  const own = truthOf(history, past);
  const alike = history.truth.lookAlikes
    .filter(({ members }) => members.some((one) => one.signature === own.signature && one.cause === own.cause))
    .flatMap(({ members }) => members.map(({ signature, cause }) => `${signature} ${cause}`));
  const met = known.map((earlier) => truthOf(history, earlier));
  const this_ = met.some(({ signature, cause }) => signature === own.signature && cause === own.cause);
  const another = met.some(
    ({ signature, cause }) =>
      (signature === own.signature || alike.includes(`${signature} ${cause}`)) &&
      !(signature === own.signature && cause === own.cause)
  );
  return this_ ? (another ? 'both causes' : 'this cause only') : another ? 'another cause only' : 'first time';
}

type Worth = 'right' | 'outdated' | 'lucky once' | 'wrong';

/** Right is what cures this cause more often than hardly ever, or at least eases it. */
function worthOf(history: History, { past, known }: Replayed, advice: Advice): Worth {
  const { signature, cause } = truthOf(history, past);
  const truth = history.truth.signatures.find(({ id }) => id === signature)?.causes.find(({ id }) => id === cause);
  const fix = fixOf(known, advice);
  const own = truth?.fixes.find(({ id }) => id === fix);
  if (own === undefined || (own.otherwise !== 'mitigated' && truth?.neverTry.includes(own.id) === true)) {
    return cured(history, { past, known }, fix) ? 'lucky once' : 'wrong';
  }
  return history.truth.staleFixes.some((one) => one.fix === fix && one.changedAt <= past.startedAt)
    ? 'outdated'
    : 'right';
}

function isBest(history: History, { past, known }: Replayed, advice: Advice): boolean {
  const { signature, cause } = truthOf(history, past);
  const truth = history.truth.signatures.find(({ id }) => id === signature)?.causes.find(({ id }) => id === cause);
  const valid = truth?.bestFirst.filter(
    (fix) => !history.truth.staleFixes.some((one) => one.fix === fix && one.changedAt <= past.startedAt)
  );
  return valid?.[0] !== undefined && valid[0] === fixOf(known, advice);
}

/** Hardly ever any good for this cause, it ended it once all the same: by chance, and memory cannot know. */
function cured(history: History, { past, known }: Pick<Replayed, 'past' | 'known'>, fix: string | null): boolean {
  const { signature, cause } = truthOf(history, past);
  return known
    .filter((one) => truthOf(history, one).signature === signature && truthOf(history, one).cause === cause)
    .some(({ attempts }) => attempts.some((one) => one.fix.id === fix && one.outcome === 'cured'));
}

/** By the words in which it was told where it comes from: notes tell a fix and then how it went. */
function fixOf(known: readonly PastIncident[], { fix, from }: Advice): string | null {
  const numbers = new Set(from.map(({ incident }) => incident));
  const words = withoutVersions(fix.words);
  // What came back within a day is told by the memory of the time before, so others are looked at as well.
  const namedIn = (incidents: readonly PastIncident[]): string | undefined =>
    incidents
      .flatMap(({ attempts }) => attempts.map((attempt) => attempt.fix))
      .filter((one) => words.startsWith(withoutVersions(one.words)))
      .sort((one, other) => other.words.length - one.words.length)[0]?.id;
  return namedIn(known.filter(({ number }) => numbers.has(number))) ?? namedIn(known) ?? null;
}

function withoutVersions(words: string): string {
  return words.toLowerCase().replace(/\bv?\d+\.\d+(?:\.\d+)*\b/g, 'the version before');
}

/** Checks that somebody wrote down are true; one that the product made up is answered with what was so. */
function tellsApart({ tellApart }: Advice, { context, errors }: PastIncident): boolean {
  if (tellApart === null) {
    return false;
  }
  const { question } = tellApart;
  const deploy = /^Was there (a|no) deploy/.exec(question);
  if (deploy !== null) {
    return (deploy[1] === 'a') !== (context['after-deploy'] === 'yes');
  }
  if (/^Does .* say "|^Is the error /.test(question)) {
    return !errors.some(({ template, errorType }) => question.includes(template.text) || question.includes(errorType));
  }
  return true;
}

import type { Advice, FixKind } from '@incident-memory/contract';
import { resultOf } from '../../learning/attempt.ts';
import { judgeFixes, type JudgedFix } from '../../learning/judging/judge-fixes.ts';
import { LearningPool } from '../../learning/pool/learning-pool.ts';
import { causeClassOf } from '../capture/cause-class.ts';
import { knownToBeBack } from './back-again.ts';
import { fixForNow } from './fix-for-now.ts';
import { fixesOf, timeOf, type FixTried } from './fixes-of-memories.ts';
import { generalMeasures } from './general-measures.ts';
import { causeName, learnedAttempts, PRESENT } from './learned-attempts.ts';
import { isTelling, isTrusted, type Remembered, type Situation } from './situation.ts';
import { causesOf, type CauseGroup } from './causes-of-memories.ts';
import { tellApart } from './tell-apart.ts';
import { whyNotNow } from './why-not-now.ts';

export interface FixAdvice {
  readonly recommended: Advice[];
  readonly doNotTry: Advice[];
  readonly contested: Advice[];
  readonly untested: Advice[];
  readonly general: Advice[];
}

/** One try in another context may have been luck. */
const LEAST_ELSEWHERE = 2;
const MAX_FROM = 10;
const NAMED_INCIDENTS = 3;

/** What is known of fixes in this situation, best first in each list; a fix stands in one list only. */
export function composeAdvice(situation: Situation, remembered: readonly Remembered[]): FixAdvice {
  const trusted = knownToBeBack(
    situation,
    remembered.filter(({ record }) => isTrusted(record))
  );
  const telling = trusted.filter(isTelling).map(({ record }) => record);
  const fixes = fixesOf(telling);
  const causes = causesOf(telling);
  const judged = judgedByCause(situation, { fixes, causes, pool: poolOf(trusted) });
  const sure = new Set(trusted.filter(({ strength }) => strength === 'same').map(({ record }) => record.id));
  const all = judged.flatMap((one) => onlyIfSure(situation, adviceOf(situation, one, causes), sure));
  const of = (verdict: Advice['verdict']): Advice[] => all.filter((advice) => advice.verdict === verdict);
  // What has a record here comes before what only has one elsewhere.
  const recommended = of('recommended').sort((a, b) => Number(a.probability === null) - Number(b.probability === null));
  const doNotTry = of('do-not-try');
  const cause = causes[0]?.records[0]?.cause?.class ?? causeClassOf(wordsOf(situation));
  return {
    recommended,
    doNotTry,
    contested: of('contested'),
    untested: of('untested'),
    general: recommended.length > 0 ? [] : withoutBad(generalMeasures(cause, situation.service), doNotTry),
  };
}

/**
 * What is under way is compared by what failed; where only words are alike, one lucky try recommends nothing. Whoever asks
 * in words has nothing else to compare.
 */
function onlyIfSure({ began }: Situation, advice: readonly Advice[], sure: ReadonlySet<string>): Advice[] {
  return advice.map((one) => {
    const { cured, mitigated } = one.counts;
    const isGuess =
      began !== null && cured + mitigated < LEAST_ELSEWHERE && !one.from.some(({ memory }) => sure.has(memory));
    return isGuess && one.verdict === 'recommended'
      ? { ...one, verdict: 'untested', sentence: `${one.sentence}; only words are alike` }
      : one;
  });
}

interface JudgedOne {
  readonly judged: JudgedFix;
  readonly tried: FixTried;
  /** The cause that it was judged for, where the symptom had several. */
  readonly cause: CauseGroup | null;
}

/** Where the symptom had several causes, each fix is judged for each of them, and told by what it is best for. */
function judgedByCause(
  { at, context }: Situation,
  { fixes, causes, pool }: { fixes: readonly FixTried[]; causes: readonly CauseGroup[]; pool: LearningPool }
): JudgedOne[] {
  const attempts = learnedAttempts(fixes, { signature: PRESENT, causes });
  attempts.forEach((attempt) => pool.add(attempt));
  const { version = null, ...rest } = context;
  const names = fixes.map((_, index) => String(index));
  const wanted: readonly (CauseGroup | null)[] = causes.length < 2 ? [null] : causes;
  const all = wanted.flatMap((cause) =>
    judgeFixes(attempts, {
      signature: PRESENT,
      pool,
      present: { at, context: rest, version, cause: cause === null ? null : causeName(cause) },
      fixes: names,
    }).flatMap((judged) => {
      const tried = fixes[Number(judged.fix)];
      return tried === undefined ? [] : [{ judged, tried, cause }];
    })
  );
  return bestOfEach(all);
}

const ORDER: Readonly<Record<JudgedFix['verdict'], number>> = {
  recommended: 0,
  'do-not-try': 1,
  contested: 2,
  untested: 3,
};

/**
 * A fix that is good for one of the causes is told for that one, with its check; else a bad record is told before one
 * that says nothing, and the cause for which it was tried before another.
 */
function bestOfEach(all: readonly JudgedOne[]): JudgedOne[] {
  const best = new Map<string, JudgedOne>();
  for (const one of all) {
    const known = best.get(one.judged.fix);
    if (known === undefined || isBetter(one, known)) {
      best.set(one.judged.fix, one);
    }
  }
  return [...best.values()].sort((a, b) => b.judged.rankBound - a.judged.rankBound);
}

function isBetter(one: JudgedOne, other: JudgedOne): boolean {
  const [a, b] = [one, other].map((judged) => ORDER[judged.judged.verdict] * 2 + (wasTriedForIt(judged) ? 0 : 1));
  return a === b ? one.judged.rankBound > other.judged.rankBound : (a ?? 0) < (b ?? 0);
}

function wasTriedForIt({ tried, cause }: JudgedOne): boolean {
  const ids = new Set(cause?.records.map(({ id }) => id));
  return cause === null || tried.tried.some(({ record }) => ids.has(record.id));
}

/** What learning says is made weaker here where something stands against recommending it, never stronger. */
function adviceOf(situation: Situation, { judged, tried, cause }: JudgedOne, causes: readonly CauseGroup[]): Advice[] {
  const { counts, verdict, state, probability, lastAt, holdsIn } = judged;
  const { cured, mitigated, temporary, noEffect, gotWorseAfter, unattributed, rejected } = counts;
  const advice: Advice = {
    fix: fixForNow(tried, situation),
    verdict,
    sentence: withIncidents(judged.reason, tried),
    counts: { cured, mitigated, temporary, noEffect, gotWorseAfter, unattributed, rejected },
    state,
    probability,
    lastAt: lastAt === null ? null : new Date(lastAt).toISOString(),
    verified: tried.tried.some(({ attempt }) => attempt.outcomeKnownFrom === 'telemetry'),
    context: { ...holdsIn },
    tellApart: null,
    from: tried.tried.slice(0, MAX_FROM).map(({ record, attempt }) => ({
      memory: record.id,
      attempt: attempt.id,
      incident: record.incident?.number ?? null,
      outcome: attempt.outcome,
      at: new Date(timeOf(attempt)).toISOString(),
    })),
  };
  const onlyElsewhere = verdict === 'untested' ? workedElsewhere(tried, cause) : null;
  if (verdict !== 'recommended' && (onlyElsewhere === null || onlyElsewhere.worked < LEAST_ELSEWHERE)) {
    return [
      onlyElsewhere === null ? advice : { ...advice, sentence: `${onlyElsewhere.sentence}${incidentsOf(tried)}` },
    ];
  }
  const good: Advice =
    onlyElsewhere === null
      ? advice
      : {
          ...advice,
          verdict: 'recommended',
          sentence: `${onlyElsewhere.sentence}${incidentsOf(tried)}`,
          state: 'insufficient',
        };
  const weaker = whyNotNow(situation, tried);
  if (weaker !== null) {
    const sentence = `${good.sentence}; ${weaker.why}`;
    return weaker.isRefusedHere
      ? []
      : [{ ...good, verdict: 'untested', sentence, state: weaker.isStale ? 'stale' : state }];
  }
  return [cause === null ? good : withCheck(good, { cause, causes, situation })];
}

/**
 * It worked each time that it was tried for this cause, though never in a context like the present one, and nothing is
 * known against it: the team's own answer, where it was more than one lucky try. null where it failed.
 */
function workedElsewhere({ tried }: FixTried, cause: CauseGroup | null): { worked: number; sentence: string } | null {
  const ofCause = tried.filter(({ record }) => cause === null || cause.records.some(({ id }) => id === record.id));
  const results = ofCause
    .filter(({ attempt }) => attempt.outcomeKnownFrom === 'person' || attempt.outcomeKnownFrom === 'telemetry')
    .map(({ attempt }) => (attempt.outcome === null ? null : resultOf(attempt.outcome)));
  const worked = results.filter((result) => result === 1).length;
  return worked === 0 || results.includes(0)
    ? null
    : { worked, sentence: `worked ${worked} of ${worked}, in other contexts than now` };
}

/**
 * One symptom, several causes: the look that tells them apart comes along. Where nobody knows one, or what can be seen
 * already says that it is another cause, the fix is not recommended.
 */
function withCheck(
  advice: Advice,
  { cause, causes, situation }: { cause: CauseGroup; causes: readonly CauseGroup[]; situation: Situation }
): Advice {
  const found = tellApart(cause, causes, situation);
  const only = `${advice.sentence}; only if the cause is "${causeName(cause)}"`;
  if (found === null) {
    const other = causes.find((one) => one !== cause);
    return {
      ...advice,
      verdict: 'contested',
      sentence: `${only}, not "${other === undefined ? '' : causeName(other)}": nobody wrote down how to tell`,
    };
  }
  return found.holds === false
    ? { ...advice, verdict: 'contested', sentence: `${only}: it does not look so now`, tellApart: found.check }
    : { ...advice, tellApart: found.check };
}

/** Behind the first clause, which is what is read at night. */
function withIncidents(reason: string, tried: FixTried): string {
  const [first = reason, ...others] = reason.split('; ');
  return [`${first}${incidentsOf(tried)}`, ...others].join('; ');
}

function incidentsOf({ tried }: FixTried): string {
  const numbers = tried.flatMap(({ record: { incident } }) => (incident === null ? [] : [incident.number]));
  const unique = [...new Set(numbers)];
  const more = unique.length - NAMED_INCIDENTS;
  const named = unique.slice(0, NAMED_INCIDENTS).map((number) => `INC-${number}`);
  return named.length === 0 ? '' : ` (${named.join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}

/** How often anything works here: from what the reader may see, and from nothing else. */
function poolOf(remembered: readonly Remembered[]): LearningPool {
  const pool = new LearningPool();
  for (const { record } of remembered.filter((one) => !isTelling(one))) {
    learnedAttempts(fixesOf([record]), { signature: record.id, causes: [] }).forEach((attempt) => pool.add(attempt));
  }
  return pool;
}

/** What is bad here is not told as generally good a few lines below. */
function withoutBad(general: readonly Advice[], bad: readonly Advice[]): Advice[] {
  const badKinds = new Set<FixKind>(bad.map(({ fix }) => fix.kind).filter((kind) => kind !== 'other'));
  return general.filter(({ fix }) => !badKinds.has(fix.kind));
}

function wordsOf({ text, errorType, templates }: Situation): string {
  return [text, errorType ?? '', ...templates.map((template) => template.text)].join('\n');
}

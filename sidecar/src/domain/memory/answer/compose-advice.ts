import type { Advice, FixKind } from '@incident-memory/contract';
import { judgeFixes, type JudgedFix } from '../../learning/judging/judge-fixes.ts';
import { LearningPool } from '../../learning/pool/learning-pool.ts';
import { causeClassOf } from '../capture/cause-class.ts';
import { fixesOf, timeOf, type FixTried } from './fixes-of-memories.ts';
import { generalMeasures } from './general-measures.ts';
import { learnedAttempts, PRESENT } from './learned-attempts.ts';
import { isTelling, isTrusted, type Remembered, type Situation } from './situation.ts';
import { causesOf, tellApart, type CauseGroup } from './tell-apart.ts';
import { whyNotNow } from './why-not-now.ts';

export interface FixAdvice {
  readonly recommended: Advice[];
  readonly doNotTry: Advice[];
  readonly contested: Advice[];
  readonly untested: Advice[];
  readonly general: Advice[];
}

const MAX_FROM = 10;
const NAMED_INCIDENTS = 3;

/** What is known of fixes in this situation, best first in each list; a fix stands in one list only. */
export function composeAdvice(situation: Situation, remembered: readonly Remembered[]): FixAdvice {
  const trusted = remembered.filter(({ record }) => isTrusted(record));
  const telling = trusted.filter(isTelling).map(({ record }) => record);
  const fixes = fixesOf(telling);
  const causes = causesOf(telling);
  const judged = judgedByCause(situation, { fixes, causes, pool: poolOf(trusted) });
  const all = judged.flatMap((one) => adviceOf(situation, one, causes));
  const of = (verdict: Advice['verdict']): Advice[] => all.filter((advice) => advice.verdict === verdict);
  const recommended = of('recommended');
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
      present: { at, context: rest, version, cause: cause?.words ?? null },
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
 * that says nothing.
 */
function bestOfEach(all: readonly JudgedOne[]): JudgedOne[] {
  const best = new Map<string, JudgedOne>();
  for (const one of all) {
    const known = best.get(one.judged.fix);
    const isBetter =
      known === undefined ||
      ORDER[one.judged.verdict] < ORDER[known.judged.verdict] ||
      (one.judged.verdict === known.judged.verdict && one.judged.rankBound > known.judged.rankBound);
    if (isBetter) {
      best.set(one.judged.fix, one);
    }
  }
  return [...best.values()].sort((a, b) => b.judged.rankBound - a.judged.rankBound);
}

/** What learning says is made weaker here where something stands against recommending it, never stronger. */
function adviceOf(situation: Situation, { judged, tried, cause }: JudgedOne, causes: readonly CauseGroup[]): Advice[] {
  const { counts, verdict, state, probability, lastAt, holdsIn } = judged;
  const { cured, mitigated, temporary, noEffect, gotWorseAfter, unattributed, rejected } = counts;
  const advice: Advice = {
    fix: tried.fix,
    verdict,
    sentence: `${judged.reason}${incidentsOf(tried)}`,
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
  if (verdict !== 'recommended') {
    return [advice];
  }
  const weaker = whyNotNow(situation, tried);
  if (weaker !== null) {
    const sentence = `${advice.sentence}; ${weaker.why}`;
    return weaker.isRefusedHere
      ? []
      : [{ ...advice, verdict: 'untested', sentence, state: weaker.isStale ? 'stale' : state }];
  }
  return [cause === null ? advice : withCheck(advice, cause, causes)];
}

/** One symptom, several causes: the look that tells them apart comes along; where nobody knows one, nothing is said. */
function withCheck(advice: Advice, cause: CauseGroup, causes: readonly CauseGroup[]): Advice {
  const check = tellApart(cause, causes);
  return check === null
    ? {
        ...advice,
        verdict: 'contested',
        sentence: `${advice.sentence}; only where the cause is "${cause.words}", and nobody wrote down what tells it from "${
          causes.find((other) => other !== cause)?.words ?? 'other causes'
        }"`,
      }
    : { ...advice, tellApart: check };
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

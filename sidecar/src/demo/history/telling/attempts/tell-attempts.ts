import type { Outcome } from '@incident-memory/contract';
import { between, pick, type Random } from '../../../seeded-random.ts';
import type { CauseDefinition, FixDefinition, SignatureDefinition } from '../../catalogue/signature-definition.ts';
import type { PastAttempt, PastContext, PastSuggestion } from '../../past-incident.ts';
import { MINUTE_MS, type HistorySpan } from '../../planning/history-options.ts';
import { fillIn, pickFilled, type Slots } from '../fill-in.ts';
import { fixId, isStale, isToCome, oddsOf } from './fix-odds.ts';
import { outcomeSentence, relapseSentence } from './outcome-sentence.ts';
import type { SignatureMemory } from './signature-memory.ts';

export interface AttemptsOf {
  readonly incident: string;
  readonly signature: SignatureDefinition;
  readonly cause: CauseDefinition;
  readonly context: PastContext;
  readonly slots: Slots;
  readonly startedAt: number;
  readonly detectedAt: number;
  readonly span: HistorySpan;
  readonly memory: SignatureMemory;
  /** When it comes back within seven days: what ends it helps for a while only. */
  readonly relapsesAt: number | null;
}

export interface ToldAttempts {
  readonly attempts: readonly PastAttempt[];
  readonly endedAt: number;
  /** What ended it, as people saw it; null where it ended by itself. */
  readonly endedBy: PastAttempt | null;
  /** Something else happened while the last fix was judged. */
  readonly disturbed: boolean;
}

const ATTEMPTS_MAX = 5;
const UNATTRIBUTED_SHARE = 0.07;
const VERIFIED_SHARE = 0.82;
/** What cured before is taken up again, if the hand is not already on something else. */
const SUGGESTED_SHARE = 0.75;
const REJECTED_SHARE = 0.45;
const MODIFIED_SHARE = 0.5;
/** After two that failed people have usually understood. */
const UNDERSTOOD_AFTER = 2;
const MITIGATED_IS_ENOUGH = 0.6;
const CURE_IS_LIKELY = 0.3;

/** What people did, in order: drawn from the truth about each fix, chosen by people who do not know it. */
export function tellAttempts(random: Random, of: AttemptsOf): ToldAttempts {
  const { cause, signature, memory, slots, span } = of;
  const attempts: PastAttempt[] = [];
  const tried = new Set<FixDefinition>();
  let at = of.detectedAt + between(random, 2, 11) * MINUTE_MS;
  let endedAt: number | null = null;
  let disturbed = false;
  while (endedAt === null && attempts.length < ATTEMPTS_MAX) {
    const suggested = of.relapsesAt !== null ? null : suggestedFix(random, of, tried);
    if (suggested !== null && suggested.fix.act.rejected !== undefined && random() < REJECTED_SHARE) {
      tried.add(suggested.fix);
      attempts.push(rejection(random, { of, ...suggested, at, number: attempts.length + 1 }));
      at += between(random, 1, 4) * MINUTE_MS;
      continue;
    }
    const last = of.relapsesAt !== null ? patch(random, cause, tried) : null;
    const fix = last ?? suggested?.fix ?? chosenFix(random, of, tried);
    if (fix === null) {
      break;
    }
    tried.add(fix);
    const cures = of.relapsesAt === null && random() < oddsOf(fix, of.context, { at, span });
    const stale = isStale(fix, at, span);
    let outcome: Outcome = last !== null ? 'temporary' : cures ? 'cured' : stale ? 'no-effect' : fix.otherwise;
    const shownAt = at + between(random, fix.act.minutes[0], fix.act.minutes[1]) * MINUTE_MS;
    const settles = outcome === 'mitigated' && random() < MITIGATED_IS_ENOUGH;
    if (cures || last !== null || (settles && of.relapsesAt === null)) {
      endedAt = shownAt;
    }
    if (cures && random() < UNATTRIBUTED_SHARE) {
      outcome = 'unattributed';
      disturbed = true;
    }
    const id = fixId(signature, fix);
    const attempt = `${of.incident}.${attempts.length + 1}`;
    attempts.push({
      id: attempt,
      fix: toldFix(random, id, { fix, slots }),
      state: 'done',
      by: fix.act.by,
      begunAt: at,
      appliedAt: at + between(random, 10, 50) * 1000,
      minutesAfterStart: Math.round((at - of.startedAt) / MINUTE_MS),
      outcome,
      outcomeKnownFrom: random() < VERIFIED_SHARE ? 'telemetry' : 'person',
      outcomeSentence:
        last !== null && of.relapsesAt !== null
          ? relapseSentence(random, of.relapsesAt - shownAt)
          : outcomeSentence(random, { outcome, fix, stale, slots, minutes: (shownAt - at) / MINUTE_MS }),
      // That it was for a while only is known when it is back.
      outcomeAt: (last === null ? null : of.relapsesAt) ?? shownAt,
      reason: '',
      from: suggested?.fix === fix ? suggestionOf(random, fix, suggested.from) : null,
    });
    remember(memory, { id, outcome, incident: of.incident, attempt, cause: cause.id });
    at = shownAt + between(random, 1, 6) * MINUTE_MS;
  }
  // Nothing that was tried ended it: it ended by itself.
  const endedBy = endedAt === null ? null : (attempts.at(-1) ?? null);
  return { attempts, endedAt: endedAt ?? at + between(random, 15, 70) * MINUTE_MS, endedBy, disturbed };
}

function remember(
  memory: SignatureMemory,
  of: { id: string; outcome: Outcome; incident: string; attempt: string; cause: string }
): void {
  if (of.outcome === 'cured') {
    // Last is what cured last.
    memory.cured.delete(of.id);
    memory.cured.set(of.id, { incident: of.incident, attempt: of.attempt, cause: of.cause });
  } else if (of.outcome !== 'unattributed' && of.outcome !== 'mitigated') {
    memory.failed.set(of.id, (memory.failed.get(of.id) ?? 0) + 1);
  }
}

/** What cured last time, whatever the cause was then: that is how look-alikes fool people. */
function suggestedFix(random: Random, of: AttemptsOf, tried: ReadonlySet<FixDefinition>) {
  if (random() > SUGGESTED_SHARE) {
    return null;
  }
  for (const [id, from] of [...of.memory.cured].reverse()) {
    const fix = of.cause.fixes.find((one) => fixId(of.signature, one) === id);
    if (fix !== undefined && !tried.has(fix)) {
      return { fix, from };
    }
  }
  return null;
}

/** What ends it for now: at once, or after something that did not help. */
function patch(random: Random, cause: CauseDefinition, tried: ReadonlySet<FixDefinition>): FixDefinition | null {
  const patches = cause.fixes.filter((fix) => fix.otherwise === 'temporary' && !tried.has(fix));
  return tried.size > 0 || patches.length === 1 || random() < 0.5 ? (patches[0] ?? null) : null;
}

function chosenFix(random: Random, of: AttemptsOf, tried: ReadonlySet<FixDefinition>): FixDefinition | null {
  const left = of.cause.fixes.filter(
    (fix) =>
      !tried.has(fix) &&
      !isToCome(of.cause, fix, { at: of.startedAt, span: of.span }) &&
      // What would cure is not tried in one that comes back: rates of fixes stay those of the truth.
      (of.relapsesAt === null || fix.cures < CURE_IS_LIKELY)
  );
  const understood = tried.size >= UNDERSTOOD_AFTER;
  const value = (fix: FixDefinition) => {
    const known = of.memory.failed.get(fixId(of.signature, fix)) ?? 0;
    return understood
      ? oddsOf(fix, of.context, { at: of.startedAt, span: of.span })
      : fix.tempting / (1 + 0.6 * known) + 0.5 * random();
  };
  let best: FixDefinition | null = null;
  let most = -1;
  for (const fix of left) {
    const worth = value(fix);
    if (worth > most) {
      best = fix;
      most = worth;
    }
  }
  return best;
}

interface Cured {
  readonly incident: string;
  readonly attempt: string;
}

function suggestionOf(random: Random, fix: FixDefinition, from: Cured): PastSuggestion {
  const { modified } = fix.act;
  const change = modified !== undefined && random() < MODIFIED_SHARE ? pick(random, modified) : '';
  return { incident: from.incident, attempt: from.attempt, modified: change !== '', change };
}

function rejection(
  random: Random,
  told: { of: AttemptsOf; fix: FixDefinition; from: Cured; at: number; number: number }
): PastAttempt {
  const { of, fix, from, at, number } = told;
  return {
    id: `${of.incident}.${number}`,
    fix: toldFix(random, fixId(of.signature, fix), { fix, slots: of.slots }),
    state: 'rejected',
    by: fix.act.by,
    begunAt: at,
    appliedAt: null,
    minutesAfterStart: Math.round((at - of.startedAt) / MINUTE_MS),
    outcome: null,
    outcomeKnownFrom: null,
    outcomeSentence: '',
    outcomeAt: null,
    reason: pickFilled(random, fix.act.rejected ?? ['not now'], of.slots),
    from: { incident: from.incident, attempt: from.attempt, modified: false, change: '' },
  };
}

function toldFix(random: Random, id: string, { fix, slots }: { fix: FixDefinition; slots: Slots }) {
  const { kind, words, target, exact, undo = '' } = fix.act;
  const fill = (text: string) => fillIn(random, text, slots);
  return { id, kind, words: fill(pick(random, words)), target: fill(target), exact: fill(exact), undo: fill(undo) };
}

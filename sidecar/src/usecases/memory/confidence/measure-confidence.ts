import type { Overview } from '@incident-memory/contract';
import type { LearnedAttempt } from '../../../domain/learning/attempt.ts';
import { firstRecall, type ReplayedIncident } from '../../../domain/learning/confidence/first-recall.ts';
import { CONFIDENCE_LEAST, outcomeConfidence } from '../../../domain/learning/confidence/outcome-confidence.ts';
import { isSameFix } from '../../../domain/memory/capture/same-fix.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { sameTroubles } from '../../../domain/memory/troubles/same-troubles.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { Breath } from '../../breath.ts';
import { firstRecords } from '../../every-record.ts';
import type { MemorySearch } from '../../recall/memory-search.ts';
import { replayOutcomes } from './replay-outcomes.ts';

export type LearningConfidence = Overview['learningConfidence'];

interface Dependencies {
  readonly stores: Pick<Stores, 'memories' | 'recall'>;
  readonly search: MemorySearch;
  readonly clock: Clock;
}

/** So many of the newest incidents are replayed: enough for an interval of some seven points, a second or two of work. */
const MAX_REPLAYED = 300;
const PAGE = 200;

const NOTHING_YET: LearningConfidence = {
  state: 'not-enough-history',
  outcomes: 0,
  sentence: 'Not known yet: it is measured from incidents that came again and from outcomes of fixes.',
  coverage: null,
  calibration: null,
  lift: null,
};

/**
 * How much memory can be trusted (N18, A8): in a replay of past incidents in order of time, how often the right earlier
 * one was among the first three; and from thirty outcomes on, whether what was said of fixes came true, and whether it
 * is better for what was learned. Recall is asked by words and services alone, since the fingerprint that it would find
 * them by is also how the truth is known. What is private or of a team is left out, so that all readers see one figure.
 */
export class MeasureConfidence {
  private readonly dependencies: Dependencies;
  private readonly measured = new Map<string, LearningConfidence>();
  /** Of the memory that was measured: the same one is not measured twice. */
  private readonly revisions = new Map<string, string>();

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  /** As it was measured last. */
  last(organisation: string): LearningConfidence {
    return this.measured.get(organisation) ?? NOTHING_YET;
  }

  /** Takes seconds, with pauses in which others have their turn. */
  async measure(organisation: string): Promise<void> {
    const scope: Scope = { organisation, teams: [], user: null };
    const memories = await this.newest(scope);
    const revision = `${memories.length} ${Math.max(0, ...memories.map(({ updatedAt }) => updatedAt))}`;
    if (this.revisions.get(organisation) === revision) {
      return;
    }
    const troubles = sameTroubles(memories);
    const recalled = firstRecall(await this.replay(scope, memories, troubles));
    const attempts = memories.flatMap((memory) => attemptsOf(memory, { memories, troubles }));
    const compared = replayOutcomes(attempts);
    const outcome = outcomeConfidence(compared);
    const coverage =
      recalled.interval === null
        ? null
        : { ...{ hits: recalled.hits, of: recalled.of, selected: recalled.selected }, ...bounds(recalled.interval) };
    this.revisions.set(organisation, revision);
    this.measured.set(organisation, {
      state: coverage === null ? 'not-enough-history' : outcome === null ? 'recall-measured' : 'outcomes-measured',
      outcomes: compared.length,
      sentence: sentenceOf(recalled, compared.length),
      coverage,
      calibration:
        outcome === null
          ? null
          : {
              said: outcome.calibration.said,
              cameTrue: outcome.calibration.cameTrue,
              ...bounds(outcome.calibration.interval),
            },
      lift: outcome?.lift == null ? null : { share: outcome.lift.share, ...bounds(outcome.lift.interval) },
    });
  }

  private async newest(scope: Scope): Promise<MemoryRecord[]> {
    const newest = await firstRecords(MAX_REPLAYED, (place) =>
      this.dependencies.stores.memories.list(scope, {
        ...{ kind: 'incident', states: ['active'], sort: '-startedAt', limit: PAGE },
        ...place,
      })
    );
    return newest.reverse();
  }

  private async replay(
    scope: Scope,
    memories: readonly MemoryRecord[],
    troubles: ReadonlyMap<string, string>
  ): Promise<ReplayedIncident[]> {
    const breath = new Breath(this.dependencies.clock);
    const replayed: ReplayedIncident[] = [];
    const met = new Set<string>();
    for (const { id, startedAt, title, signature, services, cause } of memories) {
      const trouble = cause === null ? null : (troubles.get(id) ?? null);
      let ranked: string[] = [];
      if (trouble !== null && met.has(trouble)) {
        const { found } = await this.dependencies.search.find(scope, {
          text: [title, ...signature.symptoms].join('\n'),
          services,
          filter: { kinds: ['incident'], to: startedAt - 1, without: [id] },
        });
        ranked = found.map(({ entry }) => entry.memory);
      }
      if (trouble !== null) {
        met.add(trouble);
      }
      replayed.push({ id, startedAt, signature: trouble, ranked });
      if (breath.isDue) {
        await breath.take();
      }
    }
    return replayed;
  }
}

function bounds([low, high]: readonly [number, number]): { low: number; high: number } {
  return { low, high };
}

function sentenceOf({ hits, of, interval }: ReturnType<typeof firstRecall>, outcomes: number): string {
  if (interval === null) {
    return 'Not known yet: no incident has come again whose earlier one is remembered.';
  }
  const [low, high] = interval.map((bound) => Math.round(bound * 100));
  const found = `Of ${of} incidents that had come before, the right earlier one was among the first three in ${hits} (95 %: ${low} to ${high} %).`;
  const missing = CONFIDENCE_LEAST - outcomes;
  return missing > 0 ? `${found} Whether fixes do what is said is told from ${CONFIDENCE_LEAST} outcomes on.` : found;
}

/** Its attempts as learning reads them: fixes that are the same in the same trouble share a name. */
function attemptsOf(
  memory: MemoryRecord,
  { memories, troubles }: { memories: readonly MemoryRecord[]; troubles: ReadonlyMap<string, string> }
): LearnedAttempt[] {
  const signature = troubles.get(memory.id) ?? memory.id;
  const alike = memories.filter(({ id }) => troubles.get(id) === signature).flatMap(({ attempts }) => attempts);
  return memory.attempts.flatMap((attempt) => {
    const { outcome, fix, appliedAt, begunAt, outcomeKnownFrom } = attempt;
    const { version = null, ...context } = attempt.context;
    const same = alike.find((other) => isSameFix(other.fix, fix)) ?? attempt;
    return outcome === null
      ? []
      : [
          {
            ...{ signature, fix: same.id, family: fix.kind, outcome, context, version },
            ...{ at: appliedAt ?? begunAt, cause: memory.cause?.class ?? null, provenance: memory.provenance },
            isVerified: outcomeKnownFrom === 'person' || outcomeKnownFrom === 'telemetry',
          },
        ];
  });
}

import type { ChainedEvent } from '../../../domain/events/event-chain.ts';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import type { PlacedEvent } from '../../../domain/incidents/project-incident.ts';
import { judgeOutcome, type JudgedOutcome } from '../../../domain/learning/outcome/judge-outcome.ts';
import { JUDGING_WINDOW_MS, OVERLAP_BEFORE_MS, RELAPSE_MS } from '../../../domain/learning/outcome/judging-window.ts';
import type { Counted } from '../../../domain/learning/outcome/rate-ratio.ts';
import type { Attempt, MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { courseOf, curveWithout, disturbancesOf } from '../../../domain/memory/outcomes/telemetry-of-attempt.ts';
import { OUTCOME_WORDS } from '../../../domain/memory/sentences/outcome-words.ts';
import { systemScope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import type { TellIncident } from '../attempts/tell-incident.ts';
import { SYSTEM_ACTOR } from '../memory-actor.ts';
import type { MemoryLedger } from '../memory-ledger.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'events' | 'incidents' | 'memories' | 'occurrences' | 'statistics'>;
  readonly ledger: MemoryLedger;
  readonly tell: TellIncident;
  readonly clock: Pick<Clock, 'now'>;
}

/** An attempt is looked at until a relapse would not be one any more. */
const LOOKS_BACK_MS = RELAPSE_MS + 24 * 60 * 60 * 1000;
const MAX_CHANGES = 100;
/** Earlier memories of the service from which the course without the fix is known. */
const MAX_OTHERS = 200;
const STEP_MS = 10_000;

/**
 * What became of fixes, from telemetry and not from opinion: each attempt that was done is judged once its time is over,
 * and again when the trouble comes back. What a person said stands: telemetry does not overrule it.
 */
export class VerifyOutcomes {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  /** Returns how many outcomes were written. */
  async run(organisation: string): Promise<number> {
    const { ledger, clock } = this.dependencies;
    const since = clock.now() - LOOKS_BACK_MS;
    let written = 0;
    for (const record of await ledger.changedSince(organisation, since)) {
      for (const attempt of record.attempts.filter((one) => isOpen(one, since))) {
        written += (await this.judge(record, attempt)) ? 1 : 0;
      }
    }
    return written;
  }

  private async judge(record: MemoryRecord, attempt: Attempt): Promise<boolean> {
    const incident = await this.incidentOf(record, attempt);
    if (incident === null) {
      return false;
    }
    const { outcome, sentence } = await this.judgement(incident, record, attempt);
    const { ledger, tell, clock } = this.dependencies;
    const isEarly =
      outcome === 'mitigated' && clock.now() < (attempt.appliedAt ?? 0) + JUDGING_WINDOW_MS[attempt.fix.kind];
    // Errors that stopped a minute ago may still prove to be over: nobody is told half of it.
    if (outcome === null || outcome === attempt.outcome || isEarly) {
      return false;
    }
    const recorded = await ledger.record(systemScope(record.organisation), record.id, {
      actor: SYSTEM_ACTOR,
      once: `verified ${attempt.id} ${attempt.appliedAt} ${outcome}`,
      events: (standing) => {
        // A person may have spoken meanwhile.
        const now = standing.attempts.find(({ id }) => id === attempt.id);
        const events =
          now === undefined || now.state !== 'done' || now.outcomeKnownFrom === 'person'
            ? []
            : ([
                {
                  type: 'outcome-judged',
                  payload: {
                    attempt: attempt.id,
                    outcome,
                    knownFrom: 'telemetry',
                    sentence: `"${attempt.fix.words}": ${OUTCOME_WORDS[outcome]}. ${sentence}`,
                  },
                },
              ] as const);
        return { ok: true, value: events };
      },
    });
    if (recorded.ok) {
      await tell.incidentOf(recorded.value, incident.id);
    }
    return recorded.ok && recorded.value.version > record.version;
  }

  private async judgement(incident: IncidentRecord, record: MemoryRecord, attempt: Attempt): Promise<JudgedOutcome> {
    const { stores, clock } = this.dependencies;
    const scope = systemScope(record.organisation);
    const now = clock.now();
    const appliedAt = attempt.appliedAt ?? now;
    const window = JUDGING_WINDOW_MS[attempt.fix.kind];
    const services = incident.services.map(({ service }) => service);
    const [events, { occurrences }, { records }, before, after] = await Promise.all([
      stores.events.read(scope, incident.id),
      stores.occurrences.list(scope, {
        kinds: ['deploy', 'configuration', 'scaling', 'feature-flag'],
        services,
        from: appliedAt - OVERLAP_BEFORE_MS,
        to: appliedAt + window,
        limit: MAX_CHANGES,
      }),
      stores.memories.list(scope, {
        kind: 'incident',
        services: [incident.service],
        sort: '-startedAt',
        limit: MAX_OTHERS,
      }),
      this.errors(services, { from: Math.max(incident.startedAt, appliedAt - window), to: appliedAt }, scope),
      this.errors(services, { from: appliedAt, to: Math.min(appliedAt + window, now) }, scope),
    ]);
    return judgeOutcome(
      {
        kind: attempt.fix.kind,
        appliedAt,
        startedAt: incident.startedAt,
        ...courseOf(told(events), record, { appliedAt, windowMs: window }),
        before,
        after,
        disturbances: disturbancesOf(attempt, record, occurrences),
        withoutFix: curveWithout(attempt, record, records),
      },
      now
    );
  }

  private async errors(
    services: readonly string[],
    { from, to }: { from: number; to: number },
    scope: ReturnType<typeof systemScope>
  ): Promise<Counted> {
    const start = Math.floor(from / STEP_MS) * STEP_MS;
    const end = Math.floor(to / STEP_MS) * STEP_MS;
    if (end <= start) {
      return { errors: 0, ms: 0 };
    }
    const rows = await this.dependencies.stores.statistics.counts(scope, {
      services,
      from: start,
      to: end,
      stepMs: STEP_MS,
    });
    return { errors: rows.reduce((sum, row) => sum + row.errors, 0), ms: end - start };
  }

  /** The incident in which it was applied: of a memory that counts recurrences, the last one that had begun by then. */
  private async incidentOf(record: MemoryRecord, { appliedAt }: Attempt): Promise<IncidentRecord | null> {
    const { organisation, incident, recurrences } = record;
    const back = recurrences.findLast((one) => one.incident !== null && one.at <= (appliedAt ?? 0));
    const id = back?.incident ?? incident?.id ?? null;
    return id === null ? null : this.dependencies.stores.incidents.get(systemScope(organisation), id);
  }
}

function told(events: readonly ChainedEvent[]): PlacedEvent[] {
  return events.filter(({ payload }) => payload !== null) as unknown as PlacedEvent[];
}

function isOpen({ state, appliedAt, outcomeKnownFrom }: Attempt, since: number): boolean {
  return (
    state === 'done' &&
    appliedAt !== null &&
    appliedAt >= since &&
    (outcomeKnownFrom === null || outcomeKnownFrom === 'telemetry')
  );
}

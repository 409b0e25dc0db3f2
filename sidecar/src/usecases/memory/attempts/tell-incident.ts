import type { MemoryEventType } from '@incident-memory/contract';
import type { ChainedEvent } from '../../../domain/events/event-chain.ts';
import type { AttemptNews } from '../../../domain/incidents/event-payloads.ts';
import { incidentIdOf } from '../../../domain/memory/capture/captured-incident.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { memorySentence } from '../../../domain/memory/sentences/memory-sentence.ts';
import { systemScope } from '../../../domain/tenancy/scope.ts';
import type { EventStore } from '../../../ports/stores/event-store.ts';
import type { IncidentLedger } from '../../incidents/incident-ledger.ts';

interface Dependencies {
  readonly incidents: Pick<IncidentLedger, 'record'>;
  readonly events: EventStore;
}

const NEWS: Partial<Record<MemoryEventType, AttemptNews>> = {
  'attempt-begun': 'begun',
  'attempt-done': 'done',
  'attempt-withdrawn': 'withdrawn',
  'outcome-judged': 'judged',
  'suggestion-rejected': 'rejected',
};

/**
 * What becomes known of attempts is told on the timeline of the incident, after it was written in its memory. Each line
 * is named after the event that it tells, so that telling all of them again writes only those that a crash left out.
 */
export class TellIncident {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  /** Of a memory that counts recurrences, what happened since the incident began is told in that one. */
  async incidentOf(
    { organisation, id, incident, recurrences }: MemoryRecord,
    wanted: string | null = null
  ): Promise<void> {
    const target = wanted ?? recurrences.findLast((one) => one.incident !== null)?.incident ?? incident?.id ?? null;
    if (target === null) {
      return;
    }
    const scope = systemScope(organisation);
    const [events, timeline] = await Promise.all([
      this.dependencies.events.read(scope, id),
      this.dependencies.events.read(scope, target),
    ]);
    const known = new Set(timeline.map(({ payload }) => payload?.['once']));
    const isOwn = target === incidentIdOf(id);
    const since = isOwn ? 0 : (timeline[0]?.at ?? 0);
    for (const event of events) {
      const what = NEWS[event.type as MemoryEventType];
      const attempt = attemptOf(event);
      const once = `told ${id} ${event.sequence}`;
      // What the notes of a closing told stands in the line of that closing.
      const isOfNotes = String(event.payload?.['once']).startsWith('closed ');
      if (what !== undefined && !isOfNotes && attempt !== null && event.at >= since && !known.has(once)) {
        const sentence = memorySentence(event as ChainedEvent<MemoryEventType>);
        await this.dependencies.incidents.record(scope, target, {
          once,
          actor: event.actor,
          events: [{ type: 'attempted', payload: { memory: id, attempt, what, sentence } }],
        });
      }
    }
  }
}

function attemptOf({ payload }: ChainedEvent): string | null {
  const attempt = payload?.['attempt'];
  if (typeof attempt === 'string') {
    return attempt;
  }
  return typeof attempt === 'object' && attempt !== null && 'id' in attempt ? String(attempt.id) : null;
}

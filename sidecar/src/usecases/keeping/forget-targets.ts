import { tellingOf } from '../../domain/keeping/find-copies.ts';
import { resemblance, sketchOf } from '../../domain/keeping/text-shingles.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { MAX_RECURRENCES } from '../../domain/memory/projection/word-changes.ts';
import type { StoredEvent } from '../../ports/stores/event-store.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import { Breath } from '../breath.ts';
import { everyRecord } from '../every-record.ts';

const PAGE = 200;
/** A program's copy of what is forgotten goes with it (find-copies.ts: the same text with a word changed). */
const COPY = 0.8;

interface Dependencies {
  readonly stores: Pick<Stores, 'events' | 'memories'>;
  readonly clock: Clock;
}

/** Finds what has to go together: everything in which words stand, and what programs made of it. */
export class ForgetTargets {
  private readonly stores: Dependencies['stores'];
  private readonly clock: Clock;

  constructor({ stores, clock }: Dependencies) {
    this.stores = stores;
    this.clock = clock;
  }

  /** Streams of incidents and memories in whose events the text stands, in any case of letters. */
  async holding(organisation: string, text: string): Promise<string[]> {
    const scope = systemScope(organisation);
    const wanted = text.toLowerCase();
    const found = new Set<string>();
    const breath = new Breath(this.clock);
    for (const kind of ['incidents', 'memories'] as const) {
      const listed = everyRecord<StoredEvent>(async (place) => {
        const { events, nextCursor } = await this.stores.events.search(scope, { of: kind, limit: PAGE, ...place });
        return { records: events, nextCursor };
      });
      for await (const { stream, payload } of listed) {
        if (payload !== null && textsIn(payload).some((one) => one.toLowerCase().includes(wanted))) {
          found.add(stream);
        }
        if (breath.isDue) {
          await breath.take();
        }
      }
    }
    return [...found];
  }

  /**
   * What came back within a day lies in one memory with what it came back to: the words of each incident stand in that
   * memory, and those of its attempts on the timelines of all of them. They go together.
   */
  async recurringWith(organisation: string, incidents: readonly string[]): Promise<string[]> {
    const wanted = new Set(incidents);
    const found = new Set<string>();
    const listed = everyRecord((place) => {
      const query = { kind: 'incident', sort: 'startedAt', limit: PAGE } as const;
      return this.stores.memories.list(systemScope(organisation), { ...query, ...place });
    });
    const breath = new Breath(this.clock);
    for await (const memory of wanted.size === 0 ? [] : listed) {
      const { id, incident } = memory;
      const others = await this.cameBackIn(memory);
      const together = [...(incident === null ? [] : [incident.id]), ...others];
      if (others.length > 0 && together.some((one) => wanted.has(one))) {
        [id, ...together].forEach((one) => found.add(one));
      }
      if (breath.isDue) {
        await breath.take();
      }
    }
    return [...found];
  }

  /** A record holds its newest recurrences; where there may be more, its events tell all of them. */
  private async cameBackIn({ organisation, id, recurrences }: MemoryRecord): Promise<string[]> {
    const incidents =
      recurrences.length < MAX_RECURRENCES
        ? recurrences.map(({ incident }) => incident)
        : (await this.stores.events.read(systemScope(organisation), id))
            .filter(({ type }) => type === 'recurred')
            .map(({ payload }) => payload?.['incident']);
    return incidents.filter((incident) => typeof incident === 'string');
  }

  /** Memories that a machine or a model wrote and that say nearly the same as one of these. */
  async copiesOf(organisation: string, memories: readonly string[]): Promise<string[]> {
    const scope = systemScope(organisation);
    const originals = (await this.stores.memories.get(scope, memories)).map((memory) => sketchOf(tellingOf(memory)));
    const wanted = new Set(memories);
    const found: string[] = [];
    const breath = new Breath(this.clock);
    const listed = everyRecord((place) => {
      return this.stores.memories.list(scope, { kind: 'note', sort: 'startedAt', limit: PAGE, ...place });
    });
    for await (const memory of originals.length === 0 ? [] : listed) {
      const isFromOutside = memory.source.actor.kind === 'machine' || memory.provenance === 'inferred';
      if (isFromOutside && !wanted.has(memory.id)) {
        const sketch = sketchOf(tellingOf(memory));
        if (originals.some((original) => resemblance(original, sketch) >= COPY)) {
          found.push(memory.id);
        }
      }
      if (breath.isDue) {
        await breath.take();
      }
    }
    return found;
  }
}

/** Every text in a payload, keys of labels included. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) => [...(Array.isArray(value) ? [] : [key]), ...textsIn(child)]);
}

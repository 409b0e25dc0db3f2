import type { Actor, MemoryEventType } from '@incident-memory/contract';
import { chainBehind, type ChainedEvent } from '../../domain/events/event-chain.ts';
import { cleanEvent } from '../../domain/memory/clean-payload.ts';
import type { NewMemoryEvent, PlacedMemoryEvent } from '../../domain/memory/memory-events.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { projectMemory } from '../../domain/memory/project-memory.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { RecallEntry } from '../../ports/stores/memories/recall-index.ts';
import type { Stores } from '../../ports/stores/stores.ts';

export interface StreamDependencies {
  readonly stores: Pick<Stores, 'events' | 'memories' | 'recall'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<Ids, 'salt'>;
  readonly redact: (text: string) => string;
  /** What recall searches of these memories, in their order; null of one that nobody shall find. Never throws. */
  readonly entriesOf: (records: readonly MemoryRecord[]) => Promise<(RecallEntry | null)[]>;
}

/** An event to be written, with its time where that is not now: of a history that is told afterwards. */
export type Telling = NewMemoryEvent & { readonly at?: number; readonly by?: Actor };

export interface News {
  readonly stream: string;
  readonly events: readonly Telling[];
  readonly actor: Actor;
  readonly once?: string | undefined;
}

/** What one stream becomes: the events to be written behind the others, and what they add up to. */
export interface Continued {
  readonly chained: readonly ChainedEvent<MemoryEventType>[];
  readonly record: MemoryRecord | null;
}

/**
 * The streams of memories: event first, then what recall searches, then the record. The record comes last because its
 * version is what reading compares with the events: where it is as new as they are, the index is too, and a crash
 * anywhere between is seen and mended by whoever reads next.
 */
export class MemoryStreams {
  readonly stores: StreamDependencies['stores'];
  private readonly clock: StreamDependencies['clock'];
  private readonly ids: StreamDependencies['ids'];
  private readonly redact: StreamDependencies['redact'];
  private readonly entriesOf: StreamDependencies['entriesOf'];

  constructor({ stores, clock, ids, redact, entriesOf }: StreamDependencies) {
    this.stores = stores;
    this.clock = clock;
    this.ids = ids;
    this.redact = redact;
    this.entriesOf = entriesOf;
  }

  /** One memory as its events tell it; what was behind is mended on the way. */
  async read(scope: Scope, id: string): Promise<MemoryRecord | null> {
    const [[record], heads] = await Promise.all([
      this.stores.memories.get(scope, [id]),
      this.stores.events.heads(scope, { streams: [id] }),
    ]);
    const head = heads.get(id) ?? 0;
    if (head === (record?.version ?? 0)) {
      return record ?? null;
    }
    await this.mendIfBehind(scope.organisation, { stream: id, head });
    const [mended] = await this.stores.memories.get(scope, [id]);
    return mended ?? null;
  }

  history({ organisation }: Scope, id: string): Promise<ChainedEvent[]> {
    return this.stores.events.read(systemScope(organisation), id);
  }

  /** The events as they will be written; nothing is written yet. */
  continued(organisation: string, history: readonly ChainedEvent[], news: News): Continued {
    const { stream, once } = news;
    const chained = chainBehind(
      history.at(-1),
      news.events.map(({ at, by, ...event }) => {
        const { type, payload } = cleanEvent(event as NewMemoryEvent, this.redact);
        return {
          ...{ organisation, stream, type, at: at ?? this.clock.now(), actor: by ?? news.actor, salt: this.ids.salt() },
          payload: { ...payload, ...(once === undefined ? {} : { once }) },
        };
      })
    );
    return { chained, record: projectMemory(placed([...history, ...chained])) };
  }

  /** 'conflict' where somebody else wrote in between: nothing was written. */
  async write(scope: Scope, { chained, record }: Continued): Promise<MemoryRecord | null | 'conflict'> {
    const appended = await this.stores.events.append(scope, chained);
    if (!appended.ok) {
      return 'conflict';
    }
    if (record === null) {
      const stream = chained[0]?.stream ?? '';
      await this.finishForgetting(systemScope(scope.organisation), stream, chained);
    } else {
      await this.keep(scope.organisation, [record]);
    }
    return record;
  }

  /** Index and records of what the events of several streams add up to. */
  async keep(organisation: string, records: readonly MemoryRecord[]): Promise<void> {
    const scope = systemScope(organisation);
    const entries = await this.entriesOf(records);
    const found = entries.filter((entry) => entry !== null);
    const hidden = records.filter((_, index) => (entries[index] ?? null) === null).map(({ id }) => id);
    if (hidden.length > 0) {
      await this.stores.recall.remove(scope, hidden);
    }
    if (found.length > 0) {
      await this.stores.recall.put(scope, found);
    }
    if (records.length > 0) {
      await this.stores.memories.save(scope, records);
    }
  }

  /** True where the record was behind. What was forgotten is forgotten everywhere. */
  async mendIfBehind(organisation: string, { stream, head }: { stream: string; head: number }): Promise<boolean> {
    const scope = systemScope(organisation);
    const [standing] = await this.stores.memories.get(scope, [stream]);
    if ((standing?.version ?? 0) >= head) {
      return false;
    }
    const events = await this.stores.events.read(scope, stream);
    const record = projectMemory(placed(events));
    if (record !== null) {
      await this.keep(organisation, [record]);
      return true;
    }
    return this.finishForgetting(scope, stream, events);
  }

  /** The event that says so is the last; all before it and all that was made of them goes. True where something went. */
  private async finishForgetting(scope: Scope, stream: string, events: readonly ChainedEvent[]): Promise<boolean> {
    const forgotten = events.findLast(({ type }) => type === 'forgotten');
    if (forgotten === undefined) {
      return false;
    }
    const removed = [
      await this.stores.recall.remove(scope, [stream]),
      await this.stores.memories.remove(scope, [stream]),
      await this.stores.events.forget(scope, stream, forgotten.sequence - 1),
    ];
    return removed.some((count) => count > 0);
  }
}

export function placed(events: readonly ChainedEvent[]): PlacedMemoryEvent[] {
  return events as unknown as PlacedMemoryEvent[];
}

import { compareKeys, decodeCursor } from '../../domain/paging/cursor.ts';
import { pageOf } from '../../domain/paging/page-of.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import { kindOfStream } from '../../domain/events/stream-kinds.ts';
import { requireSameOrganisation } from '../../domain/tenancy/require-same-organisation.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { EventQuery, EventStore, StoredEvent, WhichStreams } from '../../ports/stores/event-store.ts';
import { ByOrganisation } from './by-organisation.ts';

type Streams = Map<string, StoredEvent[]>;

export class MemoryEventStore implements EventStore {
  private readonly streams = new ByOrganisation<Streams>(() => new Map());

  async append(scope: Scope, events: readonly StoredEvent[]): Promise<Result<void, 'conflict'>> {
    requireSameOrganisation(scope, events);
    const streams = this.streams.of(scope);
    const changed: Streams = new Map();
    for (const event of events) {
      const stream = changed.get(event.stream) ?? [...(streams.get(event.stream) ?? [])];
      if (event.sequence !== stream.length + 1) {
        return fail('conflict');
      }
      stream.push(structuredClone(event));
      changed.set(event.stream, stream);
    }
    for (const [name, stream] of changed) {
      streams.set(name, stream);
    }
    return succeed(undefined);
  }

  async read(scope: Scope, stream: string): Promise<StoredEvent[]> {
    return structuredClone(this.streams.of(scope).get(stream) ?? []);
  }

  async search(scope: Scope, query: EventQuery): Promise<{ events: StoredEvent[]; nextCursor: string | null }> {
    const behind = query.cursor === undefined ? null : decodeCursor(query.cursor, keyOf(EXAMPLE));
    const found = [...this.streams.of(scope).values()]
      .flat()
      .filter((event) => kindOfStream(event.stream) === query.of)
      .filter((event) => event.at >= (query.from ?? -Infinity) && event.at <= (query.to ?? Infinity))
      .filter((event) => fits(event, query))
      .filter((event) => behind === null || compareKeys(keyOf(event), behind) < 0)
      .sort((a, b) => compareKeys(keyOf(b), keyOf(a)));
    const { rows, nextCursor } = pageOf(found, query.limit, keyOf);
    return { events: structuredClone(rows), nextCursor };
  }

  async heads(scope: Scope, which: WhichStreams): Promise<Map<string, number>> {
    const all = [...this.streams.of(scope)];
    const wanted =
      'streams' in which
        ? all.filter(([name]) => which.streams.includes(name))
        : all.filter(([name, events]) => kindOfStream(name) === which.of && events.some(({ at }) => at >= which.since));
    return new Map(wanted.map(([name, events]) => [name, events.length]));
  }

  async forget(scope: Scope, stream: string, upToSequence: number): Promise<number> {
    const events = this.streams.of(scope).get(stream) ?? [];
    let forgotten = 0;
    for (const [index, event] of events.entries()) {
      if (event.sequence <= upToSequence && event.payload !== null) {
        events[index] = { ...event, payload: null, salt: null };
        forgotten += 1;
      }
    }
    return forgotten;
  }
}

function fits({ type, stream, actor }: StoredEvent, { types, streams, by, who }: EventQuery): boolean {
  return (
    (types?.includes(type) ?? true) &&
    (streams?.includes(stream) ?? true) &&
    (by?.includes(actor.kind) ?? true) &&
    (who === undefined || actor.name === who)
  );
}

const EXAMPLE = { at: 0, stream: '', sequence: 0 };

function keyOf(event: Pick<StoredEvent, 'at' | 'stream' | 'sequence'>): [number, string, number] {
  return [event.at, event.stream, event.sequence];
}

import type { MemoryLogQuery } from '@incident-memory/contract';
import type { ChainedEvent } from '../../domain/events/event-chain.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { EventQuery } from '../../ports/stores/event-store.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { firstRecords } from '../every-record.ts';

export interface LoggedEvent {
  readonly event: ChainedEvent;
  /** Of its stream, all of them: they tell whether it was taken back. */
  readonly history: readonly ChainedEvent[];
}

/** Of services with more memories, those that changed last are looked at. */
const MOST_MEMORIES = 2_000;
const PAGE = 200;

/**
 * Everything that was remembered, judged or forgotten, newest first, of memories that the reader may see. That a memory
 * was forgotten everybody may know: nothing but that is left of it. A page may be short where others have theirs.
 */
export async function readMemoryLog(
  stores: Pick<Stores, 'events' | 'memories'>,
  scope: Scope,
  asked: MemoryLogQuery
): Promise<{ logged: LoggedEvent[]; nextCursor: string | null }> {
  const own = systemScope(scope.organisation);
  const query = await eventQueryOf(stores, scope, asked);
  const { events, nextCursor } = await stores.events.search(scope, query);
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const [seen, kept, histories] = await Promise.all([
    stores.memories.get(scope, streams),
    stores.memories.get(own, streams),
    Promise.all(streams.map(async (stream) => [stream, await stores.events.read(own, stream)] as const)),
  ]);
  const mine = new Set(seen.map(({ id }) => id));
  const standing = new Set(kept.map(({ id }) => id));
  const historyOf = new Map(histories);
  const logged = events
    .map((event) => ({ event, history: historyOf.get(event.stream) ?? [] }))
    .filter(({ event: { stream, type }, history }) => {
      const isForgotten = !standing.has(stream) && history.some((one) => one.type === 'forgotten');
      return mine.has(stream) || (isForgotten && type === 'forgotten');
    });
  return { logged, nextCursor };
}

async function eventQueryOf(
  stores: Pick<Stores, 'memories'>,
  scope: Scope,
  asked: MemoryLogQuery
): Promise<EventQuery> {
  const { limit, cursor, type: types, by, who, service: services, memory, from, to } = asked;
  const ofServices =
    services === undefined
      ? null
      : await firstRecords(MOST_MEMORIES, (place) =>
          stores.memories.list(scope, { services, sort: '-updatedAt', limit: PAGE, ...place })
        );
  const named = ofServices?.map(({ id }) => id) ?? null;
  const streams = memory === undefined ? named : named === null || named.includes(memory) ? [memory] : [];
  return {
    ...{ of: 'memories', limit },
    ...(cursor === undefined ? {} : { cursor }),
    ...(types === undefined ? {} : { types }),
    ...(by === undefined ? {} : { by }),
    ...(who === undefined ? {} : { who }),
    ...(streams === null ? {} : { streams }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

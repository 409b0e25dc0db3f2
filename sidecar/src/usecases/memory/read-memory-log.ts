import type { ChainedEvent } from '../../domain/events/event-chain.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { Stores } from '../../ports/stores/stores.ts';

export interface LoggedEvent {
  readonly event: ChainedEvent;
  /** Of its stream, all of them: they tell whether it was taken back. */
  readonly history: readonly ChainedEvent[];
}

/**
 * Everything that was remembered, judged or forgotten, newest first, of memories that the reader may see. That a memory
 * was forgotten everybody may know: nothing but that is left of it. A page may be short where others have theirs.
 */
export async function readMemoryLog(
  stores: Pick<Stores, 'events' | 'memories'>,
  scope: Scope,
  page: { limit: number; cursor?: string | undefined }
): Promise<{ logged: LoggedEvent[]; nextCursor: string | null }> {
  const own = systemScope(scope.organisation);
  const { events, nextCursor } = await stores.events.search(scope, {
    of: 'memories',
    limit: page.limit,
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  });
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

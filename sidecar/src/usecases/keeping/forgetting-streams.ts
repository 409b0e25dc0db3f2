import type { Actor } from '@incident-memory/contract';
import { CHAIN_START, chainEvent } from '../../domain/events/event-chain.ts';
import {
  forgettingOf,
  type Forgetting,
  type ForgettingBegun,
  type ForgettingDone,
} from '../../domain/keeping/forgetting.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores } from '../../ports/stores/stores.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'events'>;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'next' | 'salt'>;
}

/** What was asked to be forgotten, and when it was done: kept on the house's chain like everything else. */
export class ForgettingStreams {
  private readonly events: Stores['events'];
  private readonly clock: Clock;
  private readonly ids: Dependencies['ids'];

  constructor({ stores, clock, ids }: Dependencies) {
    this.events = stores.events;
    this.clock = clock;
    this.ids = ids;
  }

  /** From here on it is going to be done. */
  async begin(organisation: string, { by, ...begun }: ForgettingBegun & { by: Actor }): Promise<Forgetting> {
    const stream = this.ids.next('fgt');
    const payload = { ...begun };
    const at = this.clock.now();
    const event = { organisation, stream, sequence: 1, type: 'forgetting-begun', at, actor: by, payload } as const;
    await this.events.append(systemScope(organisation), [chainEvent({ ...event, salt: this.ids.salt() }, CHAIN_START)]);
    return { id: stream, at, by, begun, done: null };
  }

  /** Written once: of two that finish the same, the second's is left out. */
  async finish(organisation: string, { id }: Pick<Forgetting, 'id'>, done: ForgettingDone): Promise<void> {
    const scope = systemScope(organisation);
    const [first] = await this.events.read(scope, id);
    if (first === undefined) {
      throw new Error('what was not begun cannot be finished');
    }
    const actor = { kind: 'system', name: 'forgetting' } as const;
    const common = { organisation, stream: id, sequence: 2, at: this.clock.now(), actor, salt: this.ids.salt() };
    await this.events.append(scope, [
      chainEvent({ ...common, type: 'forgetting-done', payload: { ...done } }, first.chainDigest),
    ]);
  }

  async read(organisation: string, id: string): Promise<Forgetting | null> {
    return forgettingOf(await this.events.read(systemScope(organisation), id));
  }

  /** Newest first. */
  async list(
    organisation: string,
    page: { limit: number; cursor?: string }
  ): Promise<{ forgettings: Forgetting[]; nextCursor: string | null }> {
    const scope = systemScope(organisation);
    const { events, nextCursor } = await this.events.search(scope, { of: 'forgettings', ...page });
    const begun = events.filter(({ type }) => type === 'forgetting-begun');
    const read = await Promise.all(begun.map(({ stream }) => this.read(organisation, stream)));
    return { forgettings: read.filter((one) => one !== null), nextCursor };
  }

  /** What was begun and not done, since whoever did it died. */
  async unfinished(organisation: string): Promise<Forgetting[]> {
    const heads = await this.events.heads(systemScope(organisation), { of: 'forgettings', since: 0 });
    const open = [...heads].filter(([, head]) => head === 1).map(([id]) => this.read(organisation, id));
    return (await Promise.all(open)).filter((one) => one !== null);
  }
}

import { findBrokenLink } from '../../domain/events/event-chain.ts';
import type { StreamKind } from '../../domain/events/stream-kinds.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { Breath } from '../breath.ts';
import { everyRecord } from '../every-record.ts';

type Kept = Pick<Stores, 'events' | 'incidents' | 'memories'>;

export interface BrokenStream {
  readonly stream: string;
  /** The first event that does not fit. */
  readonly sequence: number;
}

export interface Verification {
  readonly at: number;
  readonly streams: number;
  readonly events: number;
  readonly forgottenPayloads: number;
  readonly broken: readonly BrokenStream[];
}

const PAGE = 200;

/**
 * Whether anything of what happened was changed, put in or taken out afterwards (N15). The chain of digests tells of all
 * but the end of a stream; that its last events are there is told by the state, which knows how many it was made from.
 */
export class VerifyChains {
  private readonly stores: Kept;
  private readonly clock: Clock;

  constructor({ stores, clock }: { stores: Kept; clock: Clock }) {
    this.stores = stores;
    this.clock = clock;
  }

  async all(organisation: string): Promise<Verification> {
    const scope = systemScope(organisation);
    const told = { at: this.clock.now(), streams: 0, events: 0, forgottenPayloads: 0 };
    const broken: BrokenStream[] = [];
    const breath = new Breath(this.clock);
    for (const kind of ['incidents', 'memories'] as const) {
      const missing = await this.versions(organisation, kind);
      for (const [stream] of await this.stores.events.heads(scope, { of: kind, since: 0 })) {
        const events = await this.stores.events.read(scope, stream);
        const sequence = findBrokenLink(events) ?? cutOff(events.length, missing.get(stream));
        missing.delete(stream);
        told.streams += 1;
        told.events += events.length;
        told.forgottenPayloads += events.filter(({ payload }) => payload === null).length;
        if (sequence !== null) {
          broken.push({ stream, sequence });
        }
        if (breath.isDue) {
          await breath.take();
        }
      }
      broken.push(...[...missing.keys()].map((stream) => ({ stream, sequence: 1 })));
    }
    return { ...told, broken };
  }

  /** Of how many events each state was made, by stream. */
  private async versions(organisation: string, kind: StreamKind): Promise<Map<string, number>> {
    const scope = systemScope(organisation);
    const versions = new Map<string, number>();
    const { incidents, memories } = this.stores;
    const listed = everyRecord<{ id: string; version: number }>((place) => {
      const page = { sort: 'startedAt', limit: PAGE, ...place } as const;
      return kind === 'incidents' ? incidents.list(scope, page) : memories.list(scope, page);
    });
    for await (const { id, version } of listed) {
      versions.set(id, version);
    }
    return versions;
  }
}

/** The state was made from more events than are there. */
function cutOff(events: number, version: number | undefined): number | null {
  return version !== undefined && version > events ? events + 1 : null;
}

import type { Actor } from '@incident-memory/contract';
import { chainBehind, type ChainedEvent } from '../../domain/events/event-chain.ts';
import type { NewEvent } from '../../domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import { projectIncident, type PlacedEvent } from '../../domain/incidents/project-incident.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { LiveFeed } from '../../ports/live-feed.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { firstRefused, type LedgerFailure } from './ledger-failure.ts';
import type { ServiceClaims } from './service-claims.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'events' | 'incidents'>;
  readonly claims: ServiceClaims;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly feed: LiveFeed;
}

type Decided = Result<readonly NewEvent[], LedgerFailure>;

export interface Recording {
  /** What to write, or how that is decided from the incident as it is at the moment of writing. */
  readonly events: readonly NewEvent[] | ((standing: IncidentRecord) => Promise<Decided> | Decided);
  readonly actor: Actor;
  /** What the writer looked at when deciding. */
  readonly ifVersion?: number | undefined;
  /** Names this very request, or the event of another stream that this one follows from. */
  readonly once?: string | undefined;
}

export interface Recorded {
  readonly record: IncidentRecord;
  /** Of the first of the events, also where they were written before. */
  readonly sequence: number;
  readonly isNew: boolean;
}

interface News {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly actor: Actor;
  readonly once?: string | undefined;
}

/** Another writer may win a sequence this often before we give up and say so. */
export const MAX_APPEND_ATTEMPTS = 8;

/**
 * The streams of incidents: event first, then the state that the events add up to, then the claims on its services. A
 * crash in between leaves a state that is behind its events, and reading mends it.
 */
export class IncidentStreams {
  private readonly stores: Dependencies['stores'];
  private readonly claims: ServiceClaims;
  private readonly clock: Clock;
  private readonly ids: Ids;
  private readonly feed: LiveFeed;

  constructor({ stores, claims, clock, ids, feed }: Dependencies) {
    this.stores = stores;
    this.claims = claims;
    this.clock = clock;
    this.ids = ids;
    this.feed = feed;
  }

  /** One incident as its events tell it; a state that was behind is mended on the way. */
  async read(scope: Scope, id: string): Promise<IncidentRecord | null> {
    const [record, heads] = await Promise.all([
      this.stores.incidents.get(scope, id),
      this.stores.events.heads(scope, { streams: [id] }),
    ]);
    const head = heads.get(id) ?? 0;
    if (head === (record?.version ?? 0)) {
      return record;
    }
    await this.mendIfBehind(scope.organisation, { stream: id, head });
    return this.stores.incidents.get(scope, id);
  }

  history({ organisation }: Scope, id: string): Promise<ChainedEvent[]> {
    return this.stores.events.read(systemScope(organisation), id);
  }

  /** An event of a stream, and the incident as it was before; null where it was forgotten. */
  async eventAt(
    scope: Scope,
    { id, sequence }: { id: string; sequence: number }
  ): Promise<{ event: PlacedEvent; before: IncidentRecord | null } | null> {
    const history = await this.history(scope, id);
    const event = history.find((one) => one.sequence === sequence);
    return event === undefined || event.payload === null
      ? null
      : { event: placed(event), before: added(history.filter((one) => one.sequence < sequence)) };
  }

  /**
   * Adds events, all or none. What the life cycle refuses is a failure that changes nothing. With `once` a repetition
   * changes nothing either, also one that comes after a crash: the events carry it.
   */
  async record(
    scope: Scope,
    id: string,
    { events: wanted, actor, ifVersion, once }: Recording
  ): Promise<Result<Recorded, LedgerFailure>> {
    for (let attempt = 0; attempt < MAX_APPEND_ATTEMPTS; attempt += 1) {
      const standing = await this.read(scope, id);
      if (standing === null) {
        return fail({ kind: 'unknown' });
      }
      const history = await this.history(scope, id);
      const told = once === undefined ? undefined : history.find(({ payload }) => payload?.['once'] === once);
      if (told !== undefined) {
        return succeed({ record: standing, sequence: told.sequence, isNew: false });
      }
      if (ifVersion !== undefined && ifVersion !== standing.version) {
        return fail({ kind: 'version-conflict', version: standing.version });
      }
      const decided = typeof wanted === 'function' ? await wanted(standing) : succeed(wanted);
      if (!decided.ok) {
        return decided;
      }
      const refused = firstRefused(standing, decided.value);
      if (refused !== null) {
        return fail(refused);
      }
      const written = await this.append(scope, standing, { stream: id, events: decided.value, actor, history, once });
      if (written !== 'conflict') {
        return succeed({ record: written, sequence: standing.version + 1, isNew: true });
      }
    }
    throw new Error(`incident ${id} is written by others all the time`);
  }

  /** Adds to the end of the stream; 'conflict' where it is not the end any more. */
  async append(
    scope: Scope,
    standing: IncidentRecord | null,
    { history, ...news }: News & { history: readonly ChainedEvent[] }
  ): Promise<IncidentRecord | 'conflict'> {
    if ((history.at(-1)?.sequence ?? 0) !== (standing?.version ?? 0)) {
      return 'conflict';
    }
    const chained = this.chain(scope.organisation, { ...news, previous: history.at(-1) });
    const record = projectIncident(chained.map(placed), standing);
    const appended = await this.stores.events.append(scope, chained);
    if (!appended.ok || record === null) {
      return 'conflict';
    }
    const forgotten = chained.findLast(({ type }) => type === 'forgotten');
    await (forgotten === undefined
      ? this.save(scope, { before: standing, after: record })
      : this.finishForgetting(systemScope(scope.organisation), forgotten));
    return record;
  }

  /** Every incident with an event since then, with its last sequence. */
  heads(organisation: string, since: number): Promise<Map<string, number>> {
    return this.stores.events.heads(systemScope(organisation), { of: 'incidents', since });
  }

  /** True where the state was behind. */
  async mendIfBehind(organisation: string, { stream, head }: { stream: string; head: number }): Promise<boolean> {
    const scope = systemScope(organisation);
    const standing = await this.stores.incidents.get(scope, stream);
    if ((standing?.version ?? 0) >= head) {
      return false;
    }
    const events = await this.stores.events.read(scope, stream);
    const forgotten = events.findLast(({ type }) => type === 'forgotten');
    if (forgotten !== undefined) {
      return this.finishForgetting(scope, forgotten);
    }
    const record = added(events);
    if (record !== null) {
      await this.save(scope, { before: null, after: record });
    }
    return record !== null;
  }

  /** The event that says so is the last one with content. True where something went. */
  private async finishForgetting(
    scope: Scope,
    { stream, sequence }: Pick<ChainedEvent, 'stream' | 'sequence'>
  ): Promise<boolean> {
    const removed = await this.stores.incidents.remove(scope, [stream]);
    const payloads = await this.stores.events.forget(scope, stream, sequence - 1);
    return removed + payloads > 0;
  }

  private async save(
    scope: Scope,
    { before, after }: { before: IncidentRecord | null; after: IncidentRecord }
  ): Promise<void> {
    await this.stores.incidents.save(scope, after);
    await this.claims.follow(scope, { before, after });
    const { id, number, state, version } = after;
    this.feed.publish(after, { type: 'incident', id, number, state, version });
  }

  private chain(
    organisation: string,
    { stream, events, actor, previous, once }: News & { previous: ChainedEvent | undefined }
  ): ChainedEvent[] {
    return chainBehind(
      previous,
      events.map(({ type, payload }) => ({
        ...{ organisation, stream, type, actor, at: this.clock.now(), salt: this.ids.salt() },
        payload: { ...payload, ...(once === undefined ? {} : { once }) },
      }))
    );
  }
}

/** Of what was forgotten nothing is added up. */
function added(events: readonly ChainedEvent[]): IncidentRecord | null {
  return projectIncident(events.filter(({ payload }) => payload !== null).map(placed));
}

function placed(event: ChainedEvent): PlacedEvent {
  return event as unknown as PlacedEvent;
}

import type { Actor } from '@incident-memory/contract';
import { CHAIN_START, chainEvent, type ChainedEvent } from '../../domain/incidents/event-chain.ts';
import type { EventPayloads, NewEvent } from '../../domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import { isUnderWay, nextState } from '../../domain/incidents/life-cycle.ts';
import { projectIncident, type PlacedEvent } from '../../domain/incidents/project-incident.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { LiveFeed } from '../../ports/live-feed.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { Turns } from '../turns.ts';

export type LedgerFailure =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly state: IncidentRecord['state']; readonly event: NewEvent['type'] }
  | { readonly kind: 'version-conflict'; readonly version: number };

export interface Opening {
  readonly service: string;
  readonly opening: Omit<EventPayloads['opened'], 'number'>;
  readonly actor: Actor;
}

interface Recording {
  readonly events: readonly NewEvent[];
  readonly actor: Actor;
  /** What the writer looked at when deciding. */
  readonly ifVersion?: number | undefined;
  /** Names this very request. */
  readonly once?: string | undefined;
}

interface Dependencies {
  readonly stores: Pick<Stores, 'events' | 'incidents' | 'leases'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly feed: LiveFeed;
}

interface News {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly actor: Actor;
  readonly once?: string | undefined;
}

/** Another writer may win a sequence this often before we give up and say so. */
const MAX_APPEND_ATTEMPTS = 8;

/**
 * The one place that writes incidents: event first, then the state that the events add up to. A crash in between
 * leaves a state that is behind its events; reading one incident mends it, and `repair` mends all after a start.
 *
 * That a service has at most one open incident rests on a claim in the store, which names the incident. The claim
 * comes before the event, so whoever dies in between leaves a claim for an incident without events; the next opener
 * takes over that very id, and of two openers the store lets one write event 1.
 */
export class IncidentLedger {
  private readonly stores: Dependencies['stores'];
  private readonly clock: Clock;
  private readonly ids: Ids;
  private readonly feed: LiveFeed;
  /** Writers in this process wait for each other; those elsewhere are told apart by the sequence of events. */
  private readonly turns = new Turns();

  constructor({ stores, clock, ids, feed }: Dependencies) {
    this.stores = stores;
    this.clock = clock;
    this.ids = ids;
    this.feed = feed;
  }

  /** The open incident of the service, or a new one. `opened` tells which. */
  async openOrJoin(scope: Scope, wanted: Opening): Promise<{ record: IncidentRecord; opened: boolean }> {
    const key = claimKey(wanted.service);
    return this.turns.take(`${scope.organisation} ${key}`, () => this.openOrJoinNow(scope, wanted));
  }

  /**
   * Adds events to an incident, all or none. What the life cycle refuses is a failure that changes nothing. With
   * `once` a repetition changes nothing either, also one that comes after a crash: the events carry it.
   */
  async record(scope: Scope, incidentId: string, wanted: Recording): Promise<Result<IncidentRecord, LedgerFailure>> {
    return this.turns.take(incidentId, () => this.recordNow(scope, incidentId, wanted));
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

  async readByNumber(scope: Scope, number: number): Promise<IncidentRecord | null> {
    const record = await this.stores.incidents.byNumber(scope, number);
    return record === null ? null : this.read(scope, record.id);
  }

  /** Every open incident and every one that awaits confirmation, oldest first. */
  async underWay(scope: Scope): Promise<IncidentRecord[]> {
    const records: IncidentRecord[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.stores.incidents.list(scope, {
        states: ['open', 'awaiting-confirmation'],
        sort: 'startedAt',
        limit: 200,
        ...(cursor === undefined ? {} : { cursor }),
      });
      records.push(...page.records);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return records;
  }

  /** Mends every state that is behind its events since the time; returns how many were. */
  async repair(organisation: string, since: number): Promise<number> {
    let mended = 0;
    for (const [stream, head] of await this.stores.events.heads(systemScope(organisation), { since })) {
      mended += (await this.mendIfBehind(organisation, { stream, head })) ? 1 : 0;
    }
    return mended;
  }

  private async openOrJoinNow(
    scope: Scope,
    { service, opening, actor }: Opening
  ): Promise<{ record: IncidentRecord; opened: boolean }> {
    const key = claimKey(service);
    let id = await this.stores.leases.claim(scope, { key, value: this.ids.next('inc') });
    for (let attempt = 0; attempt < MAX_APPEND_ATTEMPTS; attempt += 1) {
      const standing = await this.read(systemScope(scope.organisation), id);
      if (standing === null) {
        const number = await this.stores.incidents.nextNumber(scope);
        const events: NewEvent[] = [{ type: 'opened', payload: { ...opening, number } }];
        const written = await this.write(scope, null, { stream: id, events, actor, history: [] });
        if (written !== 'conflict') {
          return { record: written, opened: true };
        }
      } else if (isUnderWay(standing.state)) {
        return { record: standing, opened: false };
      } else {
        id = await this.stores.leases.claim(scope, { key, value: this.ids.next('inc'), instead: id });
      }
    }
    throw new Error(`no incident could be opened for a service after ${MAX_APPEND_ATTEMPTS} attempts`);
  }

  private async recordNow(
    scope: Scope,
    incidentId: string,
    { events, actor, ifVersion, once }: Recording
  ): Promise<Result<IncidentRecord, LedgerFailure>> {
    for (let attempt = 0; attempt < MAX_APPEND_ATTEMPTS; attempt += 1) {
      const standing = await this.read(scope, incidentId);
      if (standing === null) {
        return fail({ kind: 'unknown' });
      }
      const history = await this.stores.events.read(systemScope(scope.organisation), incidentId);
      if (once !== undefined && history.some(({ payload }) => payload?.['once'] === once)) {
        return succeed(standing);
      }
      if (ifVersion !== undefined && ifVersion !== standing.version) {
        return fail({ kind: 'version-conflict', version: standing.version });
      }
      const refused = firstRefused(standing, events);
      if (refused !== null) {
        return fail(refused);
      }
      const written = await this.write(scope, standing, { stream: incidentId, events, actor, history, once });
      if (written !== 'conflict') {
        if (!isUnderWay(standing.state) && isUnderWay(written.state)) {
          await this.stores.leases.claim(scope, { key: claimKey(written.service), value: written.id });
        }
        return succeed(written);
      }
    }
    throw new Error(`incident ${incidentId} is written by others all the time`);
  }

  private async write(
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
    await this.saved(scope, record);
    return record;
  }

  private chain(
    organisation: string,
    { stream, events, actor, previous, once }: News & { previous: ChainedEvent | undefined }
  ): ChainedEvent[] {
    const chained: ChainedEvent[] = [];
    let last = previous;
    for (const { type, payload } of events) {
      const sequence = (last?.sequence ?? 0) + 1;
      const event = {
        organisation,
        stream,
        sequence,
        type,
        at: this.clock.now(),
        actor,
        payload: { ...payload, ...(once === undefined ? {} : { once }) },
        salt: this.ids.salt(),
      };
      last = chainEvent(event, last?.chainDigest ?? CHAIN_START);
      chained.push(last);
    }
    return chained;
  }

  private async mendIfBehind(
    organisation: string,
    { stream, head }: { stream: string; head: number }
  ): Promise<boolean> {
    const scope = systemScope(organisation);
    const standing = await this.stores.incidents.get(scope, stream);
    if ((standing?.version ?? 0) >= head) {
      return false;
    }
    const events = await this.stores.events.read(scope, stream);
    const record = projectIncident(events.filter((event) => event.payload !== null).map(placed));
    if (record !== null) {
      await this.saved(scope, record);
    }
    return record !== null;
  }

  private async saved(scope: Scope, record: IncidentRecord): Promise<void> {
    await this.stores.incidents.save(scope, record);
    if (!isUnderWay(record.state)) {
      await Promise.all(
        record.services.map(({ service }) =>
          this.stores.leases.unclaim(scope, { key: claimKey(service), value: record.id })
        )
      );
    }
    const { id, number, state, version } = record;
    this.feed.publish(record, { type: 'incident', id, number, state, version });
  }
}

function claimKey(service: string): string {
  return `open-incident:${service}`;
}

function placed(event: ChainedEvent): PlacedEvent {
  return event as unknown as PlacedEvent;
}

function firstRefused(standing: IncidentRecord, events: readonly NewEvent[]): LedgerFailure | null {
  let state = standing.state;
  for (const { type } of events) {
    const next = nextState(state, type);
    if (next === null) {
      return { kind: 'refused', state, event: type };
    }
    state = next;
  }
  return null;
}

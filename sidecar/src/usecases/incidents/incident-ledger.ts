import type { Actor } from '@incident-memory/contract';
import type { EventPayloads } from '../../domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import { isUnderWay } from '../../domain/incidents/life-cycle.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { LiveFeed } from '../../ports/live-feed.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { firstRecords } from '../every-record.ts';
import { Turns } from '../turns.ts';
import { FinishParting } from './finish-parting.ts';
import { IncidentStreams, MAX_APPEND_ATTEMPTS, type Recording } from './incident-streams.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { PartIncidents } from './part-incidents.ts';
import { ServiceClaims } from './service-claims.ts';

export type { LedgerFailure };

export interface Opening {
  readonly service: string;
  readonly opening: Omit<EventPayloads['opened'], 'number'>;
  readonly actor: Actor;
}

interface Recurrence {
  readonly service: string;
  readonly recurred: EventPayloads['recurred'];
  readonly actor: Actor;
}

interface Dependencies {
  readonly stores: Pick<Stores, 'events' | 'incidents' | 'leases' | 'alarms'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly feed: LiveFeed;
}

/** Of one service so many closings are looked at for the last one. */
const MAX_CLOSINGS = 50;

/**
 * The one place that writes incidents. Reading one mends what a crash left behind, `repair` mends all after a start.
 *
 * That a service is in at most one incident under way rests on a claim in the store, which names the incident. The claim
 * comes before the first event, so whoever dies in between leaves a claim for an incident without events; the next
 * opener takes over that very id, and of two openers the store lets one write event 1.
 */
export class IncidentLedger {
  private readonly stores: Dependencies['stores'];
  private readonly ids: Ids;
  private readonly claims: ServiceClaims;
  private readonly streams: IncidentStreams;
  private readonly finish: FinishParting;
  private readonly parting: PartIncidents;
  /** Writers in this process wait for each other; those elsewhere are told apart by the sequence of events. */
  private readonly turns = new Turns();

  constructor({ stores, clock, ids, feed }: Dependencies) {
    this.stores = stores;
    this.ids = ids;
    this.claims = new ServiceClaims(stores.leases);
    this.streams = new IncidentStreams({ stores, claims: this.claims, clock, ids, feed });
    this.finish = new FinishParting({ streams: this.streams, claims: this.claims, alarms: stores.alarms });
    const { streams, finish, turns } = this;
    this.parting = new PartIncidents({ streams, finish, turns, ids, incidents: stores.incidents });
  }

  /** The incident under way that the service is in, or a new one. `opened` tells which. */
  async openOrJoin(scope: Scope, wanted: Opening): Promise<{ record: IncidentRecord; opened: boolean }> {
    return this.turns.take(turnOf(scope, wanted.service), () => this.openOrJoinNow(scope, wanted));
  }

  /**
   * Adds events to an incident, all or none. What the life cycle refuses is a failure that changes nothing. With
   * `once` a repetition changes nothing either, also one that comes after a crash: the events carry it.
   */
  async record(scope: Scope, id: string, wanted: Recording): Promise<Result<IncidentRecord, LedgerFailure>> {
    const [only, ...others] = typeof wanted.events === 'function' ? [] : wanted.events;
    if (only?.type === 'merged' && others.length === 0) {
      return this.merge(scope, id, { ...wanted, into: only.payload.into, reason: only.payload.reason ?? '' });
    }
    const recorded = await this.turns.take(id, () => this.streams.record(scope, id, wanted));
    return recorded.ok ? succeed(recorded.value.record) : recorded;
  }

  /** What does not belong becomes an incident of its own, which is answered. Taken back by merging it. */
  split(...given: Parameters<PartIncidents['split']>): ReturnType<PartIncidents['split']> {
    return this.parting.split(...given);
  }

  /** It becomes part of another one. Detection is refused what a person took back. */
  merge(...given: Parameters<PartIncidents['merge']>): ReturnType<PartIncidents['merge']> {
    return this.parting.merge(...given);
  }

  /** A merged one is an incident of its own again, with what it brought. */
  unmerge(...given: Parameters<PartIncidents['unmerge']>): ReturnType<PartIncidents['unmerge']> {
    return this.parting.unmerge(...given);
  }

  /** The incident of the service that was resolved last, at that time or later: what comes back is that one. */
  async lastResolved(scope: Scope, service: string, since: number): Promise<IncidentRecord | null> {
    const { records } = await this.stores.incidents.list(scope, {
      states: ['resolved'],
      services: [service],
      from: since,
      sort: '-updatedAt',
      limit: MAX_CLOSINGS,
    });
    return records.reduce<IncidentRecord | null>(
      (last, record) => ((record.closedAt ?? 0) > (last?.closedAt ?? 0) ? record : last),
      null
    );
  }

  /**
   * What was resolved came back: it is open again and has the service. Fails with 'service-taken' where the service is
   * in another incident under way by now, and with 'refused' where it is not resolved any more.
   */
  async recur(
    scope: Scope,
    id: string,
    { service, recurred, actor }: Recurrence
  ): Promise<Result<IncidentRecord, LedgerFailure>> {
    return this.turns.take(turnOf(scope, service), async () => {
      const holder = await this.holderOf(scope, service);
      if (holder !== null && holder.id !== id) {
        return fail({ kind: 'service-taken', by: holder.id });
      }
      const claimed = await this.claims.claim(scope, service, { id });
      if (claimed !== id) {
        await this.claims.claim(scope, service, { id, instead: claimed });
      }
      const result = await this.record(scope, id, { events: [{ type: 'recurred', payload: recurred }], actor });
      if (!result.ok && holder === null) {
        await this.claims.release(scope, service, id);
      }
      return result;
    });
  }

  /** One incident as its events tell it; a state that was behind is mended on the way, and what it owes is finished. */
  async read(scope: Scope, id: string): Promise<IncidentRecord | null> {
    const record = await this.streams.read(scope, id);
    return record !== null && (await this.finish.all(record)) ? this.streams.read(scope, id) : record;
  }

  async readByNumber(scope: Scope, number: number): Promise<IncidentRecord | null> {
    const record = await this.stores.incidents.byNumber(scope, number);
    return record === null ? null : this.read(scope, record.id);
  }

  /** Every open incident and every one that awaits confirmation, oldest first. */
  underWay(scope: Scope): Promise<IncidentRecord[]> {
    return firstRecords(Infinity, (place) =>
      this.stores.incidents.list(scope, {
        ...{ states: ['open', 'awaiting-confirmation'], sort: 'startedAt', limit: 200 },
        ...place,
      })
    );
  }

  /** Mends every state that is behind its events since the time, and finishes what they owe; returns how many. */
  async repair(organisation: string, since: number): Promise<number> {
    const scope = systemScope(organisation);
    let mended = 0;
    for (const [stream, head] of await this.streams.heads(organisation, since)) {
      const wasBehind = await this.streams.mendIfBehind(organisation, { stream, head });
      const record = await this.stores.incidents.get(scope, stream);
      const owed = record !== null && (await this.finish.all(record));
      mended += wasBehind || owed ? 1 : 0;
    }
    return mended;
  }

  private async openOrJoinNow(
    scope: Scope,
    { service, opening, actor }: Opening
  ): Promise<{ record: IncidentRecord; opened: boolean }> {
    const own = systemScope(scope.organisation);
    let id = await this.claims.claim(scope, service, { id: this.ids.next('inc') });
    for (let attempt = 0; attempt < MAX_APPEND_ATTEMPTS; attempt += 1) {
      const claimed = await this.read(own, id);
      if (claimed !== null && isUnderWay(claimed.state) && hasService(claimed, service)) {
        return { record: claimed, opened: false };
      }
      // It may have joined another one while nobody held the claim, or moved there by a split or a merge.
      const holder = await this.holderOf(own, service);
      if (holder !== null || claimed !== null) {
        id = await this.claims.claim(scope, service, { id: holder?.id ?? this.ids.next('inc'), instead: id });
      } else {
        const number = await this.stores.incidents.nextNumber(scope);
        const events = [{ type: 'opened', payload: { ...opening, number } }] as const;
        const written = await this.streams.append(scope, null, { stream: id, events, actor, history: [] });
        if (written !== 'conflict') {
          return { record: written, opened: true };
        }
      }
    }
    throw new Error(`no incident could be opened for a service after ${MAX_APPEND_ATTEMPTS} attempts`);
  }

  /** The oldest incident under way that has the service. */
  private async holderOf(scope: Scope, service: string): Promise<IncidentRecord | null> {
    const { records } = await this.stores.incidents.list(scope, {
      states: ['open', 'awaiting-confirmation'],
      services: [service],
      sort: 'startedAt',
      limit: 1,
    });
    const [oldest] = records;
    return oldest === undefined ? null : this.read(scope, oldest.id);
  }
}

function hasService({ services }: IncidentRecord, name: string): boolean {
  return services.some(({ service }) => service === name);
}

/** Who opens for the same service waits. */
function turnOf({ organisation }: Scope, service: string): string {
  return `${organisation} ${service}`;
}

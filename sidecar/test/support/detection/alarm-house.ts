import type { DetectorId, DetectorMode } from '@incident-memory/contract';
import { inProcessFeed } from '../../../src/adapters/live-feed/in-process-feed.ts';
import { openMemoryStores } from '../../../src/adapters/store-memory/open-memory-stores.ts';
import type { Alarm } from '../../../src/domain/detection/alarms/alarm.ts';
import { DETECTION_DEFAULTS } from '../../../src/domain/detection/detection-settings.ts';
import type { CallEdge } from '../../../src/domain/detection/grouping/call-graph.ts';
import type { Outlook } from '../../../src/domain/detection/judging/outlook.ts';
import type { ServiceHealth } from '../../../src/domain/detection/recovery/service-health.ts';
import type { NewEvent } from '../../../src/domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../../src/domain/incidents/incident-record.ts';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { OrganisationWatch } from '../../../src/usecases/detection/organisation-watch.ts';
import { watchFromStore } from '../../../src/usecases/detection/replay-detection.ts';
import { IncidentLedger } from '../../../src/usecases/incidents/incident-ledger.ts';
import { FakeClock } from '../fake-clock.ts';
import { fixedIds } from '../fixed-ids.ts';

const SCOPE = systemScope('main:1');
const HURTING: readonly DetectorId[] = ['failure-ratio', 'latency', 'silence', 'traffic'];
/** An ended alarm is told for so long. */
const TOLD_AFTER_END_MS = 300_000;

/** Incidents made from alarms and calls that a test says there are, with a ledger and stores as in production. */
export class AlarmHouse {
  readonly clock = new FakeClock();
  readonly stores = openMemoryStores();
  readonly assigned = new Map<string, string>();
  readonly wouldHaveFired: Alarm[] = [];
  readonly modes = new Map<DetectorId, DetectorMode>();
  readonly health = new Map<string, ServiceHealth>();
  /** Services with a maintenance window, since when and until when. */
  readonly expectedSince = new Map<string, number>();
  readonly expectedUntil = new Map<string, number>();
  readonly ledger: IncidentLedger;
  edges: CallEdge[] = [];
  /** What became of alarms cannot be written. */
  isKeepingDown = false;
  watch: OrganisationWatch;
  private alarms: Alarm[] = [];
  private raised = 0;

  constructor() {
    this.ledger = new IncidentLedger({
      stores: this.stores,
      clock: this.clock,
      ids: fixedIds(),
      feed: inProcessFeed(),
    });
    this.watch = this.newWatch();
  }

  get now(): number {
    return this.clock.now();
  }

  raise(service: string, detector: DetectorId, given: Partial<Alarm> = {}): Alarm {
    const alarm: Alarm = {
      id: `alm_${String((this.raised += 1)).padStart(4, '0')}`,
      ...{ detector, service, mode: 'live', subject: '', direction: detector === 'silence' ? 'below' : 'above' },
      ...{ at: this.now, startedAt: this.now - 10_000, endedAt: null, score: 2, heldBack: null },
      sentence: `${detector} of ${service}`,
      numbers: { seen: 2, usual: 1, low: null, high: 1, unit: '' },
      hurts: HURTING.includes(detector),
      ...given,
    };
    this.alarms.push(alarm);
    return alarm;
  }

  end({ id }: Alarm): void {
    this.alarms = this.alarms.map((alarm) => (alarm.id === id ? { ...alarm, endedAt: this.now } : alarm));
  }

  endAll(): void {
    this.alarms = this.alarms.map((alarm) => ({ ...alarm, endedAt: alarm.endedAt ?? this.now }));
  }

  /** Nobody tells of any alarm any more. */
  forget(): void {
    this.alarms = [];
  }

  calls(caller: string, callee: string, given: Partial<CallEdge> = {}): void {
    this.edges = [
      ...this.edges.filter((edge) => edge.caller !== caller || edge.callee !== callee),
      { caller, callee, origin: 'spans', calls: 300, errors: 0, failingSince: null, ...given },
    ];
  }

  /** Errors of a service in the second before now, and other lines. */
  errors(service: string, errors: number, others = 0): void {
    const at = Math.floor((this.now - 500) / 1000) * 1000;
    const count = { service, at, widthMs: 1000, lines: errors + others, errors, firstErrorAt: this.now - 500 };
    this.watch.detection.add('push', [count], this.now);
  }

  async tick(): Promise<void> {
    this.alarms = this.alarms.filter(({ endedAt }) => endedAt === null || endedAt > this.now - TOLD_AFTER_END_MS);
    await this.watch.evaluate(this.now, this.outlook(), {
      assigned: (incident, ids) => {
        if (this.isKeepingDown) {
          return Promise.reject(new Error('down'));
        }
        ids.forEach((id) => this.assigned.set(id, incident.id));
        return Promise.resolve();
      },
      wouldHaveFired: (alarms) => {
        this.wouldHaveFired.push(...alarms);
        return Promise.resolve();
      },
    });
  }

  async pass(seconds: number, stepSeconds = 1): Promise<void> {
    for (let second = 0; second < seconds; second += stepSeconds) {
      await this.clock.advance(stepSeconds * 1000);
      await this.tick();
    }
  }

  /** Another process with the same stores and alarms, that has not looked at the past. */
  restart(): void {
    this.watch = this.newWatch();
  }

  /** Another process, as one begins. */
  async restartFromStore(): Promise<void> {
    const { stores, ledger } = this;
    this.watch = await watchFromStore({ stores, ledger, settings: DETECTION_DEFAULTS }, SCOPE, this.now);
  }

  async act(record: IncidentRecord, event: NewEvent): Promise<void> {
    const actor = { kind: 'person', name: 'ada' } as const;
    const result = await this.ledger.record(SCOPE, record.id, { events: [event], actor });
    expect(result.ok).toBe(true);
    this.watch.readAgain();
  }

  /** A person says that it is over. */
  async confirm(record: IncidentRecord): Promise<void> {
    const notes = { cause: 'c', fix: 'f', fixKind: 'restart', didNotHelp: '', prevention: '' } as const;
    await this.act(record, { type: 'confirmed', payload: { notes } });
  }

  /** Every incident ever, oldest first. */
  async incidents(): Promise<IncidentRecord[]> {
    const { records } = await this.stores.incidents.list(SCOPE, { sort: 'startedAt', limit: 200 });
    return records.sort((a, b) => a.number - b.number);
  }

  async only(): Promise<IncidentRecord> {
    const records = await this.incidents();
    expect(records.map(({ service, kind }) => `${service} ${kind}`)).toHaveLength(1);
    return records[0] as IncidentRecord;
  }

  /** In words, for comparing: "payment+gateway cascade open". */
  async told(): Promise<string[]> {
    return (await this.incidents()).map(
      ({ services, kind, state }) => `${services.map(({ service }) => service).join('+')} ${kind} ${state}`
    );
  }

  async eventTypes({ id }: { id: string }): Promise<string[]> {
    return (await this.stores.events.read(SCOPE, id)).map(({ type }) => type);
  }

  private outlook(): Outlook {
    return {
      alarms: this.alarms,
      graph: { edges: this.edges },
      healthOf: (service) => this.health.get(service) ?? null,
      modeOf: (detector) => this.modes.get(detector) ?? 'live',
      heldBack: ({ service }, at) => {
        const since = this.expectedSince.get(service);
        const until = this.expectedUntil.get(service) ?? Number.POSITIVE_INFINITY;
        return since !== undefined && at >= since && at < until ? 'maintenance is announced' : null;
      },
    };
  }

  private newWatch(): OrganisationWatch {
    return new OrganisationWatch(SCOPE, this.ledger, DETECTION_DEFAULTS);
  }
}

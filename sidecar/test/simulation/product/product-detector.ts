import type { DetectorId, DetectorMode } from '@incident-memory/contract';
import { inProcessFeed } from '../../../src/adapters/live-feed/in-process-feed.ts';
import { openMemoryStores } from '../../../src/adapters/store-memory/open-memory-stores.ts';
import { DETECTION_DEFAULTS } from '../../../src/domain/detection/detection-settings.ts';
import { whyHeldBack, type Expectation } from '../../../src/domain/detection/expected/expectation.ts';
import { expectationOf } from '../../../src/domain/detection/expected/maintenance.ts';
import { seenRollOuts } from '../../../src/domain/detection/expected/seen-roll-outs.ts';
import { PRODUCT_DETECTORS } from '../../../src/domain/detection/watching/product-detectors.ts';
import { SignalWatch } from '../../../src/domain/detection/watching/signal-watch.ts';
import type { IncidentRecord, JoinedAlarm } from '../../../src/domain/incidents/incident-record.ts';
import type { Occurrence } from '../../../src/domain/occurrences/occurrence.ts';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { OrganisationWatch } from '../../../src/usecases/detection/organisation-watch.ts';
import { IncidentLedger } from '../../../src/usecases/incidents/incident-ledger.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { fixedIds } from '../../support/fixed-ids.ts';
import type { DeployTruth, MaintenanceTruth } from '../plan/truth.ts';
import type { Finding, Moment, MonthDetector, OpenedIncident } from '../scoring/month-detector.ts';
import type { SimulatedDelivery } from '../simulated-month.ts';

const SCOPE = systemScope('main:1');
const SOURCE = 'push';
/** As the product has it unless it is set. */
const ROLL_OUTS = { lastsMs: 180_000, holds: 'harmless' } as const;
/** On call, one looks at what has stopped after a while, and says that it is over. */
const CONFIRMED_AFTER_MS = 15 * 60_000;
const BUCKET_MS = 10_000;
const ON_CALL = { kind: 'person', name: 'on-call' } as const;
const NOTES = { cause: 'found', fix: 'done', fixKind: 'other', didNotHelp: '', prevention: '' } as const;

/** What of an incident is not in its record, since only its history tells it. */
interface Seen {
  readonly namedAt: Map<string, number>;
  readonly openings: number[];
  known: IncidentRecord;
}

/**
 * The product's detection as a whole, with its own parts and defaults: signals in, alarms, incidents through the ledger
 * into stores in memory, with somebody on call who confirms what is over. All detectors are live unless it is said.
 */
export class ProductDetector implements MonthDetector {
  readonly watch = new SignalWatch({ makers: PRODUCT_DETECTORS });
  private readonly clock = new FakeClock(0);
  private readonly ledger: IncidentLedger;
  private readonly organisation: OrganisationWatch;
  private readonly modeOf: (detector: DetectorId) => DetectorMode;
  private readonly seen = new Map<string, Seen>();
  private readonly found: Finding[] = [];
  private readonly foundIds = new Set<string>();
  private planned: Expectation[] = [];
  private deploys: Occurrence[] = [];

  constructor(modeOf: (detector: DetectorId) => DetectorMode = () => 'live') {
    this.modeOf = modeOf;
    const stores = openMemoryStores();
    this.ledger = new IncidentLedger({ stores, clock: this.clock, ids: fixedIds(), feed: inProcessFeed() });
    this.organisation = new OrganisationWatch(SCOPE, this.ledger, DETECTION_DEFAULTS);
  }

  async observe(moment: Moment): Promise<void> {
    const { now, deliveries } = moment;
    this.clock.jumpTo(now);
    this.expect(moment);
    for (const delivery of deliveries) {
      this.take(delivery, now);
    }
    const { modeOf, watch } = this;
    const expected = [...this.planned, ...seenRollOuts(this.deploys, ROLL_OUTS)];
    const heldBack = (alarm: Parameters<typeof whyHeldBack>[1], at: number) => whyHeldBack(expected, alarm, at);
    const changes = watch.evaluate(now, { modeOf, heldBack });
    for (const { id, service, at, detector, sentence } of [...changes.raised, ...changes.changed]) {
      if (!this.foundIds.has(id)) {
        this.foundIds.add(id);
        this.found.push({ service, at: Math.max(at, now), detector, sentence });
      }
    }
    await this.organisation.evaluate(now, {
      alarms: watch.standing().filter((alarm) => alarm.mode === 'live' && alarm.heldBack === null),
      graph: watch.graph(now),
      healthOf: (service) => watch.healthOf(service),
      modeOf,
      heldBack,
    });
    await this.look(now);
  }

  incidents(): readonly OpenedIncident[] {
    return [...this.seen].map(([id, { namedAt, openings, known }]) => ({
      id: `#${known.number} (${id.slice(-4)})`,
      openings,
      endedAt: known.state === 'open' ? null : (known.quietSince ?? known.closedAt ?? known.updatedAt),
      services: [...namedAt].map(([service, at]) => ({ service, namedAt: at })),
      firstCause: known.spread?.first ?? known.service,
      because: [...new Set([known.rule.name, ...known.alarms.map(({ detector }) => detector)])],
      sentence: known.spread?.sentence ?? known.rule.sentence,
      evidence: known.alarms.map(describeAlarm),
    }));
  }

  findings(): readonly Finding[] {
    return this.found;
  }

  private take(
    { service, lines, templates, newTemplates, operations, calls, metrics }: SimulatedDelivery,
    now: number
  ): void {
    const counts = lines === null ? [] : [lines];
    this.watch.observe(
      { counts, operations, calls, metrics, templateCounts: templates, templates: newTemplates },
      { source: SOURCE, now, whole: null }
    );
    if (lines !== null) {
      const { at, errors } = lines;
      this.organisation.detection.add(SOURCE, [{ service, at, widthMs: BUCKET_MS, lines: lines.lines, errors }], now);
    }
  }

  private expect({ now, deploys, announced }: Moment): void {
    this.planned.push(...announced.map(plannedWindow));
    this.deploys.push(...deploys.flatMap(rollOut));
    if (deploys.length > 0) {
      this.deploys = this.deploys.filter(({ at }) => at > now - 2 * ROLL_OUTS.lastsMs);
    }
  }

  /** Writes down when incidents were opened and whom they named, and confirms what has been over for a while. */
  private async look(now: number): Promise<void> {
    const underWay = this.organisation.underWay();
    for (const record of underWay) {
      const seen = this.seen.get(record.id) ?? { namedAt: new Map<string, number>(), openings: [now], known: record };
      const isBack = seen.known.state !== 'open' && record.state === 'open';
      if (isBack) {
        seen.openings.push(now);
      }
      for (const { service } of record.services) {
        seen.namedAt.set(service, seen.namedAt.get(service) ?? now);
      }
      seen.known = record;
      this.seen.set(record.id, seen);
    }
    const open = underWay.filter(({ state }) => state === 'open');
    this.watch.leaveUntaught(new Set(open.flatMap(({ services }) => services.map(({ service }) => service))), now);
    for (const { id, state, updatedAt, quietSince } of underWay) {
      if (state === 'awaiting-confirmation' && now - Math.max(quietSince ?? 0, updatedAt) >= CONFIRMED_AFTER_MS) {
        const events = [{ type: 'confirmed' as const, payload: { notes: NOTES } }];
        const confirmed = await this.ledger.record(SCOPE, id, { events, actor: ON_CALL });
        const seen = this.seen.get(id);
        if (confirmed.ok && seen !== undefined) {
          seen.known = confirmed.value;
        }
        this.organisation.readAgain();
      }
    }
    await this.noticeMerged(underWay);
  }

  /** What became part of another incident woke somebody once; it is over with that one. */
  private async noticeMerged(underWay: readonly IncidentRecord[]): Promise<void> {
    const present = new Set(underWay.map(({ id }) => id));
    for (const [id, seen] of this.seen) {
      if (seen.known.state !== 'resolved' && seen.known.state !== 'merged' && !present.has(id)) {
        seen.known = (await this.ledger.read(SCOPE, id)) ?? seen.known;
      }
    }
  }
}

function describeAlarm({ detector, service, at, endedAt, score, sentence, hurts }: JoinedAlarm): {
  at: number;
  words: string;
} {
  const lasted = endedAt === null ? 'stands' : `${Math.round((endedAt - at) / 60_000)} min`;
  const when = new Date(at).toISOString().slice(5, 19).replace('T', ' ');
  return {
    at,
    words: `${when} ${lasted} ${service} ${detector}${hurts ? ' hurts' : ''} ${score.toFixed(2)}: ${sentence}`,
  };
}

function plannedWindow({ id, title, from, until, services }: MaintenanceTruth): Expectation {
  const times = { from, to: until, by: 'on-call', fixedByFile: false, endedAt: null };
  return expectationOf({ id: `mnt_${id}`, kind: 'maintenance', title, services, ...times });
}

function rollOut({ id, service, at, version, completedAt, rolledBack }: DeployTruth): Occurrence[] {
  const common = {
    ...{ source: 'ci', kind: 'deploy' as const, service, title: `${service} ${version}`, before: null, after: version },
    ...{ actor: null, url: null, details: [] },
  } as const;
  const stage = rolledBack ? 'rolled-back' : 'completed';
  return [
    { ...common, id: `occ_${id}_1`, stage: 'started', at, receivedAt: at },
    { ...common, id: `occ_${id}_2`, stage, at: completedAt, receivedAt: completedAt },
  ];
}

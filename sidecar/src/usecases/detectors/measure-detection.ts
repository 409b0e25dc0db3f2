import { DETECTOR_IDS, type DetectionQuality, type DetectorId, type DetectorQuality } from '@incident-memory/contract';
import { detectorQuality, type ExaminedIncident, type Tally } from '../../domain/detection/quality/detector-quality.ts';
import { incidentQuality } from '../../domain/detection/quality/incident-quality.ts';
import { NEAR_AFTER_MS, NEAR_BEFORE_MS, realBecause } from '../../domain/detection/quality/real-incident.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import { firstRecords } from '../every-record.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import type { KeptModes } from './kept-modes.ts';
import { SeenSignals } from './seen-signals.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'alarms' | 'incidents' | 'statistics' | 'traffic' | 'metrics'>;
  readonly modes: Pick<KeptModes, 'wasOn'>;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Measured
  extends Pick<DetectionQuality, 'incidents' | 'detectionSeconds' | 'mitigationSeconds' | 'recoveries'> {
  readonly from: number;
  readonly to: number;
  readonly detectors: Readonly<Record<DetectorId, DetectorQuality>>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Screens ask every few seconds; the past changes slowly, and verdicts make it forgotten. */
const KEEP_MS = 30_000;
const MOST_KEPT = 100;
const PAGE = 200;
const MOST_INCIDENTS = 2_000;
/** What is looked at closely; older ones would hardly move a share of so many. */
const MOST_EXAMINED = 200;
const SIDE_BY_SIDE = 8;

/** Reads what became of alarms and incidents, a bounded number of them, and makes shares of it. */
export class MeasureDetection {
  private readonly dependencies: Dependencies;
  private readonly signals: SeenSignals;
  private readonly kept = new Map<string, { readonly at: number; readonly measured: Promise<Measured> }>();

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
    this.signals = new SeenSignals(dependencies.stores);
  }

  /** The same for all readers of an organisation, so it counts what everybody there may see and nothing else. */
  async measure({ organisation }: Scope, days: number): Promise<Measured> {
    const now = this.dependencies.clock.now();
    const key = `${organisation} ${days}`;
    const there = this.kept.get(key);
    if (there !== undefined && now >= there.at && now < there.at + KEEP_MS) {
      return there.measured;
    }
    const everybody: Scope = { organisation, teams: [], user: null };
    const measured = this.read(everybody, { from: now - days * DAY_MS, to: now });
    if (this.kept.size >= MOST_KEPT) {
      this.kept.clear();
    }
    this.kept.set(key, { at: now, measured });
    measured.catch(() => this.kept.delete(key));
    return measured;
  }

  forget({ organisation }: Scope): void {
    for (const key of this.kept.keys()) {
      if (key.startsWith(`${organisation} `)) {
        this.kept.delete(key);
      }
    }
  }

  private async read(scope: Scope, span: { from: number; to: number }): Promise<Measured> {
    const [tallies, records] = await Promise.all([
      this.dependencies.stores.alarms.tally(scope, span),
      this.recordsOf(scope, span),
    ]);
    const telling = records.filter((record) => realBecause(record) !== null || record.state === 'dismissed');
    const incidents = await this.examineAll(scope, telling.slice(0, MOST_EXAMINED));
    const none: Tally = { alarms: 0, confirmed: 0, dismissed: 0 };
    const detectors = DETECTOR_IDS.map((detector) => {
      const tally = tallies.find((one) => one.detector === detector) ?? none;
      return [detector, detectorQuality(detector, { tally, incidents })] as const;
    });
    return {
      ...span,
      ...incidentQuality(records),
      detectors: Object.fromEntries(detectors) as Record<DetectorId, DetectorQuality>,
    };
  }

  /** Those that began in the time, newest first. */
  private async recordsOf(scope: Scope, { from, to }: { from: number; to: number }): Promise<IncidentRecord[]> {
    const records = await firstRecords(MOST_INCIDENTS, (place) =>
      this.dependencies.stores.incidents.list(scope, { ...{ from, to, sort: '-startedAt', limit: PAGE }, ...place })
    );
    return records.filter(({ startedAt }) => startedAt >= from);
  }

  private async examineAll(scope: Scope, records: readonly IncidentRecord[]): Promise<ExaminedIncident[]> {
    const examined: ExaminedIncident[] = [];
    for (let start = 0; start < records.length; start += SIDE_BY_SIDE) {
      const portion = records.slice(start, start + SIDE_BY_SIDE);
      examined.push(...(await Promise.all(portion.map((record) => this.examine(scope, record)))));
    }
    return examined;
  }

  private async examine(scope: Scope, record: IncidentRecord): Promise<ExaminedIncident> {
    const { id, services: affected, startedAt, updatedAt, closedAt } = record;
    const { stores, modes } = this.dependencies;
    const services = affected.map(({ service }) => service);
    const from = startedAt - NEAR_BEFORE_MS;
    const [near, own, hadSignals] = await Promise.all([
      stores.alarms.list(scope, { show: 'all', services, from, to: startedAt + NEAR_AFTER_MS, limit: PAGE }),
      stores.alarms.list(scope, { show: 'incident', services, from, to: closedAt ?? updatedAt, limit: PAGE }),
      this.signals.couldSee(scope, record, this.dependencies.clock.now()),
    ]);
    return {
      record,
      near: near.alarms,
      own: own.alarms.filter(({ incident }) => incident?.id === id),
      couldSee: (detector) => hadSignals(detector) && modes.wasOn(scope, detector, startedAt),
    };
  }
}

import type { DetectorId } from '@incident-memory/contract';
import { NEAR_AFTER_MS } from '../../domain/detection/quality/real-incident.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import { bucketStart } from '../../domain/signals/service-counts.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Stores } from '../../ports/stores/stores.ts';

type Signal = 'lines' | 'requests' | 'metrics';

/** What a detector lives on; any of them will do. An alert of somebody else needs none. */
const LIVES_ON: Readonly<Record<DetectorId, readonly Signal[] | null>> = {
  'error-burst': ['lines'],
  'widespread-errors': ['lines'],
  'external-alert': null,
  'error-count': ['lines'],
  'failure-ratio': ['requests'],
  latency: ['requests'],
  traffic: ['requests'],
  silence: ['lines', 'requests'],
  'new-message': ['lines'],
  'message-surge': ['lines'],
  metric: ['metrics'],
  exhaustion: ['metrics'],
};

const HOUR_MS = 60 * 60 * 1000;
/** One or two rows a service. */
const SPAN_STEP_MS = 2 * HOUR_MS;
const MOST_REMEMBERED = 2_000;

/** Which signals the services of an incident told in the hour before it and while it began: a detector misses only what it could watch. */
export class SeenSignals {
  private readonly stores: Pick<Stores, 'statistics' | 'traffic' | 'metrics'>;
  /** The past stays as it was. */
  private readonly known = new Map<string, ReadonlySet<Signal>>();

  constructor(stores: Pick<Stores, 'statistics' | 'traffic' | 'metrics'>) {
    this.stores = stores;
  }

  async couldSee(scope: Scope, record: IncidentRecord, now: number): Promise<(detector: DetectorId) => boolean> {
    const seen = await this.around(scope, record, now);
    return (detector) => LIVES_ON[detector]?.some((signal) => seen.has(signal)) ?? true;
  }

  private async around(
    scope: Scope,
    { id, services, startedAt }: IncidentRecord,
    now: number
  ): Promise<ReadonlySet<Signal>> {
    // Services that join later change what could be seen.
    const key = `${scope.organisation} ${id} ${services.length}`;
    const known = this.known.get(key);
    if (known !== undefined) {
      return known;
    }
    const from = bucketStart(startedAt - HOUR_MS);
    const to = bucketStart(startedAt + NEAR_AFTER_MS);
    const asked = { services: services.map(({ service }) => service), from, to };
    const [lines, requests, metrics] = await Promise.all([
      this.stores.statistics.counts(scope, { ...asked, stepMs: SPAN_STEP_MS }),
      this.stores.traffic.operations(scope, { ...asked, stepMs: null, operations: [''] }),
      this.stores.metrics.names(scope, { ...asked, limit: 1 }),
    ]);
    const signals: [Signal, readonly unknown[]][] = [
      ['lines', lines],
      ['requests', requests],
      ['metrics', metrics],
    ];
    const seen = new Set(signals.filter(([, rows]) => rows.length > 0).map(([signal]) => signal));
    if (now < to) {
      return seen;
    }
    if (this.known.size >= MOST_REMEMBERED) {
      this.known.clear();
    }
    this.known.set(key, seen);
    return seen;
  }
}

import type { BoundedTable, LogLevel } from '@incident-memory/contract';
import type { ObservedCount } from '../../domain/detection/counting/observed-count.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import type { RawSignals } from '../../domain/signals/raw-signals.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Spool } from '../../ports/spool.ts';
import type { SignalBatch, SignalStore } from '../../ports/stores/signals/signal-store.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import type { OccurrenceStore } from '../../ports/stores/signals/occurrence-store.ts';
import type { TemplateStore } from '../../ports/stores/signals/template-store.ts';
import { InFlight } from './in-flight.ts';
import { OrganisationIntake, type PreparedSignals } from './organisation-intake.ts';

export interface IngestLimits {
  readonly maxInFlightBytes: number;
  readonly maxInFlightBatches: number;
  /** Share of lines below warn that are kept; every line is counted. */
  readonly keepInfoShare: number;
  /** A line that is older than this when it comes is counted as late. */
  readonly lateAfterMs: number;
  readonly maxServicesPerOrganisation: number;
}

export const DEFAULT_INGEST_LIMITS: IngestLimits = {
  maxInFlightBytes: 64 * 1024 * 1024,
  maxInFlightBatches: 1000,
  keepInfoShare: 1,
  lateAfterMs: 120_000,
  maxServicesPerOrganisation: 5000,
};

type Accepted = Pick<PreparedSignals, 'lines' | 'spans' | 'points' | 'late' | 'repaired'>;

/** Told of what was acknowledged, never of what was not. */
export interface IngestListeners {
  /** For detection: the lines of one batch by service and second, and how many of them were late. */
  onCounted(scope: Scope, counts: readonly ObservedCount[], late: number): void;
  /** For detectors: all that was kept, and what became clear later. */
  onKept?(scope: Scope, batch: SignalBatch): void;
  onAccepted?(accepted: Accepted & { kept: number; spooled: boolean }): void;
  onRefused?(code: IngestFailure['code']): void;
}

export interface IngestFailure {
  readonly code: 'IM_INTAKE_BUSY' | 'IM_SPOOL_FULL';
  readonly retryAfterSeconds: number;
}

export interface Ingested {
  readonly batchId: string | null;
  /** Of the occurrences, in order. */
  readonly occurrences: readonly string[];
}

interface Dependencies {
  readonly signals: Pick<SignalStore, 'append'>;
  readonly templates: Pick<TemplateStore, 'known'>;
  readonly occurrences: Pick<OccurrenceStore, 'list'>;
  readonly spool: Spool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly redact: (text: string) => string;
  /** Beginnings of packages, modules or paths that are the organisation's own code. */
  readonly ownPrefixes?: readonly string[];
  readonly limits?: Partial<IngestLimits>;
  readonly listeners: IngestListeners;
}

const BUSY_RETRY_SECONDS = 1;
const SPOOL_FULL_RETRY_SECONDS = 30;
/** Ten times a tenth is not quite one in floating point. */
const ROUNDING = 1e-9;
const KEPT_ALWAYS: ReadonlySet<LogLevel> = new Set<LogLevel>(['warn', 'error', 'fatal']);

/**
 * Takes signals in, whatever they are and whoever sent them: makes one batch of a request, puts it where it survives
 * a crash (the store, or the spool while the store is away or older batches still wait), and only then acknowledges
 * and tells detection.
 */
export class IngestSignals {
  private readonly dependencies: Dependencies;
  private readonly limits: IngestLimits;
  private readonly inFlight: InFlight;
  private readonly organisations = new Map<string, OrganisationIntake>();
  private readonly heardSince: number;
  private keptShare = 0;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
    this.heardSince = dependencies.clock.now();
    this.limits = { ...DEFAULT_INGEST_LIMITS, ...dependencies.limits };
    this.inFlight = new InFlight({
      maxBytes: this.limits.maxInFlightBytes,
      maxBatches: this.limits.maxInFlightBatches,
    });
  }

  /** `bytes`: what the request holds in memory. `source`: who sent it, for what keeps its origin. */
  async ingest(
    scope: Scope,
    raw: RawSignals,
    about: { bytes: number; source: string }
  ): Promise<Result<Ingested, IngestFailure>> {
    if (isNothing(raw)) {
      return succeed({ batchId: null, occurrences: [] });
    }
    const leave = this.inFlight.enter(about.bytes);
    if (leave === null) {
      return this.refuse('IM_INTAKE_BUSY', BUSY_RETRY_SECONDS);
    }
    try {
      return await this.ingestAdmitted(scope, raw, about.source);
    } finally {
      leave();
    }
  }

  /** Keeps what became clear by waiting, also where nothing comes in. Asked every few seconds. */
  async settle(): Promise<void> {
    for (const [organisation, intake] of this.organisations) {
      const batch = intake.settle(this.dependencies.clock.now());
      if (batch === null) {
        continue;
      }
      const scope = systemScope(organisation);
      if ((await this.keep(scope, batch)) === 'nowhere') {
        intake.takeBack(batch);
      } else {
        this.dependencies.listeners.onKept?.(scope, batch);
      }
    }
  }

  /** What is bounded in an organisation, and how full it is. */
  tables(scope: Scope): BoundedTable[] {
    return this.organisation(scope).tables();
  }

  private async ingestAdmitted(
    scope: Scope,
    raw: RawSignals,
    source: string
  ): Promise<Result<Ingested, IngestFailure>> {
    const { listeners, clock } = this.dependencies;
    const organisation = this.organisation(scope);
    const prepared = await organisation.prepare(raw, { receivedAt: clock.now(), source });
    const { batch, observed, ...accepted } = prepared;
    const place = await this.keep(scope, batch);
    if (place === 'nowhere') {
      organisation.takeBack(batch);
      return this.refuse('IM_SPOOL_FULL', SPOOL_FULL_RETRY_SECONDS);
    }
    listeners.onCounted(scope, observed, accepted.late);
    listeners.onKept?.(scope, batch);
    listeners.onAccepted?.({ ...accepted, kept: batch.lines.length, spooled: place === 'spool' });
    return succeed({ batchId: batch.id, occurrences: batch.occurrences.map(({ id }) => id) });
  }

  /** While batches wait in the spool, later ones go behind them: order is kept, and a store that is away not asked. */
  private async keep(scope: Scope, batch: SignalBatch): Promise<'store' | 'spool' | 'nowhere'> {
    const { spool, signals } = this.dependencies;
    if (spool.status().batches === 0) {
      try {
        await signals.append(scope, batch);
        return 'store';
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) {
          throw error;
        }
      }
    }
    const spooled = await spool.append({ organisation: scope.organisation, batch });
    return spooled.ok ? 'spool' : 'nowhere';
  }

  private organisation(scope: Scope): OrganisationIntake {
    const known = this.organisations.get(scope.organisation);
    if (known !== undefined) {
      return known;
    }
    const { templates, occurrences, ids, redact, ownPrefixes = [] } = this.dependencies;
    const { maxServicesPerOrganisation: maxServices, lateAfterMs } = this.limits;
    const isKept = (level: LogLevel) => this.isKept(level);
    const organisation = new OrganisationIntake({
      ...{ scope, templates, occurrences, ids, redact, maxServices, lateAfterMs, isKept },
      ownCode: { ownPrefixes },
      heardSince: this.heardSince,
    });
    this.organisations.set(scope.organisation, organisation);
    return organisation;
  }

  /** Spread evenly rather than by chance, so that a share of 0.1 keeps every tenth. */
  private isKept(level: LogLevel): boolean {
    if (KEPT_ALWAYS.has(level)) {
      return true;
    }
    this.keptShare += this.limits.keepInfoShare;
    if (this.keptShare < 1 - ROUNDING) {
      return false;
    }
    this.keptShare -= 1;
    return true;
  }

  private refuse(code: IngestFailure['code'], retryAfterSeconds: number): Result<never, IngestFailure> {
    this.dependencies.listeners.onRefused?.(code);
    return fail({ code, retryAfterSeconds });
  }
}

function isNothing({ lines, spans, points, occurrences, resources }: RawSignals): boolean {
  return [lines, spans, points, occurrences, resources].every((list) => list.length === 0);
}

import type { LogLevel } from '@incident-memory/contract';
import { countBySecond, type ObservedCount } from '../../domain/detection/counting/observed-count.ts';
import { countLines } from '../../domain/signals/count-lines.ts';
import { isBelieved } from '../../domain/signals/event-time.ts';
import type { LogLine } from '../../domain/signals/log-line.ts';
import type { RawLine } from '../../domain/signals/raw-line.ts';
import { cutAt } from '../../domain/signals/service-names.ts';
import { ServiceRegister } from '../../domain/signals/service-register.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Spool } from '../../ports/spool.ts';
import { emptyBatch, type SignalBatch, type SignalStore } from '../../ports/stores/signal-store.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import { InFlight } from './in-flight.ts';

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

/** Told of what was acknowledged, never of what was not. */
export interface IngestListeners {
  /** For detection: the lines of one batch by service and second, and how many of them were late. */
  onCounted(scope: Scope, counts: readonly ObservedCount[], late: number): void;
  /** `repaired`: lines whose time was not believed. */
  onAccepted?(accepted: { lines: number; kept: number; late: number; repaired: number; spooled: boolean }): void;
  onRefused?(code: IngestFailure['code']): void;
}

export interface IngestFailure {
  readonly code: 'IM_INTAKE_BUSY' | 'IM_SPOOL_FULL';
  readonly retryAfterSeconds: number;
}

export interface Ingested {
  readonly batchId: string | null;
  readonly lines: number;
}

interface Dependencies {
  readonly signals: SignalStore;
  readonly spool: Spool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly redact: (text: string) => string;
  readonly limits?: Partial<IngestLimits>;
  readonly listeners: IngestListeners;
}

interface Prepared {
  readonly batch: SignalBatch;
  readonly observed: readonly ObservedCount[];
  readonly lines: number;
  readonly late: number;
  readonly repaired: number;
}

const MESSAGE_MAX_LENGTH = 8 * 1024;
const STACK_MAX_LENGTH = 16 * 1024;
const ERROR_TYPE_MAX_LENGTH = 200;
/** Longer texts are cut before redaction already, far behind what is kept, so that no half secret is. */
const LOOKED_AT_LENGTH = 64 * 1024;
export const CUT_MARK = '… [cut]';
const BUSY_RETRY_SECONDS = 1;
const SPOOL_FULL_RETRY_SECONDS = 30;
/** Ten times a tenth is not quite one in floating point. */
const ROUNDING = 1e-9;
const KEPT_ALWAYS: ReadonlySet<LogLevel> = new Set<LogLevel>(['warn', 'error', 'fatal']);

/**
 * Takes log lines in: redacts, bounds and counts them, puts them where they survive a crash (the store, or the spool
 * while the store is away or older batches still wait), and only then acknowledges and tells detection.
 */
export class IngestLogs {
  private readonly signals: SignalStore;
  private readonly spool: Spool;
  private readonly clock: Clock;
  private readonly ids: Ids;
  private readonly redact: (text: string) => string;
  private readonly limits: IngestLimits;
  private readonly listeners: IngestListeners;
  private readonly inFlight: InFlight;
  private readonly registers = new Map<string, ServiceRegister>();
  private keptShare = 0;

  constructor({ signals, spool, clock, ids, redact, limits, listeners }: Dependencies) {
    this.signals = signals;
    this.spool = spool;
    this.clock = clock;
    this.ids = ids;
    this.redact = redact;
    this.limits = { ...DEFAULT_INGEST_LIMITS, ...limits };
    this.listeners = listeners;
    this.inFlight = new InFlight({
      maxBytes: this.limits.maxInFlightBytes,
      maxBatches: this.limits.maxInFlightBatches,
    });
  }

  /** `bytes`: what the request holds in memory. */
  async ingest(scope: Scope, raw: readonly RawLine[], bytes: number): Promise<Result<Ingested, IngestFailure>> {
    if (raw.length === 0) {
      return succeed({ batchId: null, lines: 0 });
    }
    const leave = this.inFlight.enter(bytes);
    if (leave === null) {
      return this.refuse('IM_INTAKE_BUSY', BUSY_RETRY_SECONDS);
    }
    try {
      return await this.ingestAdmitted(scope, raw);
    } finally {
      leave();
    }
  }

  private async ingestAdmitted(scope: Scope, raw: readonly RawLine[]): Promise<Result<Ingested, IngestFailure>> {
    const prepared = this.prepare(scope, raw);
    const { batch, observed, lines, late, repaired } = prepared;
    const place = await this.keep(scope, batch);
    if (place === 'nowhere') {
      return this.refuse('IM_SPOOL_FULL', SPOOL_FULL_RETRY_SECONDS);
    }
    this.listeners.onCounted(scope, observed, late);
    this.listeners.onAccepted?.({ lines, kept: batch.lines.length, late, repaired, spooled: place === 'spool' });
    return succeed({ batchId: batch.id, lines });
  }

  /** While batches wait in the spool, later ones go behind them: order is kept, and a store that is away not asked. */
  private async keep(scope: Scope, batch: SignalBatch): Promise<'store' | 'spool' | 'nowhere'> {
    if (this.spool.status().batches === 0) {
      try {
        await this.signals.append(scope, batch);
        return 'store';
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) {
          throw error;
        }
      }
    }
    const spooled = await this.spool.append({ organisation: scope.organisation, batch });
    return spooled.ok ? 'spool' : 'nowhere';
  }

  private prepare(scope: Scope, raw: readonly RawLine[]): Prepared {
    const receivedAt = this.clock.now();
    const register = this.registerOf(scope.organisation);
    const lateBefore = receivedAt - this.limits.lateAfterMs;
    let late = 0;
    let repaired = 0;
    const all = raw.map((line) => {
      const believed = isBelieved(line.at, receivedAt);
      const at = believed ? (line.at ?? receivedAt) : receivedAt;
      late += at < lateBefore ? 1 : 0;
      repaired += believed ? 0 : 1;
      return { raw: line, at, service: register.nameOf(line.service, receivedAt), level: line.level };
    });
    const lines = all
      .filter(({ level }) => this.isKept(level))
      .map(({ raw: line, at, service }) => this.keptLine(line, { at, service, receivedAt }));
    return {
      batch: { ...emptyBatch(this.ids.next('bat')), lines, counts: countLines(all) },
      observed: countBySecond(all),
      lines: all.length,
      late,
      repaired,
    };
  }

  private keptLine(raw: RawLine, known: { at: number; service: string; receivedAt: number }): LogLine {
    return {
      id: this.ids.next('log'),
      ...known,
      level: raw.level,
      message: this.clean(raw.message, MESSAGE_MAX_LENGTH),
      errorType: raw.errorType === null ? null : this.clean(raw.errorType, ERROR_TYPE_MAX_LENGTH),
      stack: raw.stack === null ? null : this.clean(raw.stack, STACK_MAX_LENGTH),
      traceId: raw.traceId,
      template: null,
      fingerprint: null,
    };
  }

  private clean(text: string, maxLength: number): string {
    const redacted = this.redact(cutAt(text, LOOKED_AT_LENGTH));
    return redacted.length <= maxLength ? redacted : cutAt(redacted, maxLength - CUT_MARK.length) + CUT_MARK;
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

  private registerOf(organisation: string): ServiceRegister {
    const known = this.registers.get(organisation);
    if (known !== undefined) {
      return known;
    }
    const register = new ServiceRegister({ maxServices: this.limits.maxServicesPerOrganisation, redact: this.redact });
    this.registers.set(organisation, register);
    return register;
  }

  private refuse(code: IngestFailure['code'], retryAfterSeconds: number): Result<never, IngestFailure> {
    this.listeners.onRefused?.(code);
    return fail({ code, retryAfterSeconds });
  }
}

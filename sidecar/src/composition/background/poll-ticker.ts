import type { SourceCost, SourceStatus } from '@incident-memory/contract';
import { systemScope, type OrganisationId } from '../../domain/tenancy/scope.ts';
import { Ticker } from '../../platform/ticker.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import { TelemetryUnavailable, type TelemetrySource } from '../../ports/telemetry-source.ts';
import type { DetectOutages } from '../../usecases/detection/detect-outages.ts';
import { PollTelemetry } from '../../usecases/detection/polling/poll-telemetry.ts';
import type { WatchSignals } from '../../usecases/detection/watch-signals.ts';
import type { Core } from '../core.ts';

export interface WatchedSource {
  readonly organisation: OrganisationId;
  readonly source: TelemetrySource;
  readonly kind: SourceStatus['kind'];
  readonly everySeconds: number;
  /** Missed time is made up for so long back; without it as far as usual. */
  readonly maxCatchUpHours?: number;
  close(): Promise<void>;
}

interface Parts {
  readonly core: Core;
  readonly detection: DetectOutages;
  readonly signals: Pick<WatchSignals, 'observeWhole'>;
  readonly watched: WatchedSource;
  /** Does nothing while another sidecar has the turn. */
  readonly alone: (task: () => Promise<void>) => Promise<void>;
}

/** Asks one source by itself, so that one that fails or is slow holds up no other. */
export function pollTicker({ core, detection, signals, watched, alone }: Parts): Ticker {
  const { clock, configuration, metrics, logger, redact, sources, stores } = core;
  const { organisation, source, kind } = watched;
  const named = { name: source.name, kind };
  const polling = new PollTelemetry({
    source,
    statistics: stores.statistics,
    traffic: stores.traffic,
    metrics: stores.metrics,
    settings: stores.settings,
    detection,
    onPolled: (scope, told, polled) => signals.observeWhole(scope, told, polled),
    clock,
    redact,
    allowedLatenessSeconds: configuration.detection.allowedLatenessSeconds,
    ...(watched.maxCatchUpHours === undefined ? {} : { maxCatchUpHours: watched.maxCatchUpHours }),
  });
  let told = source.spent;
  const cost = (): SourceCost => {
    const before = told;
    told = source.spent;
    return spentSince(before, told);
  };
  return new Ticker({
    clock,
    everyMs: watched.everySeconds * 1000,
    task: () =>
      alone(async () => {
        const stop = metrics.pollSeconds.startTimer();
        const report = await polling.poll(systemScope(organisation));
        stop();
        if (report !== null) {
          const { newestAt, lateLines: late, problems } = report;
          metrics.lateLines.inc(late);
          sources.heard(organisation, { ...named, at: clock.now(), newestAt, late, cost: cost() });
          if (problems.length > 0) {
            sources.failed(organisation, { ...named, problem: problems.join('; ') });
          }
        }
      }),
    onFailure: (error) => {
      // Every reader of the overview sees it: only sentences that were written to be told.
      const isTold = error instanceof TelemetryUnavailable || error instanceof StoreUnavailable;
      const problem = isTold ? error.message : 'it failed; the log of the sidecar has the cause';
      sources.failed(organisation, { ...named, problem });
      logger.warn({ err: error, source: source.name }, 'a source of telemetry could not be asked');
    },
  });
}

function spentSince(before: SourceCost, now: SourceCost): SourceCost {
  return {
    requests: now.requests - before.requests,
    bytes: now.bytes - before.bytes,
    milliseconds: now.milliseconds - before.milliseconds,
  };
}

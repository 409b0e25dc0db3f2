import { hostname } from 'node:os';
import { systemScope, type OrganisationId } from '../../domain/tenancy/scope.ts';
import { Ticker } from '../../platform/ticker.ts';
import type { DetectOutages } from '../../usecases/detection/detect-outages.ts';
import type { WatchSignals } from '../../usecases/detection/watch-signals.ts';
import type { IngestSignals } from '../../usecases/intake/ingest-signals.ts';
import type { Detectors } from '../build-detectors.ts';
import type { ImportParts } from '../build-imports.ts';
import type { KeepingParts } from '../build-keeping.ts';
import type { MemoryParts } from '../build-memory.ts';
import type { Core } from '../core.ts';
import { tellDetectionMetrics } from './detection-metrics.ts';
import { keepRetention } from './keep-retention.ts';
import type { ContinuousWatch } from './kubernetes-watches.ts';
import { pollTicker, type WatchedSource } from './poll-ticker.ts';
import {
  REMEMBER_EVERY_MS,
  rememberIncidents,
  repairMemories,
  VERIFY_EVERY_MS,
  verifyOutcomes,
  READ_ANEW_EVERY_MS,
  readAnew,
} from './remember.ts';

/** Calls wait ten seconds for their other side; so long may a screen not know of them. */
const SETTLE_EVERY_MS = 5_000;
/** A mode or a window that was set at another sidecar is known here so soon; so is a deploy. */
const REFRESH_EVERY_MS = 5_000;
const MEASURE_EVERY_MS = 60_000;
const REPAIR_EVERY_MS = 60_000;
/** Far more than any write takes, so that a crash just before is still seen by the sidecar that comes after. */
const REPAIR_LOOKS_BACK_MS = 24 * 60 * 60 * 1000;
/** Measured anew where memory changed since. */
const CONFIDENCE_EVERY_MS = 60_000;
/** Looked at so often whether the night has come. */
const EXPORT_EVERY_MS = 5 * 60_000;
const EXPIRE_EVERY_MS = 10 * 60_000;
/** What belongs together is looked for seldom: nobody waits for it. */
const CONSOLIDATE_EVERY_MS = 60 * 60_000;
/** A sidecar that dies is followed by another within this. */
const LEASE_MS = 20_000;
/** Asking at every tick would be a write a second. */
const RENEW_AFTER_MS = 5_000;
/** How soon a watch follows the lease to another sidecar. */
const WATCH_TURN_EVERY_MS = 2_000;

interface Parts {
  readonly core: Core;
  readonly ingest: Pick<IngestSignals, 'settle'>;
  readonly detection: DetectOutages;
  readonly signals: Pick<WatchSignals, 'observeWhole'>;
  readonly detectors: Detectors;
  readonly memory: MemoryParts;
  readonly keeping: Pick<KeepingParts, 'expire' | 'consolidate'>;
  readonly imports: Pick<ImportParts, 'nightly'>;
  readonly organisations: readonly OrganisationId[];
  readonly watchedSources: readonly WatchedSource[];
  readonly watches: readonly ContinuousWatch[];
}

export interface Background {
  start(): void;
  /** Finishes what is under way; another sidecar may take over at once. */
  stop(): Promise<void>;
}

/** Everything that happens by itself, each on a ticker of its own. */
export function buildBackground(parts: Parts): Background {
  const turn = turnByLease(parts);
  const tickers = tickersOf(parts, turn.take);
  return {
    start: () => tickers.forEach((ticker) => ticker.start()),
    stop: async () => {
      await Promise.all(tickers.map((ticker) => ticker.stop()));
      await Promise.all(parts.watchedSources.map((watched) => watched.close()));
      await Promise.all(parts.watches.map((watch) => watch.stop()));
      await turn.giveUp();
    },
  };
}

function tickersOf(parts: Parts, alone: Alone): Ticker[] {
  const {
    core,
    ingest,
    detection,
    signals,
    detectors,
    memory,
    keeping,
    imports,
    organisations,
    watchedSources,
    watches,
  } = parts;
  const { clock, configuration, metrics, logger, ledger, stores } = core;
  const every = (everyMs: number, name: string, task: (tick: { now: number; missed: number }) => Promise<void>) =>
    new Ticker({
      clock,
      everyMs,
      task,
      onFailure: (error) => logger.warn({ err: error, task: name }, 'will be tried again'),
    });

  const remember = rememberIncidents(memory, organisations);

  return [
    every(configuration.detection.evaluateEverySeconds * 1000, 'detection', async (tick) => {
      const stop = metrics.tickSeconds.startTimer();
      await alone(() => detection.tick(tick));
      stop();
    }),
    ...watchedSources.map((watched) => pollTicker({ core, detection, signals, watched, alone })),
    ...watches.map((watch) =>
      every(WATCH_TURN_EVERY_MS, 'watch', async () => {
        const turn = { isOurs: false };
        await alone(async () => void (turn.isOurs = true));
        await (turn.isOurs ? watch.start() : watch.stop());
      })
    ),
    every(SETTLE_EVERY_MS, 'traffic', () => ingest.settle()),
    every(REFRESH_EVERY_MS, 'settings', () => detectors.refresh(organisations)),
    every(MEASURE_EVERY_MS, 'measuring', () =>
      tellDetectionMetrics({ alarms: stores.alarms, measuring: detectors.measuring, metrics }, organisations)
    ),
    every(REPAIR_EVERY_MS, 'repair', async ({ now }) => {
      for (const organisation of organisations) {
        await ledger.repair(organisation, now - REPAIR_LOOKS_BACK_MS);
        await repairMemories(memory, organisation, now - REPAIR_LOOKS_BACK_MS);
      }
    }),
    every(REMEMBER_EVERY_MS, 'remembering', (tick) => alone(() => remember(tick))),
    every(READ_ANEW_EVERY_MS, 'reading anew', () =>
      alone(async () => {
        for (const organisation of organisations) {
          await readAnew(memory, stores, organisation);
        }
      })
    ),
    every(VERIFY_EVERY_MS, 'outcomes', () => alone(() => verifyOutcomes(memory, organisations))),
    every(CONFIDENCE_EVERY_MS, 'confidence', async () => {
      for (const organisation of memory.isEnabled ? organisations : []) {
        await memory.confidence.measure(organisation);
      }
    }),
    every(EXPORT_EVERY_MS, 'nightly export', ({ now }) =>
      alone(async () => {
        for (const organisation of organisations) {
          await imports.nightly.run(organisation, now);
        }
      })
    ),
    every(CONSOLIDATE_EVERY_MS, 'consolidation', () =>
      alone(async () => {
        for (const organisation of memory.isEnabled ? organisations : []) {
          await keeping.consolidate.run(organisation);
        }
      })
    ),
    every(EXPIRE_EVERY_MS, 'retention', async ({ now }) => {
      await keepRetention(
        { signals: stores.signals, alarms: stores.alarms, organisations },
        configuration.retention,
        now
      );
      for (const organisation of organisations) {
        await keeping.expire.expire(organisation);
      }
    }),
  ];
}

type Alone = (task: () => Promise<void>) => Promise<void>;

/** When a sidecar that held the lease was last alive. */
const SEEN_KEY = 'watch.seen';

/**
 * Over one SQLite file there is one sidecar, so everything is its own. Over Elasticsearch there may be several: one
 * lease of the whole instance says which of them asks and judges. Who gains it from one that was alive after our own
 * start first learns what that one knew; after one that died before, our own counts are the whole truth, and reading
 * them again would lose those of the last moment, which cannot be searched yet. Who stops in order gives it up:
 * nobody need wait until it runs out.
 */
function turnByLease({ core, detection, organisations }: Pick<Parts, 'core' | 'detection' | 'organisations'>): {
  take: Alone;
  giveUp: () => Promise<void>;
} {
  const { stores, clock, configuration, ids } = core;
  if (stores.kind !== 'elasticsearch') {
    return { take: (task) => task(), giveUp: () => Promise.resolve() };
  }
  const holder = `${hostname()} ${ids.next('req')}`;
  const scope = systemScope(`${configuration.instance}:0`);
  const startedAt = clock.now();
  let heldUntil = 0;
  let isMine = false;
  const seen = () => stores.settings.write(scope, SEEN_KEY, { at: clock.now() });
  const gain = async (now: number): Promise<void> => {
    const last = (await stores.settings.read(scope, SEEN_KEY)) as { at: number } | null;
    if (last !== null && last.at > startedAt) {
      await Promise.all(organisations.map((organisation) => detection.rebuild(systemScope(organisation), now)));
    }
  };
  const take: Alone = async (task) => {
    const now = clock.now();
    if (now > heldUntil - LEASE_MS + RENEW_AFTER_MS) {
      const isHeld = await stores.leases.acquire(scope, { name: 'watch', holder, now, untilMs: now + LEASE_MS });
      if (isHeld && !isMine) {
        await gain(now);
      }
      isMine = isHeld;
      heldUntil = isHeld ? now + LEASE_MS : 0;
      if (isHeld) {
        await seen();
      }
    }
    if (isMine) {
      await task();
    }
  };
  const giveUp = async (): Promise<void> => {
    if (isMine) {
      await seen();
      await stores.leases.release(scope, { name: 'watch', holder });
    }
  };
  return { take, giveUp };
}

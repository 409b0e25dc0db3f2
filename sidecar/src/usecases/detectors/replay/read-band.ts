import type { BandSeries, DetectorId, RouteQuery } from '@incident-memory/contract';
import type { AlarmRecord } from '../../../domain/detection/alarms/alarm.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { replayBusy, type FewAtOnce } from './few-at-once.ts';
import { KeptAnswers } from './kept-answers.ts';
import { replayPast, type PastSeen, type ReplayDependencies } from './replay-past.ts';

type Signal = RouteQuery<'readBand'>['signal'];

export interface BandDependencies extends ReplayDependencies {
  readonly stores: Pick<Stores, 'statistics' | 'traffic' | 'metrics' | 'templates' | 'alarms'>;
  readonly mostSeconds: number;
  readonly turns: FewAtOnce;
}

export interface BandWanted {
  readonly service: string;
  readonly signal: Signal;
  readonly metric?: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly points: number;
}

const HOUR_MS = 60 * 60_000;
/** Less, and the band would be that of a detector that has just begun; more costs and changes little. */
const LEARN_LEAST_MS = 6 * HOUR_MS;
const LEARN_MOST_MS = 24 * HOUR_MS;
const ALARMS = 200;

const DETECTORS: Readonly<Record<Signal, readonly DetectorId[]>> = {
  errors: ['error-count', 'error-burst'],
  requests: ['silence', 'traffic'],
  failures: ['failure-ratio', 'error-count'],
  latency: ['latency'],
  metric: ['metric', 'exhaustion'],
};
const OF_SERVICE: readonly DetectorId[] = ['error-count', 'silence', 'failure-ratio', 'latency'];

/** A signal of a service with what detectors take for usual at each time, and the alarms that were raised on it. */
export class ReadBand {
  private readonly dependencies: BandDependencies;
  /** A page asks for four signals of a service at once, and again every few seconds. */
  private readonly kept: KeptAnswers<PastSeen>;

  constructor(dependencies: BandDependencies) {
    this.dependencies = dependencies;
    this.kept = new KeptAnswers(dependencies.clock);
  }

  /** May throw StoreUnavailable, and that it is too much to replay. */
  async read(
    scope: Scope,
    wanted: BandWanted
  ): Promise<{ series: BandSeries[]; alarms: AlarmRecord[]; stepMs: number }> {
    const { service, signal, metric, from, to } = wanted;
    const [seen, { alarms }] = await Promise.all([
      this.past(scope, wanted),
      this.dependencies.stores.alarms.list(scope, {
        ...{ show: 'all', services: [service], detectors: DETECTORS[signal], from, to, limit: ALARMS },
      }),
    ]);
    return {
      series: this.chosen(seen, wanted),
      alarms: signal === 'metric' ? alarms.filter(({ subject }) => subject === metric) : alarms,
      stepMs: seen.bands.stepMs,
    };
  }

  private chosen({ bands }: PastSeen, { service, signal, metric = '' }: BandWanted): BandSeries[] {
    const of = (detector: DetectorId, subject: string) => bands.of({ detector, service, subject }) ?? [];
    switch (signal) {
      case 'errors':
        return [of('error-count', '')].flat();
      case 'requests':
        return [of('silence', '')].flat();
      case 'failures':
        return [of('failure-ratio', '')].flat();
      case 'latency':
        return [of('latency', '')].flat();
      case 'metric':
        return [of('metric', metric)].flat();
    }
  }

  private past(scope: Scope, { service, signal, metric, from, to, points }: BandWanted): Promise<PastSeen> {
    const { clock, mostSeconds, turns } = this.dependencies;
    const until = clock.now() + mostSeconds * 1000;
    const detectors: readonly DetectorId[] = signal === 'metric' ? ['metric'] : OF_SERVICE;
    const learn = Math.max(LEARN_LEAST_MS, Math.min(LEARN_MOST_MS, to - from));
    const key = JSON.stringify([scope.organisation, service, detectors, metric ?? null, from, to, points]);
    const wanted = { services: [service], detectors: new Set(detectors), metric, from, to, points };
    return this.kept.take(key, () =>
      turns.take(scope.organisation, async () => {
        const seen = await replayPast(this.dependencies, scope, {
          wanted: { ...wanted, learnFrom: from - learn },
          until,
        });
        // A chart that ends early would look like a service that went silent.
        if (seen.lookedTo < to) {
          throw replayBusy();
        }
        return seen;
      })
    );
  }
}

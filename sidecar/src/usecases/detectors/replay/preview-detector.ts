import { firstRecords } from '../../every-record.ts';
import type { BandSeries, DetectorId } from '@incident-memory/contract';
import type { Alarm } from '../../../domain/detection/alarms/alarm.ts';
import { isNear, realBecause, type RealBecause } from '../../../domain/detection/quality/real-incident.ts';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { FewAtOnce, replayBusy } from './few-at-once.ts';
import { replayPast, type ReplayDependencies } from './replay-past.ts';

export interface PreviewDependencies extends ReplayDependencies {
  readonly stores: Pick<Stores, 'statistics' | 'traffic' | 'metrics' | 'templates' | 'incidents'>;
  /** A longer replay is cut short, and says so. */
  readonly mostSeconds: number;
}

export interface Wanted {
  readonly detector: DetectorId;
  readonly from: number;
  readonly to: number;
  readonly services?: readonly string[] | undefined;
}

export interface PreviewedIncident {
  readonly record: IncidentRecord;
  readonly because: RealBecause;
  readonly leadSeconds: number | null;
}

export interface Previewed {
  readonly from: number;
  readonly to: number;
  readonly services: readonly string[];
  readonly points: number;
  readonly truncated: string | null;
  readonly alarms: readonly Alarm[];
  readonly shareOfTime: number;
  readonly incidents: readonly PreviewedIncident[];
  readonly withoutIncident: number;
  readonly series: readonly BandSeries[];
  readonly stepMs: number;
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** What is usual at a time of the day is known after a day; of a week, after a week, which a replay of days cannot wait for. */
const LEARN_MS = DAY_MS;
/** Steps of ten seconds times services: about a minute of work at most. */
const MOST_STEPS = 1_500_000;
const MOST_SERVICES = 50;
/** More charts are not looked at. */
const MOST_SERIES = 12;
const POINTS = 400;
const PAGE = 200;
const MOST_INCIDENTS = 1_000;
const MOST_WAITING = 3;
/** With less time left than this the answer would say nothing. */
const LEAST_MS = 2_000;

/**
 * Runs one detector over the past of an organisation and compares with what really happened. One after the other in an
 * organisation: a replay is work, and a second one is mostly an impatient click.
 */
export class PreviewDetector {
  private readonly dependencies: PreviewDependencies;
  private readonly turns = new FewAtOnce({ running: 1, waiting: MOST_WAITING });

  constructor(dependencies: PreviewDependencies) {
    this.dependencies = dependencies;
  }

  /** May throw StoreUnavailable, and that others are asking. Waiting counts: the answer is awaited no longer for it. */
  async preview(scope: Scope, wanted: Wanted): Promise<Previewed> {
    const { clock, mostSeconds } = this.dependencies;
    const until = clock.now() + mostSeconds * 1000;
    return this.turns.take(scope.organisation, () => {
      if (clock.now() > until - LEAST_MS) {
        throw replayBusy();
      }
      return this.previewNow(scope, wanted, until);
    });
  }

  private async previewNow(
    scope: Scope,
    { detector, from, to, services: asked }: Wanted,
    until: number
  ): Promise<Previewed> {
    const { clock, fineMs } = this.dependencies;
    const known = asked ?? (await this.busiest(scope, { from, to }));
    const fitting = Math.max(1, Math.floor(MOST_STEPS / ((to - from + LEARN_MS) / 10_000)));
    const services = known.slice(0, Math.min(MOST_SERVICES, fitting));
    const seen = await replayPast(this.dependencies, scope, {
      wanted: { services, detectors: new Set([detector]), learnFrom: from - LEARN_MS, from, to, points: POINTS },
      until,
    });
    const lookedTo = Math.max(from, Math.min(seen.lookedTo, to));
    const alarms = seen.alarms.filter(({ at }) => at >= from);
    const incidents = await this.realIncidents(scope, { from, to: lookedTo, services, alarms });
    return {
      from,
      to: lookedTo,
      services,
      points: seen.bands.steps,
      truncated: sayTruncated({
        left: known.length - services.length,
        lookedTo: lookedTo < to ? lookedTo : null,
        isCoarse: from < clock.now() - fineMs && detector !== 'error-count',
      }),
      alarms,
      shareOfTime: shareOfTime(alarms, { from, to: lookedTo, services: services.length }),
      incidents,
      withoutIncident: alarms.filter((alarm) => !incidents.some(({ record }) => belongs(alarm, record))).length,
      series: telling(seen.bands.all(), alarms),
      stepMs: seen.bands.stepMs,
    };
  }

  /** Those that told most in the time, by requests and lines. */
  private async busiest(scope: Scope, { from, to }: { from: number; to: number }): Promise<string[]> {
    const { statistics, traffic } = this.dependencies.stores;
    const [lines, requests] = await Promise.all([
      statistics.counts(scope, { from, to, stepMs: Math.ceil((to - from) / HOUR_MS) * HOUR_MS }),
      traffic.operations(scope, { from, to, stepMs: null, operations: [''] }),
    ]);
    const told = new Map<string, number>();
    for (const { service, lines: count } of lines) {
      told.set(service, (told.get(service) ?? 0) + count);
    }
    for (const { service, requests: count } of requests) {
      told.set(service, (told.get(service) ?? 0) + count);
    }
    return [...told].sort(([, one], [, other]) => other - one).map(([service]) => service);
  }

  private async realIncidents(
    scope: Scope,
    { from, to, services, alarms }: { from: number; to: number; services: readonly string[]; alarms: readonly Alarm[] }
  ): Promise<PreviewedIncident[]> {
    const records = (await this.incidentsOf(scope, { from, to, services })).filter(
      ({ startedAt }) => startedAt >= from && startedAt < to
    );
    return records.flatMap((record) => {
      const because = realBecause(record);
      if (because === null) {
        return [];
      }
      const first = alarms.find((alarm) => belongs(alarm, record));
      return [{ record, because, leadSeconds: first === undefined ? null : (record.detectedAt - first.at) / 1000 }];
    });
  }

  private incidentsOf(
    scope: Scope,
    { from, to, services }: { from: number; to: number; services: readonly string[] }
  ): Promise<IncidentRecord[]> {
    return firstRecords(MOST_INCIDENTS, (place) =>
      this.dependencies.stores.incidents.list(scope, {
        ...{ from, to, services, sort: 'startedAt', limit: PAGE },
        ...place,
      })
    );
  }
}

function belongs(alarm: Alarm, { services, startedAt }: IncidentRecord): boolean {
  return isNear(alarm.at, startedAt) && services.some(({ service }) => service === alarm.service);
}

function shareOfTime(
  alarms: readonly Alarm[],
  { from, to, services }: { from: number; to: number; services: number }
): number {
  const stood = alarms.reduce(
    (sum, { startedAt, endedAt }) => sum + Math.max(0, Math.min(endedAt ?? to, to) - Math.max(startedAt, from)),
    0
  );
  const looked = (to - from) * services;
  return looked <= 0 ? 0 : Math.min(1, stood / looked);
}

/** Charts of services with an alarm, then the most unusual of the others. */
function telling(series: readonly BandSeries[], alarms: readonly Alarm[]): BandSeries[] {
  const alarmed = new Set(alarms.map(({ service }) => service));
  const first = series.filter(({ service }) => alarmed.has(service));
  return [...first, ...series.filter(({ service }) => !alarmed.has(service))].slice(0, MOST_SERIES);
}

function sayTruncated(how: { left: number; lookedTo: number | null; isCoarse: boolean }): string | null {
  const sentences = [
    how.left > 0 ? `${how.left} more services were left out: the busiest were looked at.` : '',
    how.lookedTo === null
      ? ''
      : `There was time to look up to ${new Date(how.lookedTo).toISOString()}; choose a shorter span or fewer services.`,
    how.isCoarse ? 'What is older than two days is kept by five minutes, so short events in it are not seen.' : '',
  ].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? null : sentences.join(' ');
}

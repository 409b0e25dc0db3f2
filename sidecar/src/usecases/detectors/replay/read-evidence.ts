import { DETECTOR_IDS, type BandSeries, type DetectorId } from '@incident-memory/contract';
import type { AlarmRecord } from '../../../domain/detection/alarms/alarm.ts';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import type { Occurrence } from '../../../domain/occurrences/occurrence.ts';
import { bucketStart } from '../../../domain/signals/service-counts.ts';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import { quantile } from '../../../domain/traffic/latency-sketch.ts';
import type { CallCounts, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import type { TemplateSummary } from '../../../ports/stores/signals/template-store.ts';
import { replayBusy, type FewAtOnce } from './few-at-once.ts';
import { KeptAnswers } from './kept-answers.ts';
import { replayPast, type PastSeen, type ReplayDependencies } from './replay-past.ts';

export interface EvidenceDependencies extends ReplayDependencies {
  readonly stores: Pick<Stores, 'statistics' | 'traffic' | 'metrics' | 'templates' | 'alarms' | 'occurrences' | 'logs'>;
  readonly mostSeconds: number;
  readonly turns: FewAtOnce;
}

export interface OddMessage {
  readonly template: TemplateSummary;
  readonly before: TemplateSummary | null;
  readonly isNew: boolean;
  readonly sample: LogLine | null;
}

export interface OddOperation {
  readonly now: OperationCounts;
  readonly before: OperationCounts | null;
}

export interface Evidence {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  readonly charts: readonly BandSeries[];
  readonly alarms: readonly AlarmRecord[];
  readonly messages: readonly OddMessage[];
  readonly operations: readonly OddOperation[];
  readonly calls: readonly CallCounts[];
  readonly changes: readonly Occurrence[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BEFORE_MS = 30 * MINUTE_MS;
const AFTER_MS = 10 * MINUTE_MS;
/** Its start is what is looked for; a day-long incident is on the pages of its services. */
const LONGEST_MS = 3 * HOUR_MS;
const LEARN_MS = 6 * HOUR_MS;
const CHANGES_BEFORE_MS = HOUR_MS;
/** What was not said for a day is new. */
const NEW_AFTER_MS = 24 * HOUR_MS;
const MOST_SERVICES = 6;
const MOST_CHARTS = 12;
const SHOWN = 8;
const POINTS = 240;
const LOUDER_TIMES = 3;
const LEAST_LINES = 5;
const SLOWER_TIMES = 1.5;
const WORSE_SHARE = 0.01;

const CHARTED: ReadonlySet<DetectorId> = new Set(
  DETECTOR_IDS.filter((detector) => ['error-count', 'failure-ratio', 'latency', 'silence', 'metric'].includes(detector))
);

/** What was seen around the start of an incident, against what was usual. May throw StoreUnavailable, and that it is too much. */
export class ReadEvidence {
  private readonly dependencies: EvidenceDependencies;
  /** Everybody who was woken looks at the same page. */
  private readonly kept: KeptAnswers<PastSeen>;

  constructor(dependencies: EvidenceDependencies) {
    this.dependencies = dependencies;
    this.kept = new KeptAnswers(dependencies.clock);
  }

  async read(scope: Scope, record: IncidentRecord): Promise<Evidence> {
    const services = record.services.slice(0, MOST_SERVICES).map(({ service }) => service);
    const now = this.dependencies.clock.now();
    const end = record.closedAt ?? record.quietSince;
    const from = bucketStart(record.startedAt - BEFORE_MS);
    const to = Math.min(now, end === null ? now : end + AFTER_MS, from + LONGEST_MS);
    const span = { services, from: bucketStart(record.startedAt), to: Math.max(to, record.startedAt + MINUTE_MS) };
    const [seen, { alarms }, messages, operations, calls, { occurrences }] = await Promise.all([
      this.past(scope, { id: record.id, services, from, to }),
      this.dependencies.stores.alarms.list(scope, { show: 'all', services, from, to, limit: 100 }),
      this.oddMessages(scope, span),
      this.oddOperations(scope, span),
      this.failingCalls(scope, span),
      this.dependencies.stores.occurrences.list(scope, {
        ...{ services, from: record.startedAt - CHANGES_BEFORE_MS, to, limit: 20 },
      }),
    ]);
    return {
      ...{ from, to, stepMs: seen.bands.stepMs, alarms, messages, operations, calls },
      charts: chartsOf(seen, alarms),
      changes: occurrences,
    };
  }

  private past(
    scope: Scope,
    { id, services, from, to }: { id: string; services: readonly string[]; from: number; to: number }
  ): Promise<PastSeen> {
    const { clock, mostSeconds, turns } = this.dependencies;
    const until = clock.now() + mostSeconds * 1000;
    // While it lasts the end moves; within a quarter of a minute it is the same picture.
    const key = JSON.stringify([scope.organisation, id, services, from, Math.floor(to / 15_000)]);
    return this.kept.take(key, () =>
      turns.take(scope.organisation, async () => {
        const seen = await replayPast(this.dependencies, scope, {
          wanted: { services, detectors: CHARTED, learnFrom: from - LEARN_MS, from, to, points: POINTS },
          until,
        });
        if (seen.lookedTo < to) {
          throw replayBusy();
        }
        return seen;
      })
    );
  }

  private async oddMessages(scope: Scope, span: Span): Promise<OddMessage[]> {
    const { templates } = this.dependencies.stores;
    const found = await templates.summaries(scope, { ...span, limit: 300 });
    if (found.length === 0) {
      return [];
    }
    const ids = [...new Set(found.map(({ id }) => id))];
    const earlier = { services: span.services, templates: ids, to: span.from, limit: 1000 };
    const [before, day] = await Promise.all([
      templates.summaries(scope, { ...earlier, from: span.from - (span.to - span.from) }),
      templates.summaries(scope, { ...earlier, from: span.from - NEW_AFTER_MS }),
    ]);
    const keyOf = ({ service, id }: TemplateSummary) => `${service}\n${id}`;
    const [justBefore, known] = [new Map(before.map((one) => [keyOf(one), one])), new Set(day.map(keyOf))];
    const odd = found
      .map((template) => {
        const was = justBefore.get(keyOf(template)) ?? null;
        return { template, before: was, isNew: !known.has(keyOf(template)) };
      })
      .filter(({ template, before: was, isNew }) => isNew || isLouder(template, was))
      .sort((one, other) => oddness(other) - oddness(one))
      .slice(0, SHOWN);
    return Promise.all(odd.map(async (one) => ({ ...one, sample: await this.sampleOf(scope, one.template, span) })));
  }

  private async sampleOf(scope: Scope, { id, service }: TemplateSummary, { from, to }: Span): Promise<LogLine | null> {
    const { templates, logs } = this.dependencies.stores;
    const family = await templates.family(scope, [id]);
    const { lines } = await logs.search(scope, { services: [service], templates: family, from, to, limit: 1 });
    return lines[0] ?? null;
  }

  private async oddOperations(scope: Scope, { services, from, to }: Span): Promise<OddOperation[]> {
    const { traffic } = this.dependencies.stores;
    const [now, before] = await Promise.all([
      traffic.operations(scope, { services, from, to, stepMs: null }),
      traffic.operations(scope, { services, from: from - (to - from), to: from, stepMs: null }),
    ]);
    const keyOf = ({ service, operation }: OperationCounts) => `${service}\n${operation}`;
    const earlier = new Map(before.map((row) => [keyOf(row), row]));
    return now
      .map((row) => ({ now: row, before: earlier.get(keyOf(row)) ?? null }))
      .filter(isWorse)
      .sort((one, other) => other.now.errors - one.now.errors || other.now.requests - one.now.requests)
      .slice(0, SHOWN);
  }

  private async failingCalls(scope: Scope, span: Span): Promise<CallCounts[]> {
    const calls = await this.dependencies.stores.traffic.calls(scope, { ...span, stepMs: null });
    return calls
      .filter((call) => call.errors > WORSE_SHARE * call.calls)
      .sort((one, other) => other.errors - one.errors)
      .slice(0, SHOWN);
  }
}

interface Span {
  readonly services: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Those on which an alarm was raised, then the most unusual ones; a metric only where it is. */
function chartsOf({ bands }: PastSeen, alarms: readonly AlarmRecord[]): BandSeries[] {
  const all = bands.all().filter(({ value }) => value.some((one) => one !== null && one !== 0));
  const isAlarmed = ({ service, signal, subject }: BandSeries) =>
    alarms.some(
      (alarm) => alarm.service === service && signalOf(alarm.detector) === signal && alarm.subject === subject
    );
  const alarmed = all.filter(isAlarmed);
  const others = all.filter((series) => series.signal !== 'metric' && !isAlarmed(series));
  return [...alarmed, ...others].slice(0, MOST_CHARTS);
}

function signalOf(detector: DetectorId): BandSeries['signal'] | null {
  switch (detector) {
    case 'error-burst':
    case 'error-count':
      return 'errors';
    case 'failure-ratio':
      return 'failures';
    case 'latency':
      return 'latency';
    case 'silence':
    case 'traffic':
      return 'requests';
    case 'metric':
    case 'exhaustion':
      return 'metric';
    default:
      return null;
  }
}

function isLouder({ lines, errors }: TemplateSummary, before: TemplateSummary | null): boolean {
  return (
    (lines >= LEAST_LINES && lines >= LOUDER_TIMES * (before?.lines ?? 0)) ||
    (errors >= LEAST_LINES && errors >= LOUDER_TIMES * (before?.errors ?? 0))
  );
}

/** Errors before other lines, new ones before louder ones. */
function oddness({ template, isNew }: { template: TemplateSummary; isNew: boolean }): number {
  return (template.errors > 0 ? 2e12 : 0) + (isNew ? 1e12 : 0) + template.errors * 1000 + template.lines;
}

function isWorse({ now, before }: OddOperation): boolean {
  const share = (row: OperationCounts | null) => (row === null || row.requests === 0 ? 0 : row.errors / row.requests);
  if (share(now) > share(before) + WORSE_SHARE) {
    return true;
  }
  const [slow, was] = [quantile(now.latency, 0.95), before === null ? null : quantile(before.latency, 0.95)];
  return slow !== null && was !== null && slow > SLOWER_TIMES * was;
}

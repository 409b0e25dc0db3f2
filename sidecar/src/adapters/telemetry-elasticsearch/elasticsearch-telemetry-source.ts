import type { SourceCost } from '@incident-memory/contract';
import type { MetricCounts } from '../../domain/metrics/metric-counts.ts';
import type { LogLine } from '../../domain/signals/log-line.ts';
import { requireSameOrganisation } from '../../domain/tenancy/require-same-organisation.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import {
  TelemetryUnavailable,
  type PolledSignals,
  type PolledTraffic,
  type TelemetrySource,
} from '../../ports/telemetry-source.ts';
import type { ElasticsearchConnectionOptions } from '../elasticsearch-client/create-client.ts';
import { AskedCluster } from './asked-cluster.ts';
import { readSample, sampleRequest, type SampleQuery } from './error-samples.ts';
import type { OnlyWhere } from './field-forms.ts';
import type { ResolvedMetricFields } from './metrics/resolve-metric-fields.ts';
import type { PolledLines, TimeRange } from './poll-request.ts';
import { fieldsOf, type TelemetryFields, type TelemetryPreset } from './presets.ts';
import { ProbedReading, type Plan } from './probed-reading.ts';
import { logReading, metricsReading, tracesReading, type MetricsOptions, type TracesOptions } from './readings.ts';
import type { ResolvedFields } from './resolve-fields.ts';
import type { ResolvedSpanFields } from './traces/resolve-span-fields.ts';

export interface ElasticsearchTelemetryOptions extends ElasticsearchConnectionOptions {
  readonly name: string;
  /** A source belongs to one organisation; who asks for another is refused. */
  readonly organisation: string;
  /** Index, alias, data stream or pattern, also several with commas. */
  readonly index: string;
  readonly preset: TelemetryPreset;
  readonly fields?: Partial<Readonly<Record<keyof TelemetryFields, string>>>;
  readonly only?: readonly OnlyWhere[];
  /** Counts stay with us, samples never. */
  readonly restricted?: boolean;
  readonly mostServices?: number;
  readonly traces?: TracesOptions | null;
  readonly metrics?: MetricsOptions | null;
  readonly clock: Clock;
}

export const MOST_SERVICES = 2_000;
/** Lines are looked for at every tick; what comes beside them must not make two requests of one. */
const BESIDE_LOGS_KEPT_MS = 60_000;

/**
 * Logs, spans and metrics in someone's Elasticsearch, asked by Query DSL alone and never written to. A tick is one
 * request: several searches in one `_msearch`, and not one search over all indices, so that each has its own time
 * field, its own bound of buckets and its own answer. What fails beside the logs is told and leaves them whole.
 */
export class ElasticsearchTelemetrySource implements TelemetrySource {
  readonly name: string;
  private readonly options: ElasticsearchTelemetryOptions;
  private readonly cluster: AskedCluster;
  private readonly shown: TelemetryFields;
  private readonly logs: ProbedReading<ResolvedFields, PolledLines>;
  private readonly traces: ProbedReading<ResolvedSpanFields, PolledTraffic> | null;
  private readonly metrics: ProbedReading<ResolvedMetricFields, MetricCounts[]> | null;

  constructor(options: ElasticsearchTelemetryOptions) {
    const { name, index, preset, only = [], mostServices = MOST_SERVICES, traces, metrics, clock } = options;
    this.name = name;
    this.options = options;
    this.shown = fieldsOf(preset, options.fields ?? {});
    this.cluster = new AskedCluster(options, clock);
    const asked = { cluster: this.cluster, clock };
    const beside = { ...asked, failureKeptMs: BESIDE_LOGS_KEPT_MS };
    const reading = logReading({ index, fields: this.shown, only, mostServices });
    this.logs = new ProbedReading(reading, { ...asked, failureKeptMs: 0 });
    this.traces = traces ? new ProbedReading(tracesReading(traces), beside) : null;
    this.metrics = metrics ? new ProbedReading(metricsReading(metrics), beside) : null;
  }

  get spent(): SourceCost {
    return this.cluster.spent;
  }

  async poll(scope: Scope, range: TimeRange): Promise<PolledSignals> {
    requireSameOrganisation(scope, [this.options]);
    return this.forgettingOnFailure(async () => {
      const problems: string[] = [];
      const lines = await this.logs.plan(range);
      const traffic = await tolerant('traces', problems, () => this.traces?.plan(range) ?? null);
      const metrics = await tolerant('metrics', problems, () => this.metrics?.plan(range) ?? null);
      const plans: Plan<unknown>[] = [lines, traffic, metrics].filter((plan) => plan !== null);
      const answers = await this.cluster.askAll(plans.flatMap(({ searches }) => searches));
      const own = <Answer>(plan: Plan<Answer>): Answer => {
        const before = plans.slice(0, plans.indexOf(plan)).reduce((sum, { searches }) => sum + searches.length, 0);
        return plan.read(answers.slice(before, before + plan.searches.length));
      };
      return {
        ...own(lines),
        traffic: await tolerant('traces', problems, () => traffic && own(traffic)),
        metrics: await tolerant('metrics', problems, () => metrics && own(metrics)),
        problems,
      };
    });
  }

  async samples(scope: Scope, query: SampleQuery): Promise<LogLine[]> {
    requireSameOrganisation(scope, [this.options]);
    if (this.options.restricted === true) {
      return [];
    }
    return this.forgettingOnFailure(async () => {
      const resolved = await this.logs.fields();
      if (resolved === null) {
        return [];
      }
      const search = { index: this.options.index, body: sampleRequest(resolved, this.shown, query) };
      const [answer] = await this.cluster.askAll([search]);
      if (answer === undefined || answer instanceof TelemetryUnavailable) {
        throw answer ?? new TelemetryUnavailable(`${this.options.index} did not answer`);
      }
      const now = this.options.clock.now();
      return answer.hits.hits.map((hit) => readSample(hit, { resolved, shown: this.shown, now }));
    });
  }

  async check(): Promise<{ milliseconds: number; detail: string }> {
    const begun = this.options.clock.now();
    this.forget();
    const details = [await this.checkLogs()];
    if (this.traces !== null) {
      details.push(`traces: ${describeSpans(this.options.traces?.index ?? '', await this.traces.fields())}`);
    }
    if (this.metrics !== null) {
      details.push(`metrics: ${describeMetrics(this.options.metrics?.index ?? '', await this.metrics.fields())}`);
    }
    return { milliseconds: this.options.clock.now() - begun, detail: details.join('; ') };
  }

  close(): Promise<void> {
    return this.cluster.close();
  }

  private async checkLogs(): Promise<string> {
    const { fields, indices } = await this.logs.probe();
    if (fields === null) {
      return `no log line in ${this.options.index} yet (${indices} indices match)`;
    }
    const { timestamp, service, level } = fields;
    return `${indices} indices match; reads ${timestamp}, ${service} and ${level.join(', ')}`;
  }

  /** A request that failed may mean that the indices changed. */
  private async forgettingOnFailure<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (failure) {
      this.forget();
      throw failure;
    }
  }

  private forget(): void {
    [this.logs, this.traces, this.metrics].forEach((reading) => reading?.forget());
  }
}

async function tolerant<Answer>(
  what: string,
  problems: string[],
  ask: () => Promise<Answer> | Answer
): Promise<Answer | null> {
  try {
    return await ask();
  } catch (failure) {
    if (!(failure instanceof TelemetryUnavailable)) {
      throw failure;
    }
    problems.push(`${what}: ${failure.message}`);
    return null;
  }
}

function describeSpans(index: string, fields: ResolvedSpanFields | null): string {
  if (fields === null) {
    return `nothing in ${index} yet`;
  }
  const { service, operation, duration, peers } = fields;
  const calls = peers.length === 0 ? 'no field that names whom a call went to' : `calls by ${peers.join(', ')}`;
  return `requests by ${service} and ${operation ?? 'no operation'}, times from ${duration?.field ?? 'nowhere'}, ${calls}`;
}

function describeMetrics(index: string, fields: ResolvedMetricFields | null): string {
  if (fields === null) {
    return `nothing in ${index} yet`;
  }
  const names = fields.groups.flatMap(({ metrics }) => metrics.map(({ field }) => field));
  const missing = fields.missing.length === 0 ? '' : `; in no document yet: ${fields.missing.join(', ')}`;
  return `${names.length === 0 ? 'none of the fields is there' : names.join(', ')} by ${fields.service}${missing}`;
}

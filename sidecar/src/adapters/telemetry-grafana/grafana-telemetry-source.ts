import type { SourceCost } from '@incident-memory/contract';
import type { LogLine } from '../../domain/signals/log-line.ts';
import { requireSameOrganisation } from '../../domain/tenancy/require-same-organisation.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import { TelemetryUnavailable, type PolledSignals, type TelemetrySource } from '../../ports/telemetry-source.ts';
import { asMessage } from './failure-sentence.ts';
import { seriesOf, type QueryResult } from './frames.ts';
import { GRAFANA_TYPES, typeOfPlugin, type GrafanaQuery, type GrafanaType } from './grafana-query.ts';
import type { DataSourceInfo, GrafanaServer } from './grafana-server.ts';
import { GRAFANA_PRESETS, SERVICE_LABELS } from './presets/presets.ts';
import { QueryBudget, type BudgetLimits } from './query-budget.ts';
import { askedRange, queryBody, refIdOf, type AskedSource, type TimeRange } from './query-model.ts';
import { readLines } from './reading/read-lines.ts';
import { readMetrics } from './reading/read-metrics.ts';
import { readTraffic, type Answered } from './reading/read-traffic.ts';
import { askForSamples, type SampleQuery } from './samples.ts';
import { valuesOf } from './reading/value-table.ts';

export interface GrafanaTelemetryOptions {
  readonly name: string;
  readonly organisation: string;
  readonly uid: string;
  /** Found out where it is not said. */
  readonly type: GrafanaType | null;
  readonly presets: readonly string[];
  readonly queries: readonly GrafanaQuery[];
  readonly serviceLabel: string | null;
  /** Counts and queries stay with us, samples never. */
  readonly restricted: boolean;
  readonly budget: BudgetLimits;
  readonly server: GrafanaServer;
  readonly clock: Clock;
  readonly redact: (text: string) => string;
  /** Told when Grafana says that what is seen depends on who asks. */
  readonly onRestricted?: () => void;
}

interface Found {
  readonly source: AskedSource;
  readonly info: DataSourceInfo;
  readonly queries: readonly GrafanaQuery[];
  readonly restricted: boolean;
}

/** More series of one query than this are not read. */
const MOST_SERIES = 5_000;

/** One data source of a Grafana, asked through it: all queries in one request, within a budget. */
export class GrafanaTelemetrySource implements TelemetrySource {
  readonly name: string;
  private readonly options: GrafanaTelemetryOptions;
  private readonly budget: QueryBudget;
  private total: SourceCost = { requests: 0, bytes: 0, milliseconds: 0 };

  constructor(options: GrafanaTelemetryOptions) {
    this.name = options.name;
    this.options = options;
    this.budget = new QueryBudget(options.budget);
  }

  get spent(): SourceCost {
    return this.total;
  }

  async poll(scope: Scope, range: TimeRange): Promise<PolledSignals> {
    requireSameOrganisation(scope, [this.options]);
    const { source, queries } = await this.find();
    const asked = askedRange(source.type, range);
    if (asked === null || queries.length === 0) {
      return { counts: [], withoutService: 0, truncated: false, traffic: null, metrics: null, problems: [] };
    }
    const results = await this.ask(queryBody(source, queries, asked), queries.length);
    return this.readSignals(results, { source, queries, range });
  }

  /** Never of a restricted source: what our token may see is not for everyone who reads here. */
  async samples(scope: Scope, query: SampleQuery): Promise<LogLine[]> {
    requireSameOrganisation(scope, [this.options]);
    if (this.options.restricted) {
      return [];
    }
    const { source, restricted } = await this.find();
    return restricted
      ? []
      : askForSamples({ source, query, now: this.options.clock.now() }, (body) => this.ask(body, 1));
  }

  async check(): Promise<{ milliseconds: number; detail: string }> {
    const begun = this.options.clock.now();
    this.options.server.forget();
    const { source, info, queries, restricted } = await this.find();
    const signals = [...new Set(queries.map(({ signal }) => signal))].join(', ');
    const detail =
      `"${info.name}" (${source.type}), ${queries.length} queries: ${signals}` +
      (restricted ? '; restricted: no samples are read' : '');
    return { milliseconds: this.options.clock.now() - begun, detail };
  }

  private async find(): Promise<Found> {
    const { server, uid, type, presets, serviceLabel } = this.options;
    const info = (await server.dataSources((cost) => this.meter(cost))).get(uid);
    if (info === undefined) {
      throw new TelemetryUnavailable(
        `Grafana has no data source with the uid "${uid}" that this token may see: check the uid and the permissions`
      );
    }
    const found = typeOfPlugin(info.type);
    if (found === undefined || (type !== null && type !== found)) {
      throw new TelemetryUnavailable(
        `the data source "${uid}" is of type ${info.type}, not ${type ?? GRAFANA_TYPES.join(', ')}`
      );
    }
    if (info.dependsOnReader) {
      this.options.onRestricted?.();
    }
    const known = GRAFANA_PRESETS[found];
    const unknown = presets.filter((preset) => known[preset] === undefined);
    if (unknown.length > 0) {
      const names = Object.keys(known).join(', ');
      throw new TelemetryUnavailable(`there is no preset "${unknown.join('", "')}" for ${found}; there are ${names}`);
    }
    return {
      source: {
        uid,
        type: found,
        plugin: info.type,
        serviceLabel: serviceLabel ?? SERVICE_LABELS[found],
        timeField: info.timeField ?? '@timestamp',
      },
      info,
      queries: [...presets.flatMap((preset) => known[preset] ?? []), ...this.options.queries],
      restricted: this.options.restricted || info.dependsOnReader,
    };
  }

  private async ask(body: object, queries: number): Promise<ReadonlyMap<string, QueryResult>> {
    const { clock, server, uid } = this.options;
    const wait = this.budget.waitFor(queries, clock.now());
    if (wait !== null) {
      const until = new Date(wait.until).toISOString();
      throw new TelemetryUnavailable(`${wait.sentence}; it is asked again at ${until}`);
    }
    let bytes = 0;
    try {
      return await server.query(body, {
        what: `the data source "${uid}"`,
        meter: (cost) => {
          bytes += cost.bytes;
          this.meter(cost);
        },
      });
    } finally {
      this.budget.spend({ at: clock.now(), queries, bytes });
    }
  }

  /**
   * Half an answer is none: where one query of a kind failed, nothing of that kind is told, and all the rest holds.
   * Without lines detection would take silence for health, so that failure is the whole poll's.
   */
  private readSignals(
    results: ReadonlyMap<string, QueryResult>,
    { source, queries, range }: { source: AskedSource; queries: readonly GrafanaQuery[]; range: TimeRange }
  ): PolledSignals {
    let truncated = false;
    const answered = (kind: Kind): Answered[] | TelemetryUnavailable | null => {
      const own = queries.map((query, place) => ({ query, place })).filter(({ query }) => kindOf(query) === kind);
      try {
        const answers = own.map(({ query, place }) => {
          const series = seriesOf(this.framesOf(results.get(refIdOf(place)), query));
          truncated ||= series.length > MOST_SERIES;
          return { query, values: valuesOf(series.slice(0, MOST_SERIES), { source, query, range }) };
        });
        return own.length === 0 ? null : answers;
      } catch (failure) {
        return rethrowUnlessTold(failure);
      }
    };
    const lines = read(answered('lines'), readLines);
    const traffic = read(answered('traffic'), readTraffic);
    const metrics = read(answered('metrics'), readMetrics);
    const outcomes = [lines, traffic, metrics].filter((outcome) => outcome !== null);
    const failures = outcomes.filter((outcome) => outcome instanceof TelemetryUnavailable);
    const [first] = failures;
    if (lines instanceof TelemetryUnavailable || (first !== undefined && failures.length === outcomes.length)) {
      throw lines instanceof TelemetryUnavailable ? lines : first;
    }
    return {
      ...(lines ?? { counts: [], withoutService: 0 }),
      truncated,
      traffic: traffic instanceof TelemetryUnavailable ? null : traffic,
      metrics: metrics instanceof TelemetryUnavailable ? null : metrics,
      problems: failures.map(({ message }) => message),
    };
  }

  private framesOf(result: QueryResult | undefined, { signal }: GrafanaQuery): readonly unknown[] {
    if (result === undefined) {
      throw new TelemetryUnavailable(`the query for ${signal} was not answered`);
    }
    if (result.error !== null || result.status >= 300) {
      const said = asMessage(result.error, this.options.redact) ?? `status ${result.status}`;
      throw new TelemetryUnavailable(`the query for ${signal} was refused by the data source: ${said}`);
    }
    return result.frames;
  }

  private meter({ requests, bytes, milliseconds }: SourceCost): void {
    const { total } = this;
    this.total = {
      requests: total.requests + requests,
      bytes: total.bytes + bytes,
      milliseconds: total.milliseconds + milliseconds,
    };
  }
}

type Kind = 'lines' | 'traffic' | 'metrics';

function kindOf({ signal }: GrafanaQuery): Kind {
  if (signal === 'metric') {
    return 'metrics';
  }
  return ['lines', 'warnings', 'errors', 'levels'].includes(signal) ? 'lines' : 'traffic';
}

function read<Told>(
  answers: Answered[] | TelemetryUnavailable | null,
  how: (answers: readonly Answered[]) => Told
): Told | TelemetryUnavailable | null {
  if (answers === null || answers instanceof TelemetryUnavailable) {
    return answers;
  }
  try {
    return how(answers);
  } catch (failure) {
    return rethrowUnlessTold(failure);
  }
}

function rethrowUnlessTold(failure: unknown): TelemetryUnavailable {
  if (failure instanceof TelemetryUnavailable) {
    return failure;
  }
  throw failure;
}

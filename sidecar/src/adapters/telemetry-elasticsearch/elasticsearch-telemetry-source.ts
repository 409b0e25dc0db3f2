import type { Client, estypes } from '@elastic/elasticsearch';
import type { LogLine } from '../../domain/signals/log-line.ts';
import { requireSameOrganisation } from '../../domain/tenancy/require-same-organisation.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import { TelemetryUnavailable, type PolledCounts, type TelemetrySource } from '../../ports/telemetry-source.ts';
import { call, describeFailure } from '../elasticsearch-client/call.ts';
import { createClient, type ElasticsearchConnectionOptions } from '../elasticsearch-client/create-client.ts';
import { readSample, sampleRequest, type SampleQuery } from './error-samples.ts';
import { pollRequest, rangesOf, readPollAnswer, type TimeRange } from './poll-request.ts';
import { fieldsOf, type TelemetryFields, type TelemetryPreset } from './presets.ts';
import { readMapping, SEARCH_TARGET } from './read-mapping.ts';
import { resolveFields, type OnlyWhere, type ResolvedFields } from './resolve-fields.ts';

export interface ElasticsearchTelemetryOptions extends ElasticsearchConnectionOptions {
  readonly name: string;
  /** A source belongs to one organisation; who asks for another is refused. */
  readonly organisation: string;
  /** Index, alias, data stream or pattern, also several with commas. */
  readonly index: string;
  readonly preset: TelemetryPreset;
  readonly fields?: Partial<Readonly<Record<keyof TelemetryFields, string>>>;
  readonly only?: readonly OnlyWhere[];
  readonly mostServices?: number;
  readonly clock: Clock;
}

export const MOST_SERVICES = 2_000;
/** Mappings grow with new indices; after a failure they are read again at once. */
const MAPPING_KEPT_MS = 10 * 60 * 1000;

interface Probe {
  readonly at: number;
  readonly indices: number;
  /** null where there is no document yet, so nothing to count and nothing wrong. */
  readonly resolved: ResolvedFields | null;
}

/** Logs in someone's Elasticsearch, asked by Query DSL alone and never written to. */
export class ElasticsearchTelemetrySource implements TelemetrySource {
  readonly name: string;
  private readonly client: Client;
  private readonly options: ElasticsearchTelemetryOptions;
  private readonly fields: TelemetryFields;
  private probed: Probe | null = null;

  constructor(options: ElasticsearchTelemetryOptions) {
    this.name = options.name;
    this.options = options;
    this.fields = fieldsOf(options.preset, options.fields ?? {});
    this.client = createClient(options);
  }

  async poll(scope: Scope, range: TimeRange): Promise<PolledCounts> {
    requireSameOrganisation(scope, [this.options]);
    const mostServices = this.options.mostServices ?? MOST_SERVICES;
    const polled: PolledCounts[] = [];
    for (const part of rangesOf(range, mostServices)) {
      polled.push(
        await this.ask((fields) => pollRequest(fields, part, mostServices), {
          read: ({ aggregations }) => readPollAnswer(aggregations),
          nothing: { counts: [], withoutService: 0, truncated: false },
        })
      );
    }
    return {
      counts: polled.flatMap(({ counts }) => counts),
      withoutService: polled.reduce((sum, { withoutService }) => sum + withoutService, 0),
      truncated: polled.some(({ truncated }) => truncated),
    };
  }

  async samples(scope: Scope, query: SampleQuery): Promise<LogLine[]> {
    requireSameOrganisation(scope, [this.options]);
    const now = this.options.clock.now();
    return this.ask((resolved) => sampleRequest(resolved, this.fields, query), {
      read: ({ hits }, resolved) => hits.hits.map((hit) => readSample(hit, { resolved, shown: this.fields, now })),
      nothing: [],
    });
  }

  async check(): Promise<{ milliseconds: number; detail: string }> {
    const begun = this.options.clock.now();
    this.probed = null;
    const { resolved, indices } = await this.probe();
    const milliseconds = this.options.clock.now() - begun;
    if (resolved === null) {
      return { milliseconds, detail: `no log line in ${this.options.index} yet (${indices} indices match)` };
    }
    const { timestamp, service, level } = resolved;
    const detail = `${indices} indices match; reads ${timestamp}, ${service} and ${level.join(', ')}`;
    return { milliseconds, detail };
  }

  close(): Promise<void> {
    return this.client.close();
  }

  private async ask<Answer>(
    request: (fields: ResolvedFields) => estypes.SearchRequest,
    how: { read: (answer: estypes.SearchResponse, fields: ResolvedFields) => Answer; nothing: Answer }
  ): Promise<Answer> {
    const { resolved } = await this.probe();
    if (resolved === null) {
      return how.nothing;
    }
    const answer = await this.send((client, options) =>
      client.search({ index: this.options.index, ...SEARCH_TARGET, ...request(resolved) }, options)
    );
    const elsewhere = answer._clusters;
    const isPart = (elsewhere?.skipped ?? 0) + (elsewhere?.partial ?? 0) + (elsewhere?.failed ?? 0) > 0;
    if (answer.timed_out || answer._shards.failed > 0 || isPart) {
      throw new TelemetryUnavailable(`${this.options.index} answered only in part, and half a count is none`);
    }
    // Indices that went since the mapping was read.
    return answer.aggregations === undefined && answer._shards.total === 0 ? how.nothing : how.read(answer, resolved);
  }

  /** How the fields are mapped, read once and kept for a while. */
  private async probe(): Promise<Probe> {
    const now = this.options.clock.now();
    if (this.probed !== null && this.probed.resolved !== null && now - this.probed.at < MAPPING_KEPT_MS) {
      return this.probed;
    }
    const { index, only = [] } = this.options;
    const { timestamp, service, level } = this.fields;
    const fields = [...timestamp, ...service, ...level, ...only.map(({ field }) => field)];
    const mapping = await this.send((client, { signal }) => readMapping(client, index, { fields, signal }));
    try {
      this.probed = {
        at: now,
        indices: mapping.indices,
        resolved: mapping.indices === 0 ? null : resolveFields(mapping, { fields: this.fields, only, index }),
      };
    } catch (failure) {
      // An index that was made before its first document may not know its fields yet.
      if (!(await this.isEmpty())) {
        throw failure;
      }
      this.probed = { at: now, indices: mapping.indices, resolved: null };
    }
    return this.probed;
  }

  private async isEmpty(): Promise<boolean> {
    const request = { index: this.options.index, ...SEARCH_TARGET, size: 0, terminate_after: 1 };
    const answer = await this.send((client, options) => client.search(request, options));
    const { total } = answer.hits;
    return (typeof total === 'number' ? total : (total?.value ?? 0)) === 0;
  }

  private async send<Answer>(
    request: (client: Client, options: { signal: AbortSignal }) => Promise<Answer>
  ): Promise<Answer> {
    try {
      return await call((sent) => request(this.client, sent), this.options);
    } catch (cause) {
      this.probed = null;
      throw new TelemetryUnavailable(describeFailure(cause), { cause });
    }
  }
}

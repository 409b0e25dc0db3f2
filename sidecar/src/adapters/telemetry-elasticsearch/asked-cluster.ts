import type { SourceCost } from '@incident-memory/contract';
import type { Client, estypes } from '@elastic/elasticsearch';
import type { Clock } from '../../ports/clock.ts';
import { TelemetryUnavailable } from '../../ports/telemetry-source.ts';
import { call, describeFailure } from '../elasticsearch-client/call.ts';
import { createClient, type ElasticsearchConnectionOptions } from '../elasticsearch-client/create-client.ts';
import { SEARCH_TARGET } from './read-mapping.ts';

export interface Search {
  readonly index: string;
  readonly body: estypes.SearchSearchRequestBody;
}

/** Said of every bucket and read of none: a third of a long answer. */
const LEFT_OUT = ['-**.key_as_string', '-**.doc_count_error_upper_bound'];
/** An `_msearch` of more searches than this is cut, so that no single answer grows without bound. */
const MOST_SEARCHES_A_REQUEST = 40;

/** Someone's cluster: asked, never written to. What every request took is added up. */
export class AskedCluster {
  private readonly client: Client;
  private readonly options: ElasticsearchConnectionOptions;
  private readonly clock: Clock;
  private total: SourceCost = { requests: 0, bytes: 0, milliseconds: 0 };

  constructor(options: ElasticsearchConnectionOptions, clock: Clock) {
    this.options = options;
    this.clock = clock;
    this.client = createClient(options, (bytes) => this.add({ requests: 1, bytes }));
  }

  /** Since the start. Bytes as they came, packed; a request without an answer costs time alone. */
  get spent(): SourceCost {
    return this.total;
  }

  /**
   * All searches in one request, in their order. Alone it is a plain `_search`: clusters may forbid that an index is
   * named in the body (rest.action.multi.allow_explicit_index). A search that failed or answered in part is a failure
   * in its place; throws TelemetryUnavailable where there was no answer at all.
   */
  async askAll(searches: readonly Search[]): Promise<(estypes.SearchResponseBody | TelemetryUnavailable)[]> {
    const [first, second] = searches;
    if (first === undefined) {
      return [];
    }
    if (second === undefined) {
      const { index, body } = first;
      const params = { index, ...SEARCH_TARGET, allow_partial_search_results: false, ...body };
      return [wholeOrFailure(await this.send((client, options) => client.search(params, options)), first)];
    }
    const answers: (estypes.SearchResponseBody | TelemetryUnavailable)[] = [];
    for (let begin = 0; begin < searches.length; begin += MOST_SEARCHES_A_REQUEST) {
      answers.push(...(await this.askTogether(searches.slice(begin, begin + MOST_SEARCHES_A_REQUEST))));
    }
    return answers;
  }

  async send<Answer>(request: (client: Client, options: { signal: AbortSignal }) => Promise<Answer>): Promise<Answer> {
    const begun = this.clock.now();
    try {
      return await call((sent) => request(this.client, sent), this.options);
    } catch (cause) {
      throw new TelemetryUnavailable(describeFailure(cause), { cause });
    } finally {
      this.add({ milliseconds: Math.max(0, this.clock.now() - begun) });
    }
  }

  close(): Promise<void> {
    return this.client.close();
  }

  private async askTogether(searches: readonly Search[]) {
    const lines = searches.flatMap(({ index, body }) => [
      { index, ...SEARCH_TARGET, allow_partial_search_results: false },
      body,
    ]);
    const { responses } = await this.send((client, options) =>
      client.msearch({ searches: lines, filter_path: LEFT_OUT }, options)
    );
    return searches.map((search, place) => {
      const answer = responses[place];
      if (answer === undefined || 'error' in answer) {
        const why = answer === undefined ? 'nothing' : `status ${answer.status} (${answer.error.type})`;
        return new TelemetryUnavailable(`${search.index} was answered with ${why}`);
      }
      return wholeOrFailure(answer, search);
    });
  }

  private add(cost: Partial<SourceCost>): void {
    const { requests, bytes, milliseconds } = this.total;
    this.total = {
      requests: requests + (cost.requests ?? 0),
      bytes: bytes + (cost.bytes ?? 0),
      milliseconds: milliseconds + (cost.milliseconds ?? 0),
    };
  }
}

function wholeOrFailure(answer: estypes.SearchResponseBody, { index }: Search) {
  const elsewhere = answer._clusters;
  const isPart = (elsewhere?.skipped ?? 0) + (elsewhere?.partial ?? 0) + (elsewhere?.failed ?? 0) > 0;
  return answer.timed_out || answer._shards.failed > 0 || isPart
    ? new TelemetryUnavailable(`${index} answered only in part, and half a count is none`)
    : answer;
}

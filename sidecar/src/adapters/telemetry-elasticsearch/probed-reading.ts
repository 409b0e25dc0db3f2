import type { estypes } from '@elastic/elasticsearch';
import type { Clock } from '../../ports/clock.ts';
import { TelemetryUnavailable } from '../../ports/telemetry-source.ts';
import type { AskedCluster, Search } from './asked-cluster.ts';
import type { TimeRange } from './poll-request.ts';
import { readMapping, SEARCH_TARGET, type IndexMapping } from './read-mapping.ts';

/** One kind of signal in one index pattern: how its fields are found, asked for and read. */
export interface Reading<Fields, Answer> {
  readonly index: string;
  /** All names that may be asked for. */
  readonly names: readonly string[];
  /** Throws TelemetryUnavailable with a sentence that names the field that does not fit. */
  resolve(mapping: IndexMapping): Fields;
  searches(fields: Fields, range: TimeRange): readonly estypes.SearchSearchRequestBody[];
  /** Of all searches in their order; null where the indices went since their mapping was read. */
  read(answers: readonly (estypes.SearchResponseBody | null)[], asked: { fields: Fields; range: TimeRange }): Answer;
  readonly nothing: Answer;
}

export interface Plan<Answer> {
  readonly searches: readonly Search[];
  /** Throws TelemetryUnavailable: half an answer is none. */
  read(answers: readonly (estypes.SearchResponseBody | TelemetryUnavailable | undefined)[]): Answer;
}

interface Probe<Fields> {
  readonly at: number;
  readonly indices: number;
  /** null where there is no document yet, so nothing to count and nothing wrong. */
  readonly fields: Fields | null;
  readonly failure: TelemetryUnavailable | null;
}

/** Mappings grow with new indices. */
const MAPPING_KEPT_MS = 10 * 60 * 1000;

/** A reading with its mapping, read once and kept for a while. */
export class ProbedReading<Fields, Answer> {
  private readonly reading: Reading<Fields, Answer>;
  private readonly cluster: AskedCluster;
  private readonly clock: Clock;
  private readonly failureKeptMs: number;
  private probed: Probe<Fields> | null = null;

  /** What is not there yet, or does not fit, is looked for again after `failureKeptMs`. */
  constructor(
    reading: Reading<Fields, Answer>,
    { cluster, clock, failureKeptMs }: { cluster: AskedCluster; clock: Clock; failureKeptMs: number }
  ) {
    this.reading = reading;
    this.cluster = cluster;
    this.clock = clock;
    this.failureKeptMs = failureKeptMs;
  }

  async plan(range: TimeRange): Promise<Plan<Answer>> {
    const { fields } = await this.probe();
    if (fields === null) {
      return { searches: [], read: () => this.reading.nothing };
    }
    const { index } = this.reading;
    return {
      searches: this.reading.searches(fields, range).map((body) => ({ index, body })),
      read: (answers) =>
        this.reading.read(
          answers.map((answer) => this.whole(answer)),
          { fields, range }
        ),
    };
  }

  /** null where there is no document yet. */
  async fields(): Promise<Fields | null> {
    return (await this.probe()).fields;
  }

  forget(): void {
    this.probed = null;
  }

  /** Throws TelemetryUnavailable, also from memory. */
  async probe(): Promise<Probe<Fields>> {
    const now = this.clock.now();
    const known = this.probed;
    const keptMs = known?.fields === null ? this.failureKeptMs : MAPPING_KEPT_MS;
    const probed = known !== null && now - known.at < keptMs ? known : await this.ask(now);
    this.probed = probed;
    if (probed.failure !== null) {
      throw probed.failure;
    }
    return probed;
  }

  private whole(answer: estypes.SearchResponseBody | TelemetryUnavailable | undefined) {
    if (answer === undefined || answer instanceof TelemetryUnavailable) {
      this.forget();
      throw answer ?? new TelemetryUnavailable(`${this.reading.index} did not answer`);
    }
    return answer.aggregations === undefined && answer._shards.total === 0 ? null : answer;
  }

  private async ask(now: number): Promise<Probe<Fields>> {
    const { index, names } = this.reading;
    let indices = 0;
    try {
      const mapping = await this.cluster.send((client, { signal }) =>
        readMapping(client, index, { fields: names, signal })
      );
      indices = mapping.indices;
      const fields = indices === 0 ? null : this.reading.resolve(mapping);
      return { at: now, indices, fields, failure: null };
    } catch (failure) {
      if (!(failure instanceof TelemetryUnavailable)) {
        throw failure;
      }
      // An index that was made before its first document may not know its fields yet.
      const isNothingWrong = indices > 0 && (await this.isEmpty());
      return { at: now, indices, fields: null, failure: isNothingWrong ? null : failure };
    }
  }

  private async isEmpty(): Promise<boolean> {
    const request = { index: this.reading.index, ...SEARCH_TARGET, size: 0, terminate_after: 1 };
    const answer = await this.cluster.send((client, options) => client.search(request, options));
    const { total } = answer.hits;
    return (typeof total === 'number' ? total : (total?.value ?? 0)) === 0;
  }
}

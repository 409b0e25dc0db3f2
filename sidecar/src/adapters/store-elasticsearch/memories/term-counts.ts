import type { estypes } from '@elastic/elasticsearch';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { RecallStatistics } from '../../../ports/stores/memories/recall-index.ts';
import type { Connection } from '../connection.ts';
import { organisationFilter } from '../queries.ts';
import { bucketFilter } from './bucket-filter.ts';
import { LargeBucket, type BucketCounts, type BucketHead } from './large-bucket.ts';
import { wordTerm } from './recall-document.ts';

/** Up to so many documents of a bucket are counted for each question, exactly. */
const LARGEST_COUNTED = 5_000;
/** A server makes 65,536 buckets at most for an answer. */
const MOST_BUCKETS = 65_000;

interface Wanted {
  /** By number (recall-document.ts: wordTerm). */
  readonly words: Float64Array;
  readonly concepts: readonly string[];
}

type Buckets = { key: string; doc_count: number }[];

/** How often terms occur in what a reader may see: small buckets are counted on the spot, large ones from a copy. */
export class TermCounts {
  private readonly connection: Connection;
  private readonly clock: Clock;
  private readonly large = new Map<string, LargeBucket>();

  constructor(connection: Connection, clock: Clock) {
    this.connection = connection;
    this.clock = clock;
  }

  async of(scope: Scope, wanted: Wanted): Promise<RecallStatistics> {
    const heads = await this.heads(scope);
    const small = heads.filter(({ documents }) => documents <= LARGEST_COUNTED);
    const large = heads.filter(({ documents }) => documents > LARGEST_COUNTED);
    const counts = await Promise.all([
      this.counted(scope, { buckets: small.map(({ bucket }) => bucket), wanted }),
      ...large.map((head) => this.largeBucket(scope, head).counts(head, wanted)),
    ]);
    return {
      documents: heads.reduce((sum, { documents }) => sum + documents, 0),
      length: heads.reduce((sum, { length }) => sum + length, 0),
      words: wanted.words.map((_, place) => counts.reduce((sum, { words }) => sum + (words[place] ?? 0), 0)),
      concepts: new Map(
        wanted.concepts.map((name) => [name, counts.reduce((sum, { concepts }) => sum + (concepts.get(name) ?? 0), 0)])
      ),
    };
  }

  /** After a removal: what is forgotten is in no copy of ours either. */
  forget(organisation: string): void {
    for (const name of this.large.keys()) {
      if (name.startsWith(`${organisation} `)) {
        this.large.delete(name);
      }
    }
  }

  private async heads(scope: Scope): Promise<BucketHead[]> {
    const answer = await this.connection.search<never>('recall', {
      size: 0,
      query: { bool: { filter: bucketFilter(scope) } },
      aggregations: {
        buckets: {
          terms: { field: 'bucket', size: MOST_BUCKETS },
          aggregations: { length: { sum: { field: 'length' } }, newest: { max: { field: 'writtenAt' } } },
        },
      },
    });
    type HeadBucket = { key: string; doc_count: number; length: { value: number }; newest: { value: number } };
    const found = answer.aggregations?.['buckets'] as estypes.AggregationsStringTermsAggregate | undefined;
    return ((found?.buckets ?? []) as unknown as HeadBucket[]).map(({ key, doc_count: documents, length, newest }) => {
      return { bucket: key, documents, length: length.value, newest: newest.value };
    });
  }

  private async counted(
    scope: Scope,
    { buckets, wanted }: { buckets: string[]; wanted: Wanted }
  ): Promise<BucketCounts> {
    const names = { words: [...wanted.words].map(wordTerm), concepts: wanted.concepts };
    const fields = (['words', 'concepts'] as const).filter((field) => names[field].length > 0);
    if (buckets.length === 0 || fields.length === 0) {
      return { words: [], concepts: new Map() };
    }
    const answer = await this.connection.search<never>('recall', {
      size: 0,
      query: { bool: { filter: [organisationFilter(scope), { terms: { bucket: buckets } }] } },
      aggregations: Object.fromEntries(
        fields.map((field) => {
          const include = [...new Set(names[field])].slice(0, MOST_BUCKETS);
          return [field, { terms: { field, include, size: include.length } }];
        })
      ),
    });
    const countsOf = (field: string) => {
      const found = answer.aggregations?.[field] as estypes.AggregationsStringTermsAggregate | undefined;
      return new Map(((found?.buckets ?? []) as Buckets).map(({ key, doc_count: count }) => [key, count]));
    };
    const words = countsOf('words');
    return { words: names.words.map((word) => words.get(word) ?? 0), concepts: countsOf('concepts') };
  }

  private largeBucket({ organisation }: Scope, { bucket }: BucketHead): LargeBucket {
    const name = `${organisation} ${bucket}`;
    const known = this.large.get(name) ?? new LargeBucket(this.connection, { organisation, bucket, clock: this.clock });
    this.large.set(name, known);
    return known;
  }
}

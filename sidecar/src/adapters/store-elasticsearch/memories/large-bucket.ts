import type { estypes } from '@elastic/elasticsearch';
import { KeyTable } from '../../../domain/recall/candidates/key-table.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Connection } from '../connection.ts';
import { keyOfWordTerm } from './recall-document.ts';

export interface BucketHead {
  readonly bucket: string;
  readonly documents: number;
  readonly length: number;
  /** When something in it was written last. */
  readonly newest: number;
}

/** A copy is made anew behind the reader's back when something changed and it is so old, or off by so much. */
const LONGEST_LAG_MS = 60_000;
const LARGEST_LAG = 0.01;

const PARTITION_TERMS = 20_000;
const MOST_TERMS_A_PARTITION = 60_000;

export interface BucketCounts {
  /** In the order of the words asked for. */
  readonly words: ArrayLike<number>;
  readonly concepts: ReadonlyMap<string, number>;
}

interface Copy {
  readonly head: BucketHead;
  readonly madeAt: number;
  /** What occurs in two documents or more, and in how many; most words occur in one. */
  readonly words: KeyTable;
  readonly counts: Uint32Array;
  readonly concepts: ReadonlyMap<string, number>;
}

/**
 * The counts of a bucket that is too large to be counted for every question, as a copy in memory. It is made from exact
 * aggregations over parts of its terms; the first reader waits for it, later ones never do.
 */
export class LargeBucket {
  private readonly connection: Connection;
  private readonly clock: Clock;
  private readonly filter: estypes.QueryDslQueryContainer[];
  private copy: Copy | null = null;
  private making: Promise<Copy> | null = null;

  constructor(connection: Connection, of: { organisation: string; bucket: string; clock: Clock }) {
    this.connection = connection;
    this.clock = of.clock;
    this.filter = [{ term: { organisation: of.organisation } }, { term: { bucket: of.bucket } }];
  }

  async counts(
    head: BucketHead,
    wanted: { readonly words: Float64Array; readonly concepts: readonly string[] }
  ): Promise<BucketCounts> {
    if (this.copy !== null && this.isBehind(this.copy, head)) {
      this.make(head).catch(() => undefined);
    }
    const copy = this.copy ?? (await this.make(head));
    return {
      words: Uint32Array.from(wanted.words, (key) => {
        const place = copy.words.find(key);
        return place < 0 ? 1 : (copy.counts[place] ?? 1);
      }),
      concepts: new Map(wanted.concepts.map((concept) => [concept, copy.concepts.get(concept) ?? 0])),
    };
  }

  private isBehind({ head: known, madeAt }: Copy, head: BucketHead): boolean {
    const hasChanged = known.newest !== head.newest || known.documents !== head.documents;
    const isFarOff = Math.abs(head.documents - known.documents) > known.documents * LARGEST_LAG;
    return hasChanged && (isFarOff || this.clock.now() - madeAt > LONGEST_LAG_MS);
  }

  private make(head: BucketHead): Promise<Copy> {
    this.making ??= this.counted(head)
      .then((copy) => {
        this.copy = copy;
        return copy;
      })
      .finally(() => {
        this.making = null;
      });
    return this.making;
  }

  private async counted(head: BucketHead): Promise<Copy> {
    const madeAt = this.clock.now();
    const concepts = await this.countsOf({ field: 'concepts', size: MOST_TERMS_A_PARTITION });
    let parts = Math.max(1, Math.ceil((await this.distinctTerms()) / PARTITION_TERMS));
    const terms = new Map<string, number>();
    for (let part = 0; part < parts; part += 1) {
      const found = await this.countsOf({
        ...{ field: 'words', size: MOST_TERMS_A_PARTITION, min_doc_count: 2 },
        include: { partition: part, num_partitions: parts },
      });
      if (found.size >= MOST_TERMS_A_PARTITION) {
        // The estimate of distinct terms was far too low: again, in smaller parts.
        [parts, part] = [parts * 2, -1];
      }
      found.forEach((count, term) => terms.set(term, count));
    }
    const words = new KeyTable();
    terms.forEach((_, term) => words.add(keyOfWordTerm(term)));
    return { head, madeAt, words, counts: Uint32Array.from(terms.values()), concepts };
  }

  private async distinctTerms(): Promise<number> {
    const answer = await this.connection.search<never>('recall', {
      ...{ size: 0, query: { bool: { filter: this.filter } } },
      aggregations: { distinct: { cardinality: { field: 'words' } } },
    });
    return (answer.aggregations?.['distinct'] as estypes.AggregationsCardinalityAggregate | undefined)?.value ?? 0;
  }

  private async countsOf(terms: estypes.AggregationsTermsAggregation): Promise<Map<string, number>> {
    const answer = await this.connection.search<never>('recall', {
      ...{ size: 0, query: { bool: { filter: this.filter } } },
      aggregations: { counts: { terms } },
    });
    const found = answer.aggregations?.['counts'] as estypes.AggregationsStringTermsAggregate | undefined;
    const buckets = (found?.buckets ?? []) as { key: string; doc_count: number }[];
    return new Map(buckets.map(({ key, doc_count: count }) => [key, count]));
  }
}

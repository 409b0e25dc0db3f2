import { hashOf, TOKEN } from '../reading/token-hash.ts';
import { COMMON_NAMES } from '../reading/word-lists.ts';
import type { Span } from './spans.ts';
import type { Template } from './template-table.ts';
import { OPEN, type Token } from './token-sequence.ts';
import { VALUE_SEEN, VALUE_WORD } from './token-weight.ts';

export interface Witness {
  readonly template: Template;
  readonly span: Span;
}

/** One sequence with a variable in it that nobody has seen as a template yet, and what speaks for it. */
export interface WatchedPlace {
  /** A value of a known kind was seen there. */
  valueSeen: boolean;
  witnesses: Witness[];
}

/** Against sums that stay a hair below. */
const ENOUGH = 0.999;
/** More never decide otherwise. */
const MOST_WITNESSES = 64;

/**
 * Evidence: for each word of each new template, that the rest was seen with one more word at its place. A word that is
 * a value at one place tells more at another.
 */
export class WatchedPlaces {
  private readonly limits: { readonly watched: number; readonly values: number };
  private readonly places = new Map<number, WatchedPlace>();
  private readonly values = new Set<number>([...COMMON_NAMES].map(hashOf));
  private isReviewDue = false;

  constructor(limits: { readonly watched: number; readonly values: number }) {
    this.limits = limits;
  }

  get size(): number {
    return this.places.size;
  }

  find(a: number, b: number): WatchedPlace | undefined {
    return this.places.get(keyOf(a, b));
  }

  note(witness: Witness, isValueSeen: () => boolean): WatchedPlace {
    const key = keyOf(witness.span.a, witness.span.b);
    let place = this.places.get(key);
    if (place === undefined) {
      place = { valueSeen: isValueSeen(), witnesses: [] };
      this.places.set(key, place);
      if (this.places.size > this.limits.watched) {
        const [oldest] = this.places.keys();
        this.places.delete(oldest ?? key);
      }
    }
    if (place.witnesses.length < MOST_WITNESSES) {
      place.witnesses.push(witness);
    }
    return place;
  }

  isEnough({ valueSeen, witnesses }: WatchedPlace): boolean {
    if (witnesses.length + (valueSeen ? 1 : 0) < 2 || witnesses.length === 0) {
      return false;
    }
    let sum = valueSeen ? VALUE_SEEN : 0;
    for (const witness of witnesses) {
      sum += this.weightOf(witness);
    }
    return sum >= ENOUGH && tellWholeNames(witnesses);
  }

  learnValue({ kind, hash, numbered }: Token): void {
    if (kind === TOKEN.word && !numbered && !this.values.has(hash) && this.values.size < this.limits.values) {
      this.values.add(hash);
      this.isReviewDue = true;
    }
  }

  /** Places that have become worth another look since words were found to be values. */
  *toReview(): Generator<WatchedPlace> {
    while (this.isReviewDue) {
      this.isReviewDue = false;
      for (const place of [...this.places.values()]) {
        if (place.witnesses.length > 0) {
          yield place;
        }
      }
    }
  }

  private weightOf({ template, span }: Witness): number {
    const word = span.to - span.from === 1 ? template.sequence.tokens[span.from] : undefined;
    return word !== undefined && word.weight > 0 && this.values.has(word.hash)
      ? Math.max(span.weight, (span.weight / word.weight) * VALUE_WORD)
      : span.weight;
  }
}

/** Where names of several words speak for a place, they differ in their first and in their last word. */
function tellWholeNames(witnesses: readonly Witness[]): boolean {
  const firsts = new Set<number>();
  const lasts = new Set<number>();
  let longer = 0;
  for (const { template, span } of witnesses) {
    const { tokens } = template.sequence;
    firsts.add(tokens[span.from]?.hash ?? 0);
    lasts.add(tokens[span.to - 1]?.hash ?? 0);
    longer += span.to - span.from > 1 && span.open === OPEN.name ? 1 : 0;
  }
  return longer === 0 || Math.min(firsts.size, lasts.size) * 2 > witnesses.length;
}

/** 53 of the 64 bits, in a number that a Map takes as it is. */
function keyOf(a: number, b: number): number {
  return a * 0x200000 + (b & 0x1fffff);
}

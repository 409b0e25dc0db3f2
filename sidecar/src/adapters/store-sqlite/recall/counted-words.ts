import { KeyTable } from '../../../domain/recall/candidates/key-table.ts';

/** In a room of more documents than this, counts may lag behind writes, by one document in a hundred (the port). */
const LARGE_ROOM = 5_000;
const LARGEST_LAG = 0.01;
/** Numbers and counts of a few hundred thousand words, a few megabytes. */
const MOST_WORDS = 400_000;

export interface Moment {
  readonly documents: number;
  /** Entries of the room that were written since its first one was looked at. */
  readonly changes: number;
  readonly removals: number;
}

/**
 * How many documents have a word, remembered from question to question: most words of a question's candidates are those
 * of the one before. A removal empties it, and so do writes, at once or, in a large room, after some.
 */
export class CountedWords {
  private words = new KeyTable();
  private counts: number[] = [];
  private moment: Moment = { documents: 0, changes: 0, removals: 0 };

  /** Counts in the order of the words, each of which comes once; those not known are asked for, all at once. */
  of(words: Float64Array, { now, count }: { now: Moment; count: (words: number[]) => number[] }): Uint32Array {
    if (this.isBehind(now) || this.words.size + words.length > MOST_WORDS) {
      [this.words, this.counts, this.moment] = [new KeyTable(), [], now];
    }
    const unknown = [...words.filter((word) => this.words.find(word) < 0)];
    if (unknown.length > 0) {
      // Counted before they are noted: what fails leaves the table as it was.
      const counts = count(unknown);
      unknown.forEach((word, place) => {
        this.counts[this.words.add(word)] = counts[place] ?? 0;
      });
    }
    return Uint32Array.from(words, (word) => this.counts[this.words.find(word)] ?? 0);
  }

  private isBehind(now: Moment): boolean {
    const { documents, changes, removals } = this.moment;
    const lag = documents > LARGE_ROOM ? documents * LARGEST_LAG : 0;
    return now.removals !== removals || now.changes - changes > lag || Math.abs(now.documents - documents) > lag;
  }
}

/** How the table's words are cut, as it was trained (sidecar/assets/embedding/NOTICE). */
export interface WordPieceRules {
  readonly maxWordCharacters: number;
  readonly maxDigits: number;
}

const WORD = /[\p{L}\p{N}]+/gu;
const PART = /[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\p{Nd}+|(?:(?![A-Za-z])[\p{L}\p{Nl}\p{No}])+/gu;
const REMEMBERED_WORDS = 50_000;

export class WordPieces {
  readonly #rows: ReadonlyMap<string, number>;
  readonly #rules: WordPieceRules;
  readonly #known = new Map<string, readonly number[]>();

  constructor(vocabulary: readonly string[], rules: WordPieceRules) {
    this.#rows = new Map(vocabulary.map((word, row) => [word, row]));
    this.#rules = rules;
  }

  *rowsOf(text: string): Generator<number> {
    for (const [word] of text
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .matchAll(WORD)) {
      yield* this.#rowsOfWord(word);
    }
  }

  #rowsOfWord(word: string): readonly number[] {
    const known = this.#known.get(word);
    if (known !== undefined) {
      return known;
    }
    const rows = this.#cut(word);
    if (this.#known.size < REMEMBERED_WORDS && word.length <= this.#rules.maxWordCharacters) {
      this.#known.set(word, rows);
    }
    return rows;
  }

  /** A word that the table knows is one row, whatever its case; others are cut where their case changes. */
  #cut(word: string): number[] {
    const whole = this.#rows.get(word.toLowerCase());
    if (whole !== undefined) {
      return [whole];
    }
    if (word.length > this.#rules.maxWordCharacters) {
      return [];
    }
    return (word.match(PART) ?? [])
      .filter((part) => !(part.length > this.#rules.maxDigits && /^\p{Nd}+$/u.test(part)))
      .flatMap((part) => this.#cover(part.toLowerCase()));
  }

  /** The longest piece first, again and again; what cannot be covered gives nothing. */
  #cover(part: string): number[] {
    const rows: number[] = [];
    for (let from = 0; from < part.length; ) {
      let to = part.length;
      let row = this.#pieceAt(part, from, to);
      while (row === undefined && to > from + 1) {
        to -= 1;
        row = this.#pieceAt(part, from, to);
      }
      if (row === undefined) {
        return [];
      }
      rows.push(row);
      from = to;
    }
    return rows;
  }

  #pieceAt(part: string, from: number, to: number): number | undefined {
    return this.#rows.get(from === 0 ? part.slice(0, to) : `##${part.slice(from, to)}`);
  }
}

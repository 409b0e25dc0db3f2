import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Embeddings } from '../../ports/embeddings.ts';
import { WordPieces } from './word-pieces.ts';

const DEFAULT_FOLDER = new URL('../../../assets/embedding/', import.meta.url);
const LITTLE_ENDIAN_FLOAT_BYTES = 4;
/** Texts are cut here: further on their sum hardly moves. */
const MOST_CHARACTERS = 20_000;

const description = z.object({
  rows: z.int().positive(),
  dims: z.int().positive(),
  sha256: z.string(),
  tokenizer: z.object({ max_word_chars: z.int(), max_digits: z.int() }),
  vocab: z.array(z.string()),
});

/**
 * A vector for each word piece, learned once from a sentence model (assets/embedding/NOTICE): a text's vector is their
 * sum. No model runs and nothing leaves the process.
 */
export class EmbeddingTable implements Embeddings {
  readonly key: string;
  readonly dimensions: number;
  readonly #pieces: WordPieces;
  readonly #values: Int8Array;
  readonly #scales: Float32Array;

  constructor(table: { key: string; dimensions: number; pieces: WordPieces; values: Int8Array; scales: Float32Array }) {
    this.key = table.key;
    this.dimensions = table.dimensions;
    this.#pieces = table.pieces;
    this.#values = table.values;
    this.#scales = table.scales;
  }

  embed(texts: readonly string[]): Promise<Float32Array[]> {
    return Promise.resolve(texts.map((text) => this.vectorOf(text)));
  }

  vectorOf(text: string): Float32Array {
    const vector = new Float32Array(this.dimensions);
    for (const row of this.#pieces.rowsOf(text.slice(0, MOST_CHARACTERS))) {
      const from = row * this.dimensions;
      const scale = this.#scales[row] ?? 0;
      for (let index = 0; index < this.dimensions; index += 1) {
        vector[index] = (vector[index] ?? 0) + (this.#values[from + index] ?? 0) * scale;
      }
    }
    const length = Math.hypot(...vector);
    return length > 0 ? vector.map((value) => value / length) : vector;
  }

  /** The rows that a text is made of. */
  rowsOf(text: string): number[] {
    return [...this.#pieces.rowsOf(text)];
  }
}

/** Throws where the files are missing or are not those that belong together. */
export function openEmbeddingTable(folder: URL = DEFAULT_FOLDER): EmbeddingTable {
  const { rows, dims, sha256, tokenizer, vocab } = description.parse(
    JSON.parse(readFileSync(new URL('table.json', folder), 'utf8'))
  );
  const table = readFileSync(new URL('table.bin', folder));
  if (createHash('sha256').update(table).digest('hex') !== sha256 || vocab.length !== rows) {
    throw new Error(`${folder.pathname}: table.bin is not the one that table.json describes. Install both again.`);
  }
  const scalesFrom = rows * dims;
  return new EmbeddingTable({
    key: `table:${sha256.slice(0, 16)}`,
    dimensions: dims,
    pieces: new WordPieces(vocab, {
      maxWordCharacters: tokenizer.max_word_chars,
      maxDigits: tokenizer.max_digits,
    }),
    values: new Int8Array(table.buffer, table.byteOffset, scalesFrom),
    scales: Float32Array.from({ length: rows }, (_, row) =>
      table.readFloatLE(scalesFrom + row * LITTLE_ENDIAN_FLOAT_BYTES)
    ),
  });
}

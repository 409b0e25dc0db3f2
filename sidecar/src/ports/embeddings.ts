/**
 * Turns texts into vectors whose dot product says how near their meanings are. A vector means something beside vectors
 * of the same key only: whoever stores one stores the key with it, and embeds again when the key in force is another.
 */
export interface Embeddings {
  /** Names the model and the form of its vectors, for example `table:3f2a…` or `openai:text-embedding-3-small:512`. */
  readonly key: string;
  readonly dimensions: number;
  /**
   * One vector of length 1 for each text, in their order; all zeros where a text has nothing that the model knows.
   * May throw EmbeddingsUnavailable, also where the signal ends it: whoever asks goes on with words and structure alone, and says so.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}

export class EmbeddingsUnavailable extends Error {
  override readonly name = 'EmbeddingsUnavailable';
}

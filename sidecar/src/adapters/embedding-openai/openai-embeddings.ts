import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Outbound } from '../../platform/outbound/outbound-http.ts';
import { EmbeddingsUnavailable, type Embeddings } from '../../ports/embeddings.ts';

export interface OpenAiEmbeddingOptions {
  /** Up to and with the version, for example `https://models.internal/v1`; its origin must be among the outbound ones. */
  readonly baseUrl: string;
  readonly model: string;
  readonly dimensions: number;
  /** Null where the endpoint asks for none. */
  readonly apiKey: string | null;
}

const Answer = z.object({ data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()) })) });

/** Endpoints take some hundreds at once; a part that fails costs less when it is small. */
const TEXTS_AT_ONCE = 64;
/** Most models read 8,191 tokens at most, and refuse longer texts. */
const MOST_CHARACTERS = 24_000;
const BYTES_OF_NUMBER = 32;

/** Any endpoint that answers like OpenAI's `POST /embeddings`: the company's own server as well as a provider. */
export class OpenAiEmbeddings implements Embeddings {
  readonly key: string;
  readonly dimensions: number;
  readonly #outbound: Pick<Outbound, 'ask'>;
  readonly #options: OpenAiEmbeddingOptions;

  constructor(outbound: Pick<Outbound, 'ask'>, options: OpenAiEmbeddingOptions) {
    this.#outbound = outbound;
    this.#options = options;
    this.dimensions = options.dimensions;
    // The same name elsewhere may be another model.
    const where = createHash('sha256').update(options.baseUrl).digest('hex').slice(0, 8);
    this.key = `openai:${where}:${options.model}:${options.dimensions}`;
  }

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) {
      vectors.push(...(await this.#embedSome(texts.slice(from, from + TEXTS_AT_ONCE), signal)));
    }
    return vectors;
  }

  async #embedSome(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    const asked = texts.map((text, index) => ({ text: text.trim().slice(0, MOST_CHARACTERS), index }));
    // Endpoints refuse a request with an empty text in it.
    const worded = asked.filter(({ text }) => text !== '');
    const vectors: Float32Array[] = texts.map(() => new Float32Array(this.dimensions));
    if (worded.length === 0) {
      return vectors;
    }
    const embeddings = await this.#ask(
      worded.map(({ text }) => text),
      signal
    );
    worded.forEach(({ index }, place) => {
      vectors[index] = unit(embeddings[place] ?? [], this.dimensions);
    });
    return vectors;
  }

  async #ask(input: readonly string[], signal?: AbortSignal): Promise<number[][]> {
    const { baseUrl, model, dimensions, apiKey } = this.#options;
    const answer = await this.#outbound
      .ask({
        method: 'POST',
        url: `${baseUrl.replace(/\/+$/, '')}/embeddings`,
        headers: apiKey === null ? {} : { authorization: `Bearer ${apiKey}` },
        body: { model, input, dimensions, encoding_format: 'float' },
        maxBytes: input.length * dimensions * BYTES_OF_NUMBER + 100_000,
        ...(signal === undefined ? {} : { signal }),
      })
      .catch((error: unknown) => {
        throw new EmbeddingsUnavailable(`the endpoint for embeddings did not answer: ${String(error)}`);
      });
    if (answer.status !== 200) {
      throw new EmbeddingsUnavailable(`the endpoint for embeddings answered ${answer.status}`);
    }
    return readVectors(answer.text, { count: input.length, dimensions });
  }
}

function readVectors(text: string, { count, dimensions }: { count: number; dimensions: number }): number[][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new EmbeddingsUnavailable('the endpoint for embeddings answered something that is not JSON');
  }
  const { success, data } = Answer.safeParse(parsed);
  const vectors: number[][] = [];
  for (const { index, embedding } of success ? data.data : []) {
    vectors[index] = embedding;
  }
  const whole = Array.from({ length: count }, (_, index) => vectors[index]?.length === dimensions);
  if (!whole.every((isWhole) => isWhole)) {
    throw new EmbeddingsUnavailable(
      `the endpoint for embeddings did not answer ${count} vectors of ${dimensions} numbers: check the configured model`
    );
  }
  return vectors;
}

function unit(vector: readonly number[], dimensions: number): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return Float32Array.from({ length: dimensions }, (_, index) => (length > 0 ? (vector[index] ?? 0) / length : 0));
}

import {
  circuitBreaker,
  ConsecutiveBreaker,
  handleType,
  isBrokenCircuitError,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { EmbeddingsUnavailable, type Embeddings } from '../../ports/embeddings.ts';

const FAILURES = 3;
const PAUSE_MS = 10_000;

/** An endpoint that failed three times in a row is left alone for ten seconds: nobody waits for it meanwhile. */
export class PatientEmbeddings implements Embeddings {
  readonly key: string;
  readonly dimensions: number;
  readonly #model: Embeddings;
  readonly #breaker: CircuitBreakerPolicy;

  constructor(
    model: Embeddings,
    { pauseMilliseconds = PAUSE_MS, onChange }: { pauseMilliseconds?: number; onChange: (answers: boolean) => void }
  ) {
    this.key = model.key;
    this.dimensions = model.dimensions;
    this.#model = model;
    this.#breaker = circuitBreaker(handleType(EmbeddingsUnavailable), {
      halfOpenAfter: pauseMilliseconds,
      breaker: new ConsecutiveBreaker(FAILURES),
    });
    this.#breaker.onBreak(() => onChange(false));
    this.#breaker.onReset(() => onChange(true));
  }

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    try {
      return await this.#breaker.execute(() => this.#model.embed(texts, signal));
    } catch (error) {
      throw isBrokenCircuitError(error)
        ? new EmbeddingsUnavailable('the endpoint for embeddings failed just now and is left alone for a moment')
        : error;
    }
  }
}

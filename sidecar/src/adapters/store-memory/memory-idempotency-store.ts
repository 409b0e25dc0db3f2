import type { Scope } from '../../domain/tenancy/scope.ts';
import type { IdempotencyStore, RememberedAnswer } from '../../ports/stores/idempotency-store.ts';
import { ByOrganisation } from './by-organisation.ts';

/** How long the first answer for a key stays; then the key is free again. */
const KEPT_MS = 24 * 60 * 60 * 1000;

export class MemoryIdempotencyStore implements IdempotencyStore {
  private readonly answers = new ByOrganisation(() => new Map<string, RememberedAnswer>());

  async find(scope: Scope, key: string, since: number): Promise<RememberedAnswer | null> {
    const answer = this.answers.of(scope).get(key);
    return answer === undefined || answer.at < since ? null : { ...answer };
  }

  async remember(scope: Scope, key: string, answer: RememberedAnswer): Promise<void> {
    const answers = this.answers.of(scope);
    for (const [known, { at }] of answers) {
      if (at <= answer.at - KEPT_MS) {
        answers.delete(known);
      }
    }
    if (!answers.has(key)) {
      answers.set(key, { ...answer });
    }
  }

  async forget(scope: Scope, containing: readonly string[]): Promise<number> {
    const answers = this.answers.of(scope);
    const told = [...answers].filter(([, { body }]) => containing.some((text) => body.includes(text)));
    return told.filter(([key]) => answers.delete(key)).length;
  }
}

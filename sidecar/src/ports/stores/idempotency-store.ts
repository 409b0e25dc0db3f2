import type { Scope } from '../../domain/tenancy/scope.ts';

export interface RememberedAnswer {
  /** Digest of method, path, user and body. */
  readonly requestDigest: string;
  readonly status: number;
  readonly body: string;
  readonly at: number;
}

/** Answers to writes that carried an Idempotency-Key, kept 24 h. May throw StoreUnavailable. */
export interface IdempotencyStore {
  find(scope: Scope, key: string, since: number): Promise<RememberedAnswer | null>;
  /** The first answer for a key stays. */
  remember(scope: Scope, key: string, answer: RememberedAnswer): Promise<void>;
  /** Forgetting: answers whose body holds one of these texts are gone, from the file too. Returns how many there were. */
  forget(scope: Scope, containing: readonly string[]): Promise<number>;
}

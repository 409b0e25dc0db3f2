import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { IdempotencyStore, RememberedAnswer } from '../../../ports/stores/idempotency-store.ts';
import { compareAndSet } from '../compare-and-set.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';

/** How long the first answer for a key stays; then the key is free again. */
export const ANSWERS_KEPT_MS = 24 * 60 * 60 * 1000;

type AnswerDocument = RememberedAnswer & { readonly organisation: string };

export class ElasticsearchIdempotencyStore implements IdempotencyStore {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async find(scope: Scope, key: string, since: number): Promise<RememberedAnswer | null> {
    const found = await this.connection.get<AnswerDocument>('idempotency', documentId(scope.organisation, key));
    if (found === null || found.document.at < since) {
      return null;
    }
    const { requestDigest, status, body, at } = found.document;
    return { requestDigest, status, body, at };
  }

  async remember(scope: Scope, key: string, answer: RememberedAnswer): Promise<void> {
    const { organisation } = scope;
    const { requestDigest, status, body, at } = answer;
    const place = { room: 'idempotency', id: documentId(organisation, key) } as const;
    await compareAndSet<AnswerDocument, undefined>(this.connection, place, (there) =>
      there !== null && there.at > at - ANSWERS_KEPT_MS
        ? { action: 'keep', outcome: undefined }
        : { action: 'write', document: { organisation, requestDigest, status, body, at }, outcome: undefined }
    );
  }
}

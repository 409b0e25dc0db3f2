import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { IdempotencyStore, RememberedAnswer } from '../../../ports/stores/idempotency-store.ts';
import { compareAndSet } from '../compare-and-set.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import type { Expunging } from '../expunging.ts';
import { idsInPages, organisationFilter } from '../queries.ts';

/** How long the first answer for a key stays; then the key is free again. */
export const ANSWERS_KEPT_MS = 24 * 60 * 60 * 1000;

type AnswerDocument = RememberedAnswer & { readonly organisation: string };

export class ElasticsearchIdempotencyStore implements IdempotencyStore {
  private readonly connection: Connection;
  private readonly expunging: Expunging;

  constructor(connection: Connection, expunging: Expunging) {
    this.connection = connection;
    this.expunging = expunging;
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

  /** A body is not searched by its content, so each of the organisation's is read: those of a day. */
  async forget(scope: Scope, containing: readonly string[]): Promise<number> {
    const index = this.connection.alias('idempotency');
    await this.connection.send((client, options) => client.indices.refresh({ index }, options));
    let forgotten = 0;
    for await (const ids of idsInPages(this.connection, 'idempotency', [organisationFilter(scope)])) {
      const answers = await this.connection.getAll<AnswerDocument>('idempotency', ids);
      const told = [...answers].filter(([, { body }]) => containing.some((text) => body.includes(text)));
      await this.connection.bulk(told.map(([id]) => ({ action: 'delete', index, id })));
      forgotten += told.length;
    }
    await this.expunging.expunge('idempotency');
    return forgotten;
  }
}

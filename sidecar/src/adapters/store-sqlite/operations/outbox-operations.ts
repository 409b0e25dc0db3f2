import type { Database } from 'better-sqlite3';

export interface MessageRow {
  readonly id: string;
  readonly topic: string;
  /** JSON. */
  readonly payload: string;
  readonly createdAt: number;
  readonly attempts: number;
  readonly nextAttemptAt: number;
}

/** How long the id of a delivered message is known, so that the same one put again is ignored. */
const DELIVERED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const CLEANED_AT_ONCE = 100;

export function outboxWrites(database: Database) {
  const put = database.prepare(
    `INSERT INTO outbox VALUES (@organisation, @id, @topic, @payload, @createdAt, 0, @nextAttemptAt, 0, 0)
     ON CONFLICT DO NOTHING`
  );
  const due = database.prepare<[string, number, number, number], MessageRow>(
    `SELECT id, topic, payload, created_at AS createdAt, attempts + 1 AS attempts, next_attempt_at AS nextAttemptAt
     FROM outbox WHERE organisation = ? AND delivered = 0 AND next_attempt_at <= ? AND leased_until <= ?
     ORDER BY created_at, id LIMIT ?`
  );
  const take = database.prepare(
    'UPDATE outbox SET leased_until = ?, attempts = attempts + 1 WHERE organisation = ? AND id = ?'
  );
  const deliver = database.prepare(`UPDATE outbox SET delivered = 1, payload = '{}' WHERE organisation = ? AND id = ?`);
  const retry = database.prepare(
    'UPDATE outbox SET next_attempt_at = ?, leased_until = 0 WHERE organisation = ? AND id = ? AND delivered = 0'
  );
  const clean = database.prepare(
    `DELETE FROM outbox WHERE organisation = ? AND id IN
       (SELECT id FROM outbox WHERE organisation = ? AND delivered = 1 AND created_at < ? LIMIT ?)`
  );

  return {
    putMessage({ organisation, message }: { organisation: string; message: Omit<MessageRow, 'attempts'> }): void {
      put.run({ organisation, ...message });
    },

    leaseMessages(request: { organisation: string; now: number; untilMs: number; limit: number }): MessageRow[] {
      const { organisation, now, untilMs, limit } = request;
      clean.run(organisation, organisation, now - DELIVERED_KEPT_MS, CLEANED_AT_ONCE);
      const messages = due.all(organisation, now, now, limit);
      messages.forEach(({ id }) => take.run(untilMs, organisation, id));
      return messages;
    },

    messageDelivered({ organisation, id }: { organisation: string; id: string }): void {
      deliver.run(organisation, id);
    },

    retryMessage({ organisation, id, at }: { organisation: string; id: string; at: number }): void {
      retry.run(at, organisation, id);
    },
  };
}

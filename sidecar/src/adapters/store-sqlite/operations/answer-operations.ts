import type { Database } from 'better-sqlite3';
import { forgetting } from './forgetting.ts';

export interface AnswerRow {
  readonly requestDigest: string;
  readonly status: number;
  readonly body: string;
  readonly at: number;
}

/** How long the first answer for a key stays; then the key is free again. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const CLEANED_AT_ONCE = 100;

export function answerWrites(database: Database) {
  const remember = database.prepare(
    `INSERT INTO answers VALUES (@organisation, @key, @requestDigest, @status, @body, @at)
     ON CONFLICT DO UPDATE SET request_digest = excluded.request_digest, status = excluded.status,
       body = excluded.body, at = excluded.at
     WHERE at <= @old`
  );
  const clean = database.prepare(
    `DELETE FROM answers WHERE organisation = ? AND key IN
       (SELECT key FROM answers WHERE organisation = ? AND at <= ? LIMIT ?)`
  );
  const forget = database.prepare(
    `DELETE FROM answers WHERE organisation = ? AND
       EXISTS (SELECT 1 FROM json_each(?) AS wanted WHERE instr(answers.body, wanted.value) > 0)`
  );
  return {
    rememberAnswer({ organisation, key, answer }: { organisation: string; key: string; answer: AnswerRow }): void {
      const old = answer.at - KEPT_MS;
      forgetting(database, () => {
        remember.run({ organisation, key, old, ...answer });
        clean.run(organisation, organisation, old, CLEANED_AT_ONCE);
      });
    },

    forgetAnswers({ organisation, containing }: { organisation: string; containing: readonly string[] }): number {
      return forgetting(database, () => forget.run(organisation, JSON.stringify(containing)).changes);
    },
  };
}

export function answerReads(database: Database) {
  const find = database.prepare<[string, string, number], AnswerRow>(
    `SELECT request_digest AS requestDigest, status, body, at FROM answers
     WHERE organisation = ? AND key = ? AND at >= ?`
  );
  return {
    findAnswer({ organisation, key, since }: { organisation: string; key: string; since: number }): AnswerRow | null {
      return find.get(organisation, key, since) ?? null;
    },
  };
}

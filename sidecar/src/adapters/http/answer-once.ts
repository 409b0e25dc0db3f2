import { createHash } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { IdempotencyStore } from '../../ports/stores/idempotency-store.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import { Turns } from '../../usecases/turns.ts';
import type { Call } from './call.ts';
import type { RouteId } from '@incident-memory/contract';

export type AnswerOnce = <Answer>(
  call: Pick<Call<RouteId>, 'reader' | 'request' | 'reply'>,
  act: () => Promise<Answer> | Answer
) => Promise<unknown>;

const KEPT_MS = 24 * 60 * 60 * 1000;
const KEY_FORM = /^[\x21-\x7e]{1,200}$/;

/**
 * The name under which an incident's events remember this request: the answer is kept only after the write, so a
 * repetition that follows a crash in between is told by the events themselves.
 */
export function onceName({ reader, request }: Pick<Call<RouteId>, 'reader' | 'request'>): string | undefined {
  const key = request.headers['idempotency-key'];
  return key === undefined ? undefined : digestOf([reader.login, key, request.method, request.url, request.body]);
}

/**
 * Writes that carry an Idempotency-Key happen once: the first answer is kept for a day and given again, also to a
 * repetition that arrives while the first is still under way. Failures are not kept, so they can be tried again.
 */
export function answerOnce(store: IdempotencyStore, clock: Clock): AnswerOnce {
  const turns = new Turns();
  return async ({ reader, request, reply }, act) => {
    const key = request.headers['idempotency-key'];
    if (key === undefined) {
      return act();
    }
    if (typeof key !== 'string' || !KEY_FORM.test(key)) {
      throw new ApplicationError('IM_REQUEST_INVALID', {
        details: { problem: 'expected 1 to 200 printable characters' },
        path: 'headers.idempotency-key',
      });
    }
    const keptAs = `${reader.login} ${key}`;
    return turns.take(JSON.stringify([reader.scope.organisation, keptAs]), () => once(keptAs));

    async function once(name: string): Promise<unknown> {
      const requestDigest = digestOf([request.method, request.url, request.body]);
      const kept = await store.find(reader.scope, name, clock.now() - KEPT_MS);
      if (kept !== null && kept.requestDigest !== requestDigest) {
        throw new ApplicationError('IM_IDEMPOTENCY_MISMATCH');
      }
      if (kept !== null) {
        reply.code(kept.status).header('idempotency-replayed', 'true');
        return JSON.parse(kept.body) as unknown;
      }
      const answer = await act();
      await store
        .remember(reader.scope, name, {
          requestDigest,
          status: reply.statusCode,
          body: JSON.stringify(answer),
          at: clock.now(),
        })
        .catch((error: unknown) =>
          request.log.warn(
            { err: error, requestId: request.id },
            'the answer could not be kept for its idempotency key'
          )
        );
      return answer;
    }
  };
}

function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

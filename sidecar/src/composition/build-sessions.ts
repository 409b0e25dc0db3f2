import type { ForgetfulPlace } from '../usecases/keeping/forget.ts';
import { AnswerQuery } from '../usecases/sessions/answer-query.ts';
import { SessionStore } from '../usecases/sessions/session-store.ts';
import type { MemoryParts } from './build-memory.ts';
import type { Core } from './core.ts';

export interface SessionParts {
  readonly queries: AnswerQuery;
  readonly sessions: SessionStore;
  readonly place: ForgetfulPlace;
}

/** Questions in words, and what is kept of them. */
export function buildSessions({ stores, clock, ids, redact, ledger }: Core, { recall }: MemoryParts): SessionParts {
  const sessions = new SessionStore({ settings: stores.settings, clock });
  return {
    sessions,
    queries: new AnswerQuery({ recall, incidents: ledger, stores, sessions, clock, ids, redact }),
    place: {
      place: 'sessions',
      holding: (...wanted) => sessions.holding(...wanted),
      forget: (...wanted) => sessions.forget(...wanted),
    },
  };
}

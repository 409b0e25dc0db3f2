import type { MemoryStore } from '../../../../ports/stores/memories/memory-store.ts';
import { ApplicationError } from '../../../../platform/application-error.ts';
import type { AnswerQuery } from '../../../../usecases/sessions/answer-query.ts';
import type { SessionRecord, SessionStore } from '../../../../usecases/sessions/session-store.ts';
import type { Call, Handlers } from '../../call.ts';
import { instant } from '../../present/present-incident.ts';
import { presentMemory } from '../../present/present-memory.ts';

interface Dependencies {
  readonly queries: AnswerQuery;
  readonly sessions: SessionStore;
  readonly stores: { readonly memories: Pick<MemoryStore, 'get'> };
}

type SessionRoutes = 'query' | 'listSessions' | 'listSessionMemories' | 'deleteSessionMemories';

/** Questions in words, and what was asked before: each reader's own. */
export function sessionRoutes({ queries, sessions, stores }: Dependencies): Pick<Handlers, SessionRoutes> {
  const found = async ({ reader, params }: Pick<Call<'listSessionMemories'>, 'reader' | 'params'>) => {
    const session = await sessions.find(reader.scope, params.session);
    if (session === null) {
      throw new ApplicationError('IM_SESSION_UNKNOWN');
    }
    return session;
  };
  return {
    query: async ({ reader, body }) => {
      const { session, lines, understood, incident, memories, incidents, doNotTry } = await queries.answer(
        reader.scope,
        body
      );
      return {
        answer: lines.join('\n'),
        session,
        about: { services: [...understood.services], incident: incident?.id ?? null, how: understood.how },
        memoriesUsed: memories.map((record) => ({
          memory: record.id,
          incident: record.incident?.number ?? null,
          title: record.title,
          provenance: record.provenance,
        })),
        incidentsUsed: incidents.map(({ id, number, service, state }) => ({ id, number, service, state })),
        doNotTry: [...doNotTry],
      };
    },
    listSessions: async ({ reader }) => ({
      items: (await sessions.list(reader.scope)).map(presentSession),
      nextCursor: null,
    }),
    listSessionMemories: async (call) => {
      const { turns } = await found(call);
      const ids = [...new Set(turns.flatMap(({ memories }) => memories))];
      const from = Number(call.query.cursor ?? 0);
      const page = Number.isSafeInteger(from) && from >= 0 ? ids.slice(from, from + call.query.limit) : [];
      const records = await stores.memories.get(call.reader.scope, page);
      const next = from + page.length;
      return { items: records.map(presentMemory), nextCursor: next < ids.length ? String(next) : null };
    },
    deleteSessionMemories: async (call) => {
      const { id, turns } = await found(call);
      await sessions.remove(call.reader.scope, id);
      return { session: id, turnsDeleted: turns.length };
    },
  };
}

function presentSession({ id, startedAt, updatedAt, services, turns }: SessionRecord) {
  return {
    id,
    title: turns[0]?.text ?? '',
    startedAt: instant(startedAt),
    updatedAt: instant(updatedAt),
    services: [...services],
    turns: turns.map(({ at, text, answer, memories, incidents }) => ({
      ...{ at: instant(at), text, answer },
      memories: [...memories],
      incidents: [...incidents],
    })),
  };
}

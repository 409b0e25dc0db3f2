import { z } from 'zod';
import { EmptyBody } from '../incident.ts';
import { get, NoQuery } from '../route.ts';
import { IncidentId, Instant, MemoryId, page, PageQuery, ServiceName, text } from '../scalars.ts';
import { Memory, Provenance } from './record.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
export const SessionId = z.string().regex(new RegExp(`^ses_${UUID}$`), 'expected ses_ and a UUIDv7');

/** A question in words. With a session it may lean on what was asked before: "that service", "it", "the last one". */
export const QueryBody = z.strictObject({
  text: text(4000).min(1),
  session: SessionId.optional(),
});
export type QueryBody = z.infer<typeof QueryBody>;

const UsedMemory = z.strictObject({
  memory: MemoryId,
  incident: z.number().int().positive().nullable(),
  title: z.string(),
  provenance: Provenance,
});
const UsedIncident = z.strictObject({
  id: IncidentId,
  number: z.number().int().positive(),
  service: ServiceName,
  state: z.string(),
});

export const QueryAnswer = z.strictObject({
  /** Put together from what is known, a statement a line; no language model is asked. */
  answer: z.string(),
  session: SessionId,
  /** What the question was understood to be about, and how that was found. */
  about: z.strictObject({ services: z.array(ServiceName), incident: IncidentId.nullable(), how: z.string() }),
  memoriesUsed: z.array(UsedMemory),
  incidentsUsed: z.array(UsedIncident),
  /** Always told, whatever was asked. */
  doNotTry: z.array(z.string()),
});
export type QueryAnswer = z.infer<typeof QueryAnswer>;

export const SessionTurn = z.strictObject({
  at: Instant,
  text: z.string(),
  answer: z.string(),
  memories: z.array(MemoryId),
  incidents: z.array(IncidentId),
});

export const Session = z.strictObject({
  id: SessionId,
  /** Its first question. */
  title: z.string(),
  startedAt: Instant,
  updatedAt: Instant,
  services: z.array(ServiceName),
  turns: z.array(SessionTurn),
});
export type Session = z.infer<typeof Session>;

export const SessionParams = z.strictObject({ session: SessionId });

/** Questions in words. Sessions belong to whoever asked: nobody else reads them. */
export const SESSION_ROUTES = {
  query: {
    method: 'POST',
    path: '/v1/query',
    role: 'Viewer',
    summary: 'Ask in words: seen before, what helped, what not to try, what is open; follow-ups understand the session',
    body: QueryBody,
    answer: QueryAnswer,
  },
  listSessions: get('/v1/sessions', {
    summary: "The reader's own sessions, newest first; kept for 30 days",
    query: NoQuery,
    answer: page(Session),
  }),
  listSessionMemories: {
    method: 'GET',
    path: '/v1/sessions/:session/memories',
    role: 'Viewer',
    summary: 'Memories that answers of this session rest on',
    params: SessionParams,
    query: PageQuery,
    answer: page(Memory),
  },
  deleteSessionMemories: {
    method: 'POST',
    path: '/v1/sessions/:session/delete',
    role: 'Viewer',
    summary: 'Delete what this session remembers: its questions, answers and what it is about. Memories stay',
    params: SessionParams,
    body: EmptyBody,
    answer: z.strictObject({ session: SessionId, turnsDeleted: z.number().int().nonnegative() }),
  },
} as const;

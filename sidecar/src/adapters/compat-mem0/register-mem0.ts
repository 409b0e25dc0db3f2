import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { ApplicationError } from '../../platform/application-error.ts';
import {
  openClientDoor,
  type ClientDoorOptions,
  type ClientHandler,
  type TakeCall,
} from '../http-intake/client-door.ts';
import type { Mem0Calls } from './mem0-calls.ts';
import { answerMem0Error } from './mem0-error.ts';
import { ENTITIES, type Entities } from './mem0-labels.ts';
import * as requests from './mem0-requests.ts';
import { mem0Id, memoryIdOf } from './present-mem0.ts';

export const MEM0_PREFIX = '/compat/mem0';

/** mem0's platform API as far as its clients use memories through it; its addresses end with a slash. */
export function registerMem0(
  app: FastifyInstance,
  { calls, ...door }: Omit<ClientDoorOptions, 'product' | 'prefix'> & { calls: Mem0Calls }
): void {
  void app.register(async (scoped) => {
    scoped.setErrorHandler(answerMem0Error);
    const take = openClientDoor(scoped, { ...door, product: 'mem0', prefix: MEM0_PREFIX });
    const on: TakeCall = (path, methods) => [path, `${path}/`].forEach((url) => take(url, methods));
    registerMemories(on, calls);
    registerEntities(on, calls);
  });
}

function registerMemories(on: TakeCall, calls: Mem0Calls): void {
  on('/v1/ping', {
    GET: async ({ client }) => ({
      status: 'ok',
      org_id: client.scope.organisation,
      project_id: client.team ?? 'incident-memory',
      user_email: client.id,
    }),
  });
  on('/v3/memories/add', { POST: async ({ client, body }) => calls.add(client, await body(requests.AddBody)) });
  const search: ClientHandler = async ({ client, body }) => calls.search(client, await body(requests.SearchBody));
  on('/v3/memories/search', { POST: search });
  on('/v2/memories/search', { POST: search });
  const list: ClientHandler = async ({ client, body, query, url }) => {
    const { page, page_size: pageSize } = query(requests.PageQuery);
    const { count, results } = await calls.list(client, { body: await body(requests.ListBody), page, pageSize });
    const link = (to: number): string => `${url}?page=${to}&page_size=${pageSize}`;
    const next = page * pageSize < count ? link(page + 1) : null;
    return { count, next, previous: page > 1 ? link(page - 1) : null, results };
  };
  on('/v3/memories', { POST: list });
  on('/v2/memories', { POST: list });
  on('/v1/memories', {
    POST: async ({ client, body }) => calls.add(client, await body(requests.AddBody)),
    DELETE: async ({ client, query }) => {
      const removed = await calls.removeAll(client, entitiesIn(query(requests.EntityQuery)));
      return { message: `Memories deleted successfully! (${removed})` };
    },
  });
  on('/v1/memories/:memory', {
    GET: ({ client, params }) => calls.get(client, params['memory'] ?? ''),
    PUT: async ({ client, params, body }) =>
      calls.update(client, params['memory'] ?? '', await body(requests.UpdateBody)),
    DELETE: ({ client, params }) => calls.remove(client, params['memory'] ?? ''),
  });
  on('/v1/memories/:memory/history', { GET: ({ client, params }) => calls.history(client, params['memory'] ?? '') });
  on('/v1/batch', {
    PUT: async ({ client, body }) => {
      const { memories } = await body(requests.BatchUpdateBody);
      for (const { memory_id: id, text, metadata } of memories) {
        await calls.update(client, id, { text, metadata });
      }
      return { message: `Successfully updated ${memories.length} memories` };
    },
    DELETE: async ({ client, body }) => {
      const { memories } = await body(requests.BatchDeleteBody);
      for (const { memory_id: id } of memories) {
        await calls.remove(client, id);
      }
      return { message: `Successfully deleted ${memories.length} memories` };
    },
  });
  on('/v1/feedback', { POST: async ({ client, body }) => calls.feedback(client, await body(requests.FeedbackBody)) });
  // Adding is done when it is answered, and its event is the first memory that came of it.
  on('/v1/event/:event', {
    GET: async ({ client, params }) => {
      const memory = await calls.get(client, params['event'] ?? '');
      return {
        id: mem0Id(memoryIdOf(params['event'] ?? '')),
        event_type: 'ADD',
        status: 'SUCCEEDED',
        results: [memory],
      };
    },
  });
}

function registerEntities(on: TakeCall, calls: Mem0Calls): void {
  on('/v1/entities', {
    GET: async ({ client, query }) => {
      const { page, page_size: size } = query(requests.PageQuery);
      const all = await calls.entities(client);
      return { count: all.length, next: null, previous: null, results: all.slice((page - 1) * size, page * size) };
    },
  });
  const remove: ClientHandler = async ({ client, params }) => {
    const key = ENTITIES.find((entity) => entity === `${params['type'] ?? ''}_id`);
    const removed = key === undefined ? 0 : await calls.removeAll(client, { [key]: params['name'] ?? '' });
    if (removed === 0) {
      throw new ApplicationError('IM_MEMORY_UNKNOWN');
    }
    return { message: `Entity deleted successfully! (${removed} memories)` };
  };
  on('/v1/entities/:type/:name', { DELETE: remove });
  on('/v2/entities/:type/:name', { DELETE: remove });
}

function entitiesIn(given: z.output<typeof requests.EntityQuery>): Entities {
  return Object.fromEntries(ENTITIES.flatMap((key) => (given[key] == null ? [] : [[key, given[key]]])));
}

import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';
import type { z } from 'zod';
import { roleAllows, ROUTE_IDS, ROUTES, type Route, type RouteId } from '@incident-memory/contract';
import { ApplicationError } from '../../platform/application-error.ts';
import { plainProblem } from '../../platform/plain-problem.ts';
import type { AnswerOnce } from './answer-once.ts';
import type { Call, Handler, Handlers } from './call.ts';
import { identify, type IdentityOptions, type Reader } from './grafana-identity.ts';

interface Options {
  readonly handlers: Handlers;
  readonly identity: IdentityOptions;
  readonly answerOnce: AnswerOnce;
  /** False once shutting down: new requests are sent away. */
  readonly accepts: () => boolean;
  /** An answer that takes longer is given up; the stream, which is no answer, goes on. */
  readonly answerTimeoutSeconds: number;
}

const PREFIX = '/v1';

/** Registers every row of the route table; a missing handler does not compile. */
export function registerRoutes(app: FastifyInstance, options: Options): void {
  const readers = new WeakMap<FastifyRequest, Reader>();
  void app.register(
    async (scoped) => {
      scoped.addHook('onRequest', async (request) => {
        if (!options.accepts()) {
          throw new ApplicationError('IM_SHUTTING_DOWN', { retryAfterSeconds: 5 });
        }
        readers.set(request, identify(request, options.identity));
      });
      scoped.setNotFoundHandler(() => {
        throw new ApplicationError('IM_ROUTE_UNKNOWN');
      });
      for (const id of ROUTE_IDS) {
        addRoute(scoped, id, { ...options, readerOf: (request) => readers.get(request) });
      }
      refuseOtherMethods(scoped);
    },
    { prefix: PREFIX }
  );
}

function addRoute<Id extends RouteId>(
  app: FastifyInstance,
  id: Id,
  {
    handlers,
    answerOnce,
    answerTimeoutSeconds,
    readerOf,
  }: Options & { readerOf: (request: FastifyRequest) => Reader | undefined }
): void {
  const route: Route = ROUTES[id];
  const handler = handlers[id] as Handler<Id>;
  app.route({
    method: route.method,
    url: route.path.slice(PREFIX.length),
    // A HEAD on the stream would be an answer that never ends, before which the next one of its connection waits.
    exposeHeadRoute: false,
    ...(route.maxBodyBytes === undefined ? {} : { bodyLimit: route.maxBodyBytes }),
    handlerTimeout: Math.ceil(answerTimeoutSeconds * 1000),
    handler: async (request, reply) => {
      const reader = readerOf(request);
      if (reader === undefined || !roleAllows(reader.role, route.role)) {
        throw new ApplicationError('IM_ROLE_INSUFFICIENT', { details: { required: route.role } });
      }
      const call = {
        reader,
        params: validated(route.params, request.params, 'params'),
        query: validated(route.query, request.query, 'query'),
        body: validated(route.body, request.body, 'body'),
        ...(route.versioned ? { ifVersion: versionOf(request.headers['if-match']) } : {}),
        request,
        reply,
      } as Call<Id>;
      return changesSomething(route) ? answerOnce(call, () => handler(call)) : handler(call);
    },
  });
}

/** What a Viewer may post is a question: keeping its answer would let readers fill the store. */
function changesSomething({ method, role }: Route): boolean {
  return method !== 'GET' && role !== 'Viewer';
}

function validated(schema: z.ZodType | undefined, value: unknown, place: 'params' | 'query' | 'body'): unknown {
  if (schema === undefined) {
    return undefined;
  }
  const parsed = schema.safeParse(place === 'body' ? value : { ...(value as object) }, { error: plainProblem });
  if (parsed.success) {
    return parsed.data;
  }
  const issue = parsed.error.issues[0];
  const keys = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? []);
  throw new ApplicationError('IM_REQUEST_INVALID', {
    details: { problem: `${issue?.message ?? 'it does not fit'}` },
    path: [place, ...keys].map(String).join('.'),
  });
}

function versionOf(header: string | undefined): number | undefined {
  if (header === undefined) {
    return undefined;
  }
  const match = /^"?([1-9]\d{0,8})"?$/.exec(header);
  if (match === null) {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: 'expected the version of the incident' },
      path: 'headers.if-match',
    });
  }
  return Number(match[1]);
}

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

function refuseOtherMethods(app: FastifyInstance): void {
  const methodsByPath = new Map<string, Set<string>>();
  for (const id of ROUTE_IDS) {
    const { method, path } = ROUTES[id];
    const url = path.slice(PREFIX.length);
    methodsByPath.set(url, (methodsByPath.get(url) ?? new Set()).add(method));
  }
  for (const [url, taken] of methodsByPath) {
    const allowed = [...taken].join(', ');
    app.route({
      method: METHODS.filter((method) => !taken.has(String(method))),
      url,
      exposeHeadRoute: false,
      handler: async (_request, reply) => {
        reply.header('allow', allowed);
        throw new ApplicationError('IM_REQUEST_METHOD', { details: { allowed } });
      },
    });
  }
}

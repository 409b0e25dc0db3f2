import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { SharingRule } from '../../domain/tenancy/sharing.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import { plainProblem } from '../../platform/plain-problem.ts';
import { clientOf, type Client } from '../../usecases/clients/client.ts';
import { openDoor, type DoorOptions, type IntakeMethod } from './intake-door.ts';
import type { MachineCredentials } from './machine-credentials.ts';
import { bodyBytes, bodyKind, readJsonBody } from './read-body.ts';

/** One call of a client of memory: who calls, and what it sent. */
export interface ClientCall {
  readonly client: Client;
  readonly params: Readonly<Record<string, string>>;
  readonly query: <Schema extends z.ZodType>(schema: Schema) => z.output<Schema>;
  readonly body: <Schema extends z.ZodType>(schema: Schema) => Promise<z.output<Schema>>;
  /** As it was asked for, without its query. */
  readonly url: string;
}

export type ClientHandler = (call: ClientCall) => Promise<unknown>;
export type ClientMethods = Partial<Record<IntakeMethod, ClientHandler>>;
export type TakeCall = (url: string, methods: ClientMethods) => void;

export interface ClientDoorOptions extends DoorOptions {
  readonly credentials: MachineCredentials;
  readonly instance: string;
  readonly sharing: readonly SharingRule[];
  /** Whose API it is, as a person calls it: for what is not offered of it. */
  readonly product: string;
  readonly prefix: string;
}

const EVERY_METHOD: readonly IntakeMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Where clients of memory call: with a credential of their own kind, in JSON. Everything under the prefix that nobody
 * takes is refused in words, since their clients can do more than is offered here.
 */
export function openClientDoor(scoped: FastifyInstance, options: ClientDoorOptions): TakeCall {
  const { credentials, instance, sharing, product, prefix, ...door } = options;
  const take = openDoor(scoped, door);
  const identify = (request: FastifyRequest) => credentials.identify(request, 'memory');
  take(`${prefix}/*`, {
    identify,
    methods: EVERY_METHOD,
    handler: async () => {
      throw new ApplicationError('IM_CLIENT_CALL_NOT_OFFERED', { details: { client: product } });
    },
  });
  return (path, methods) =>
    take(`${prefix}${path}`, {
      identify,
      methods: EVERY_METHOD.filter((method) => methods[method] !== undefined),
      handler: async (request, { reply, credential }) => {
        const handler = methods[request.method as IntakeMethod];
        if (credential === null || handler === undefined) {
          throw new ApplicationError('IM_CREDENTIAL_REJECTED');
        }
        const answer = await handler({
          client: clientOf(credential, { instance, sharing }),
          params: request.params as Record<string, string>,
          query: (schema) => validated(schema, { ...(request.query as object) }, 'query'),
          body: async (schema) => {
            bodyKind(request, ['json']);
            return validated(schema, readJsonBody(await bodyBytes(request, door.maxBodyBytes)), 'body');
          },
          url: request.url.split('?')[0] ?? '',
        });
        return reply.type('application/json; charset=utf-8').send(answer);
      },
    });
}

function validated<Schema extends z.ZodType>(schema: Schema, value: unknown, place: string): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: plainProblem });
  if (parsed.success) {
    return parsed.data;
  }
  const issue = parsed.error.issues[0];
  throw new ApplicationError('IM_REQUEST_INVALID', {
    details: { problem: issue?.message ?? 'it does not fit' },
    path: [place, ...(issue?.path ?? [])].map(String).join('.'),
  });
}

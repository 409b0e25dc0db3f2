import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  createMcpHandler,
  localhostAllowedHostnames,
  validateHostHeader,
  validateOriginHeader,
  type McpHttpHandler,
} from '@modelcontextprotocol/server';
import type { SharingRule } from '../../domain/tenancy/sharing.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import { clientOf, type Client } from '../../usecases/clients/client.ts';
import { answerError, mapError } from '../http/error-mapper.ts';
import { openDoor, type DoorOptions } from '../http-intake/intake-door.ts';
import type { MachineCredentials } from '../http-intake/machine-credentials.ts';
import { bodyBytes, readJsonBody } from '../http-intake/read-body.ts';
import { mcpServer } from './mcp-server.ts';
import type { MemoryTools } from './memory-tools.ts';

export const MCP_PATH = '/mcp';

export interface McpOptions extends DoorOptions {
  readonly tools: MemoryTools;
  readonly credentials: MachineCredentials;
  readonly instance: string;
  readonly sharing: readonly SharingRule[];
  readonly version: string;
  readonly mark: () => string;
  /** True where this address is reached from this machine alone: then it is called by no other name. */
  readonly isLoopback: boolean;
}

/** Calls of tools are short; what is longer is no call. */
const MAX_BYTES = 1024 * 1024;

/**
 * The Model Context Protocol over HTTP (Streamable HTTP, without sessions: every request brings its token). A web page
 * that somebody looks at is no client: requests that name a foreign origin, or reach this machine under a foreign name,
 * are refused before the token is looked at.
 */
export function registerMcp(app: FastifyInstance, options: McpOptions): void {
  const { tools, credentials, instance, sharing, version, mark, isLoopback, ...door } = options;
  void app.register(async (scoped) => {
    scoped.setErrorHandler((error, request, reply) => {
      const mapped = mapError(error, request);
      return answerError(mapped, request, mapped.status === 401 ? reply.header('www-authenticate', 'Bearer') : reply);
    });
    const take = openDoor(scoped, { ...door, maxBodyBytes: Math.min(door.maxBodyBytes, MAX_BYTES) });
    take(MCP_PATH, {
      methods: ['GET', 'POST', 'DELETE'],
      identify: (request) => {
        requireOwnOrigin(request, isLoopback);
        return credentials.identify(request, 'memory');
      },
      handler: async (request, { reply, credential }) => {
        if (credential === null) {
          throw new ApplicationError('IM_CREDENTIAL_REJECTED');
        }
        const client = clientOf(credential, { instance, sharing });
        const told = (error: unknown) => mapError(error, request);
        const handler = createMcpHandler(() => mcpServer({ client, tools, version, mark, told }), {
          onerror: (error) => request.log.debug({ err: error }, 'a request to MCP was refused'),
        });
        return answerWith(handler, { request, reply, client });
      },
    });
  });
}

function requireOwnOrigin({ headers }: FastifyRequest, isLoopback: boolean): void {
  const names = localhostAllowedHostnames();
  const isOurs = validateOriginHeader(headers.origin, names).ok;
  const isHere = !isLoopback || validateHostHeader(headers.host, names).ok;
  if (!isOurs || !isHere) {
    throw new ApplicationError('IM_ORIGIN_REJECTED');
  }
}

async function answerWith(
  handler: McpHttpHandler,
  { request, reply, client }: { request: FastifyRequest; reply: FastifyReply; client: Client }
): Promise<FastifyReply> {
  const isPost = request.method === 'POST';
  const bytes = await bodyBytes(request, MAX_BYTES);
  if (bytes.length > MAX_BYTES) {
    throw new ApplicationError('IM_REQUEST_TOO_LARGE', { details: { limitBytes: MAX_BYTES } });
  }
  const parsedBody = isPost ? readJsonBody(bytes) : undefined;
  if (asksForStream(parsedBody)) {
    throw new ApplicationError('IM_CLIENT_CALL_NOT_OFFERED', { details: { client: 'MCP (subscriptions)' } });
  }
  const headers = new Headers();
  Object.entries(request.headers).forEach(([name, value]) => {
    if (typeof value === 'string' && name !== 'authorization') {
      headers.set(name, value);
    }
  });
  const url = `http://${request.headers.host ?? 'localhost'}${MCP_PATH}`;
  const body = isPost ? { body: new Uint8Array(bytes) } : {};
  try {
    const response = await handler.fetch(new Request(url, { method: request.method, headers, ...body }), {
      authInfo: { token: '', clientId: client.id, scopes: [client.role] },
      parsedBody,
    });
    response.headers.forEach((value, name) => void reply.header(name, value));
    return await reply.code(response.status).send(await response.text());
  } finally {
    await handler.close();
  }
}

/** Answers are given as a whole: nothing here changes in a way that a tool would want to be told of. */
function asksForStream(body: unknown): boolean {
  return [body].flat().some((one) => (one as { method?: unknown } | null)?.method === 'subscriptions/listen');
}

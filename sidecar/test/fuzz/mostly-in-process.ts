import type { FastifyInstance } from 'fastify';
import { grafanaContext, SHARED_KEY, type Answer, type RunningSidecar } from '../support/processes/running-sidecar.ts';

interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Buffer;
}

/** One of so many goes through a real socket, where Node's own parser stands in front. */
const SOCKET_EVERY = 20;

/** Fuzzing is bound by how fast one can ask: most requests are put into the server without a socket. */
export function mostlyInProcess(server: FastifyInstance, address: string): (asked: Asked) => Promise<Answer> {
  let asked = 0;
  return async ({ method, path, headers, body }) => {
    asked += 1;
    const typed = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers };
    if (asked % SOCKET_EVERY === 0) {
      const response = await fetch(`${address}${path}`, {
        method,
        headers: typed,
        ...(body === undefined ? {} : { body }),
      });
      return { status: response.status, headers: response.headers, body: parsed(await response.text()) };
    }
    const payload = body === undefined ? {} : { payload: body };
    const answer = await server.inject({ method, url: path, headers: typed, ...payload });
    return { status: answer.statusCode, headers: new Headers(), body: parsed(answer.body) };
  };
}

/** As it is, but asked in the process. */
export function askedInProcess(running: RunningSidecar): RunningSidecar {
  const ask = mostlyInProcess(running.sidecar.servers.v1, running.v1);
  return {
    ...running,
    ask: (person, { method, path, body, headers = {} }) =>
      ask({
        method: method === 'POST' || (method === undefined && body !== undefined) ? 'POST' : 'GET',
        path,
        headers: { 'x-incident-memory-key': SHARED_KEY, 'x-grafana-context': grafanaContext(person), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

import {
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type CallToolResult,
  type ListToolsResult,
} from '@modelcontextprotocol/server';
import type { Outbound } from '../../platform/outbound/outbound-http.ts';

interface Target {
  readonly outbound: Outbound;
  readonly url: string;
  readonly token: string;
}

interface RpcAnswer {
  readonly result?: unknown;
  readonly error?: { readonly code?: unknown; readonly message?: unknown; readonly action?: unknown };
}

const MAX_BYTES = 8 * 1024 * 1024;

/** Tools as the running sidecar lists and answers them: nothing is known or decided here. */
export function forwardingServer(target: Target): Server {
  const server = new Server({ name: 'incident-memory', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(
    'tools/list',
    async ({ params }) => (await forward(target, 'tools/list', params ?? {})) as ListToolsResult
  );
  server.setRequestHandler(
    'tools/call',
    async ({ params: { name, arguments: given } }) =>
      (await forward(target, 'tools/call', { name, arguments: given ?? {} })) as CallToolResult
  );
  return server;
}

async function forward({ outbound, url, token }: Target, method: string, params: object): Promise<unknown> {
  const { status, text } = await outbound
    .ask({
      method: 'POST',
      url,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json, text/event-stream' },
      body: { jsonrpc: '2.0', id: 1, method, params },
      maxBytes: MAX_BYTES,
    })
    .catch(() => {
      throw told(`The sidecar does not answer at ${url}. Start it, or set IM_MCP_URL to where it takes machines.`);
    });
  const { result, error } = parsed(text);
  if (result !== undefined) {
    return result;
  }
  const sentence = [error?.message, error?.action].filter((part) => typeof part === 'string').join(' ');
  throw told(sentence === '' ? `The sidecar answered ${status}.` : sentence);
}

/** A JSON body, or one event of a stream that holds it. */
function parsed(text: string): RpcAnswer {
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
  try {
    return JSON.parse(data) as RpcAnswer;
  } catch {
    return {};
  }
}

function told(sentence: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InternalError, sentence);
}

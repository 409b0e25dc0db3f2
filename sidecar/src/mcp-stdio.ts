import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { forwardingServer } from './adapters/mcp/forwarding-server.ts';
import { createOutbound } from './platform/outbound/outbound-http.ts';

/**
 * The Model Context Protocol over standard input and output, for tools that start their servers themselves: a thin
 * client of the running sidecar, which alone owns the store. IM_MCP_TOKEN is the token; IM_MCP_URL where the sidecar
 * takes machines, if it is not the usual address.
 */
const url = process.env['IM_MCP_URL'] ?? 'http://127.0.0.1:4786/mcp';
const token = process.env['IM_MCP_TOKEN'] ?? '';
const ANSWER_SECONDS = 30;

if (token === '') {
  process.stderr.write('IM_MCP_TOKEN is not set: give it a token of kind "memory" (docs/clients.md).\n');
  process.exit(2);
}
if (!URL.canParse(url)) {
  process.stderr.write(`IM_MCP_URL is not an address: ${url}\n`);
  process.exit(2);
}
const outbound = createOutbound({ origins: [new URL(url).origin], timeoutSeconds: ANSWER_SECONDS });
serveStdio(() => forwardingServer({ outbound, url, token }));

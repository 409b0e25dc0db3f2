/**
 * Calls mem0's client for Node as an application does, in a process of its own: a call a line on stdin, its answer a
 * line on stdout. Arguments: where the client is installed, address, token.
 */
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [folder = '', host = '', apiKey = ''] = process.argv.slice(2);
const { MemoryClient } = await import(pathToFileURL(path.join(folder, 'node_modules/mem0ai/dist/index.mjs')).href);
const client = new MemoryClient({ host, apiKey });

for await (const line of createInterface({ input: process.stdin })) {
  const { method, args } = JSON.parse(line);
  try {
    process.stdout.write(`${JSON.stringify({ answer: (await client[method](...args)) ?? null })}\n`);
  } catch (error) {
    const { name, message, errorCode = null } = error;
    process.stdout.write(`${JSON.stringify({ error: { name, message, code: errorCode } })}\n`);
  }
}

import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Between a client and a server: hands on everything and remembers what was asked for, as `METHOD /path`. */
export interface Forwarder {
  readonly url: string;
  readonly requests: string[];
  stop(): Promise<void>;
}

export async function startForwarder(target: string): Promise<Forwarder> {
  const requests: string[] = [];
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    requests.push(`${method} ${path}`);
    const onward = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

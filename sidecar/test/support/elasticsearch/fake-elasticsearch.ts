import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers over real HTTP what a healthy server cannot be made to answer: 429, parts, silence. */
export async function startFakeElasticsearch(answer: (request: FakeRequest) => FakeAnswer | 'silence') {
  const requests: FakeRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) {
      body += String(chunk);
    }
    const { method = '', url = '', headers } = incoming;
    const request = { method, path: url, headers, body };
    requests.push(request);
    const answered = answer(request);
    if (answered === 'silence') {
      return;
    }
    outgoing.writeHead(answered.status, {
      'content-type': 'application/json',
      'x-elastic-product': 'Elasticsearch',
      ...answered.headers,
    });
    outgoing.end(JSON.stringify(answered.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

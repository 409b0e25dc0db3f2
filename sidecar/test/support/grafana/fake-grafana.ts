import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GrafanaRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { from: string; to: string; queries: Array<Record<string, unknown> & { refId: string }> } | null;
}

export interface GrafanaAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What one query is answered with: frames, or the error of the data source. */
export type QueryAnswer = { frames: unknown[] } | { error: string; status: number };

export const TOKEN = 'glsa_0123456789abcdefghijklmnopqrstuv_01234567';

interface Served {
  dataSources: Array<{ uid: string; type: string; name: string; jsonData?: object }>;
  user: GrafanaAnswer;
  /** Before anything else, for whole failures. */
  refuse: (request: GrafanaRequest) => GrafanaAnswer | null;
  answer: (query: Record<string, unknown>, request: GrafanaRequest) => QueryAnswer | Promise<QueryAnswer>;
}

/**
 * Grafana's API as far as it is asked, over real HTTP: statuses, bodies and frames as a Grafana 12.3 gave them with a
 * Viewer's service account, and as its source makes them. A wrong token is answered as it is where anonymous access is
 * on. It is a contract, not a Grafana: what Loki and Tempo themselves would say is not tried here.
 */
export async function startFakeGrafana(given: Partial<Served> = {}) {
  const served: Served = {
    dataSources: [],
    user: { status: 200, body: { id: 0, uid: 'service-account:3', login: 'sa-1-incident-memory', orgId: 1 } },
    refuse: () => null,
    answer: () => ({ frames: [] }),
    ...given,
  };
  const requests: GrafanaRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let text = '';
    for await (const chunk of incoming) {
      text += String(chunk);
    }
    const { method = '', url = '', headers } = incoming;
    const body = text === '' ? null : (JSON.parse(text) as GrafanaRequest['body']);
    const request = { method, path: url, headers, body };
    requests.push(request);
    const answer = served.refuse(request) ?? (await answerOf(request, served));
    outgoing.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    outgoing.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    served,
    queries: () => requests.filter(({ path }) => path === '/api/ds/query'),
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
export type FakeGrafana = Awaited<ReturnType<typeof startFakeGrafana>>;

function answerOf(request: GrafanaRequest, served: Served): GrafanaAnswer | Promise<GrafanaAnswer> {
  const isOurs = request.headers.authorization === `Bearer ${TOKEN}`;
  switch (`${request.method} ${request.path}`) {
    case 'GET /api/user':
      return isOurs ? served.user : { status: 401, body: { message: 'Unauthorized', messageId: 'auth.unauthorized' } };
    case 'GET /api/datasources':
      return { status: 200, body: served.dataSources };
    case 'POST /api/ds/query':
      return answerQueries(request, served);
    default:
      return { status: 404, body: { message: 'Not found' } };
  }
}

async function answerQueries(request: GrafanaRequest, served: Served): Promise<GrafanaAnswer> {
  const queries = request.body?.queries ?? [];
  if (queries.length === 0) {
    return { status: 400, body: { statusCode: 400, messageId: 'query.noQueries', message: 'No queries found' } };
  }
  const uids = queries.map(({ datasource }) => (datasource as { uid: string }).uid);
  if (uids.some((uid) => !served.dataSources.some((source) => source.uid === uid))) {
    return { status: 404, body: { message: 'Data source not found' } };
  }
  const results: Record<string, object> = {};
  for (const query of queries) {
    const answer = await served.answer(query, request);
    results[query.refId] =
      'error' in answer
        ? { error: answer.error, errorSource: 'downstream', status: answer.status }
        : { status: 200, frames: answer.frames };
  }
  const isRefused = Object.values(results).some((result) => 'error' in result);
  return { status: isRefused ? 400 : 200, body: { results } };
}

interface FrameOptions {
  readonly labels?: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly meta?: object;
}

/** A series as the data sources of metrics make it: a column of times and one of numbers with labels. */
export function seriesFrame(points: ReadonlyArray<readonly [number, number | null]>, options: FrameOptions = {}) {
  const { labels, name, meta = { type: 'timeseries-multi', typeVersion: [0, 1] } } = options;
  return {
    schema: {
      ...(name === undefined ? {} : { name }),
      refId: 'A',
      meta,
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: 10000 } },
        {
          name: 'Value',
          type: 'number',
          typeInfo: { frame: 'float64' },
          ...(labels === undefined ? {} : { labels, config: { displayNameFromDS: JSON.stringify(labels) } }),
        },
      ],
    },
    data: { values: [points.map(([at]) => at), points.map(([, value]) => value)] },
  };
}

/** How Prometheus' data source says that there is nothing. */
export function emptyFrame() {
  return { schema: { refId: 'A', meta: { typeVersion: [0, 0] }, fields: [] }, data: { values: [] } };
}

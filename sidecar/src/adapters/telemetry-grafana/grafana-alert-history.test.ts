import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOutbound } from '../../platform/outbound/outbound-http.ts';
import { systemClock } from '../../platform/system-clock.ts';
import { GrafanaAlertHistory } from './grafana-alert-history.ts';
import { GrafanaServer } from './grafana-server.ts';

interface Annotation {
  readonly id: number;
  readonly time: number;
  readonly timeEnd: number;
  readonly text: string;
  readonly dashboardUID: string | null;
}

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** Answers as Grafana 12.3 does: begun before `to`, ended after `from`, the latest end first, at most `limit`. */
async function grafanaWith(all: readonly Annotation[], user: object = { uid: 'service-account:7', orgId: 1 }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://grafana');
    asked.push(url.pathname);
    const number = (name: string): number => Number(url.searchParams.get(name));
    const found = all
      .filter(({ time, timeEnd }) => time <= number('to') && timeEnd >= number('from'))
      .toSorted((a, b) => b.timeEnd - a.timeEnd || b.time - a.time);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(url.pathname === '/api/user' ? user : found.slice(0, number('limit'))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outbound = createOutbound({ origins: [url], timeoutSeconds: 5 });
  const options = { url, outbound, clock: systemClock, redact: (text: string) => text, token: 't', orgId: 1 };
  const history = new GrafanaAlertHistory({
    ...{ name: 'Grafana', url, clock: systemClock, close: () => outbound.close() },
    server: new GrafanaServer(options),
  });
  return { history, asked, url };
}

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 22);

function annotations(count: number, sameEnd = 1): Annotation[] {
  return Array.from({ length: count }, (_, index) => {
    const timeEnd = NOW - (Math.floor(index / sameEnd) + 1) * MINUTE;
    // Every tenth is a region that began long before.
    const time = index % 10 === 0 ? timeEnd - 3000 * MINUTE : timeEnd;
    return { id: index + 1, time, timeEnd, text: `alert ${index}`, dashboardUID: null };
  });
}

it('reads everything, page by page, each once, also what began long before it ended', async () => {
  const { history, asked } = await grafanaWith(annotations(2500));
  const { records, isCut } = await history.read({ from: 0, to: NOW, most: 20_000 });
  expect(new Set(records.map((one) => (one as Annotation).id)).size).toBe(2500);
  expect([records.length, isCut]).toEqual([2500, false]);
  expect(asked).toEqual(['/api/user', ...Array.from({ length: asked.length - 1 }, () => '/api/annotations')]);
  expect(asked.length).toBeLessThan(8);
});

it('ends where more than a page ended at one time, and where enough was read', async () => {
  const { history } = await grafanaWith(annotations(1500, 1500));
  expect((await history.read({ from: 0, to: NOW, most: 20_000 })).records.length).toBeGreaterThanOrEqual(1000);
  const other = await grafanaWith(annotations(2500));
  expect(await other.history.read({ from: 0, to: NOW, most: 1200 })).toMatchObject({ isCut: true });
});

it('asks with the token of its own organisation only, and links to dashboards', async () => {
  const { history } = await grafanaWith([], { uid: 'service-account:7', orgId: 2 });
  await expect(history.read({ from: 0, to: NOW, most: 10 })).rejects.toThrow('belongs to organisation 2');
  const linked = await grafanaWith([{ id: 1, time: 1, timeEnd: NOW, text: 'a', dashboardUID: 'shop' }]);
  const { records } = await linked.history.read({ from: 0, to: NOW, most: 10 });
  expect(records).toMatchObject([{ link: `${linked.url}/d/shop` }]);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SourceStatus } from '@incident-memory/contract';
import { readConfiguration } from '../../src/platform/configuration/read-configuration.ts';
import { seriesFrame, startFakeGrafana, TOKEN, type FakeGrafana } from '../support/grafana/fake-grafana.ts';
import { SHARED_KEY, startSidecar, type RunningSidecar } from '../support/processes/running-sidecar.ts';
import { until } from '../support/until.ts';

jest.setTimeout(60_000);

const STEP_MS = 10_000;
const TWO_TICKS_MS = 30_000;

let grafana: FakeGrafana;
let broken: FakeGrafana;
let sidecar: RunningSidecar;

/** 150 errors in the two minutes before now, in every answer. */
function errorsOf(service: string) {
  const now = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  const points = Array.from({ length: 12 }, (_, back) => [now - back * STEP_MS, back < 3 ? 50 : 0] as const);
  return seriesFrame(points, { labels: { service_name: service, detected_level: 'error' } });
}

function grafanaSettings(name: string, url: string, organisation: number) {
  const datasources = [{ uid: 'loki', presets: ['levels'] }];
  return { name, organisation, url, token: TOKEN, grafanaOrganisation: 1, pollEverySeconds: 10, datasources };
}

beforeAll(async () => {
  // Rows by team: Grafana says so itself, and nobody need say it again.
  const dataSources = [{ uid: 'loki', type: 'loki', name: 'Logs', jsonData: { teamHttpHeaders: {} } }];
  grafana = await startFakeGrafana({ dataSources, answer: () => ({ frames: [errorsOf('payment')] }) });
  broken = await startFakeGrafana({ dataSources, refuse: () => ({ status: 403, body: { message: 'Access denied' } }) });
  sidecar = await startSidecar({
    configuration: {
      grafana: [grafanaSettings('broken', broken.url, 1), grafanaSettings('first', grafana.url, 1)],
    },
  });
});
afterAll(async () => {
  await sidecar.stop();
  await grafana.stop();
  await broken.stop();
});

describe('errors that are asked for through Grafana', () => {
  it('open an incident, though another source of the organisation fails', async () => {
    const opened = await until(
      'an incident',
      async () => {
        const { body } = await sidecar.ask({}, { path: '/v1/incidents' });
        return body.items.length > 0 ? (body.items as Array<{ services: unknown[] }>) : null;
      },
      TWO_TICKS_MS
    );
    expect(opened[0]?.services).toEqual([expect.objectContaining({ service: 'payment' })]);
  });

  it('tell what asking them costs, and what is wrong, to their own organisation alone', async () => {
    const sources = await until(
      'an answer of each source',
      async () => {
        const { body } = await sidecar.ask({}, { path: '/v1/settings' });
        const told = (body.sources as SourceStatus[]).filter(({ kind }) => kind === 'grafana');
        return told.every(({ state }) => state !== 'never') ? told : null;
      },
      TWO_TICKS_MS
    );
    expect(sources).toEqual([
      expect.objectContaining({
        name: 'broken/loki',
        state: 'failing',
        problem: expect.stringContaining('role Viewer'),
      }),
      expect.objectContaining({
        ...{ name: 'first/loki', state: 'fresh', problem: null, restricted: true },
        cost: expect.objectContaining({ requests: expect.any(Number), bytes: expect.any(Number) }),
      }),
    ]);
    expect(sources[1]?.cost?.requests).toBeGreaterThanOrEqual(3);
    const others = await sidecar.ask({ organisation: 2 }, { path: '/v1/settings' });
    expect(JSON.stringify(others.body.sources)).not.toContain('loki');
  });

  it('are tried by the test of the connection, each for itself', async () => {
    const request = { method: 'POST', path: '/v1/settings/test', body: { target: 'telemetry' } };
    const { body } = await sidecar.ask({}, request);
    expect(body.ok).toBe(false);
    expect(body.sentence).toContain('broken/loki FAILED: Grafana does not let this service account ask');
    expect(body.sentence).toContain('first/loki: "Logs" (loki), 1 queries: levels; restricted');
  });

  it('never show the token, in no answer and no log line', async () => {
    const answers = await Promise.all(
      ['/v1/settings', '/v1/overview', '/v1/incidents', '/v1/events'].map((path) => sidecar.ask({}, { path }))
    );
    const read = [...sidecar.log, ...answers.map(({ body }) => JSON.stringify(body))].join('\n');
    expect(sidecar.log.join('\n')).toContain('could not be asked');
    expect(read).not.toContain(TOKEN);
    expect(read).not.toContain(TOKEN.slice(5, 30));
  });
});

describe('the configuration of a Grafana', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'incident-memory-grafana-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function read(server: Record<string, unknown>) {
    const file = path.join(folder, 'configuration.yaml');
    const { token: _, ...settings } = grafanaSettings('main', 'http://127.0.0.1:3000', 1);
    writeFileSync(file, JSON.stringify({ sharedKey: SHARED_KEY, grafana: [{ ...settings, ...server }] }));
    return readConfiguration({ IM_CONFIG: file });
  }

  it('takes the token from a file', () => {
    const tokenFile = path.join(folder, 'token');
    writeFileSync(tokenFile, `${TOKEN}\n`);
    expect(read({ tokenFile })).toMatchObject({ ok: true, value: { configuration: { grafana: [{ token: TOKEN }] } } });
  });

  it.each([
    [{}, 'has neither token nor tokenFile'],
    [{ tokenFile: '/nowhere/token' }, 'cannot be read'],
    [{ token: TOKEN, tokenFile: '/nowhere/token' }, 'is set beside token'],
    [{ token: TOKEN, url: 'http://ada:secret@127.0.0.1' }, 'use token or tokenFile'],
    [{ token: TOKEN, datasources: [{ uid: 'loki' }] }, 'asks for nothing'],
    [{ token: TOKEN, datasources: [{ uid: '../x', presets: ['levels'] }] }, 'expected the uid'],
  ])('says what is wrong with %j', (server, sentence) => {
    const result = read(server);
    expect(JSON.stringify(result)).toContain(sentence);
    expect(JSON.stringify(result)).not.toContain(TOKEN);
  });
});

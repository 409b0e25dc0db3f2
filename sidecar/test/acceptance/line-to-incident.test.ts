import { startSidecar, type RunningSidecar } from '../support/processes/running-sidecar.ts';
import { until } from '../support/until.ts';

let running: RunningSidecar;
beforeAll(async () => {
  running = await startSidecar();
});
afterAll(() => running.stop());

const ada = { login: 'ada', role: 'Editor' } as const;

function burst(service: string, errors: number) {
  return Array.from({ length: errors }, (_, index) => ({ service, message: `connection ${index} refused` }));
}

async function activeIncidents() {
  const { body } = await running.ask(ada, { path: '/v1/incidents?state=open,awaiting-confirmation' });
  return body.items as Array<Record<string, unknown>>;
}

describe('from an error line to an incident', () => {
  it('120 errors of a service open exactly one incident of it, with numbers, chart, samples and a timeline', async () => {
    expect((await running.sendLines(burst('payment', 120))).status).toBe(200);
    const [incident] = await until('the incident', async () => {
      const items = await activeIncidents();
      return items.length > 0 && items;
    });
    expect(incident).toMatchObject({
      number: 1,
      service: 'payment',
      kind: 'error-burst',
      state: 'open',
      recovery: 'ongoing',
    });
    expect(incident?.['impact']).toMatch(/payment: \d+ errors/);

    const chart = await running.ask(ada, { path: '/v1/incidents/INC-1/chart' });
    const errors = chart.body.series[0].points.reduce(
      (sum: number, point: { errors: number }) => sum + point.errors,
      0
    );
    expect(errors).toBe(120);
    const samples = await running.ask(ada, { path: '/v1/incidents/1/samples' });
    expect(samples.body.items[0]).toMatchObject({ service: 'payment', level: 'error' });
    const timeline = await running.ask(ada, { path: `/v1/incidents/${String(incident?.['id'])}/events` });
    expect(timeline.body.items[0]).toMatchObject({ type: 'opened', actor: { kind: 'system' } });
  });

  it('a person acknowledges, notes and confirms it, and what the life cycle forbids is refused in words', async () => {
    const acknowledged = await running.ask(ada, { path: '/v1/incidents/1/acknowledge', body: {} });
    expect(acknowledged).toMatchObject({ status: 200, body: { acknowledged: { by: 'ada' } } });
    const stale = await running.ask(ada, {
      path: '/v1/incidents/1/notes',
      body: { text: 'x' },
      headers: { 'if-match': '"1"' },
    });
    expect(stale).toMatchObject({ status: 409, body: { error: { code: 'IM_VERSION_CONFLICT', retryable: true } } });
    expect((await running.ask(ada, { path: '/v1/incidents/1/notes', body: { text: 'pool is full' } })).status).toBe(
      200
    );
    const notes = { cause: 'pool too small', fix: 'raised it', fixKind: 'configuration' };
    const confirmed = await running.ask(ada, { path: '/v1/incidents/1/confirm', body: notes });
    expect(confirmed.body).toMatchObject({ state: 'resolved', resolution: { ...notes, didNotHelp: '' } });
    const again = await running.ask(ada, { path: '/v1/incidents/1/confirm', body: notes });
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'IM_INCIDENT_TRANSITION_REFUSED' } } });
    expect(await activeIncidents()).toHaveLength(0);
  });

  it('five services at once are one widespread incident', async () => {
    const services = ['auth', 'user', 'database', 'analytics', 'notification'];
    await running.sendLines(services.flatMap((service) => burst(service, 40)));
    const items = await until('the incident', async () => {
      const found = await activeIncidents();
      return found.length > 0 && found;
    });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ kind: 'widespread', severity: 'critical' });
    expect((items[0]?.['services'] as Array<{ service: string }>).map(({ service }) => service).sort()).toEqual(
      [...services].sort()
    );
  });

  it('an idempotency key makes a write happen once, and give the same answer again', async () => {
    const request = {
      path: '/v1/incidents/2/notes',
      body: { text: 'only once' },
      headers: { 'idempotency-key': 'k-1' },
    };
    const [first, second] = await Promise.all([running.ask(ada, request), running.ask(ada, request)]);
    expect(second?.body).toEqual(first?.body);
    const timeline = await running.ask(ada, { path: '/v1/incidents/2/events' });
    const notes = (timeline.body.items as Array<{ sentence: string }>).filter(
      ({ sentence }) => sentence === 'only once'
    );
    expect(notes).toHaveLength(1);
    const other = await running.ask(ada, { ...request, body: { text: 'something else' } });
    expect(other).toMatchObject({ status: 422, body: { error: { code: 'IM_IDEMPOTENCY_MISMATCH' } } });
  });

  it('a question about a spike is answered with what is known', async () => {
    const now = Date.now();
    const points = Array.from({ length: 30 }, (_, index) => [now - (30 - index) * 60_000, index === 29 ? 90 : 1]);
    const answer = await running.ask(
      { role: 'Viewer' },
      {
        path: '/v1/ask',
        body: {
          panel: { title: 'Errors', dashboard: 'Shop', dashboardUid: 'shop' },
          from: now - 1_800_000,
          to: now,
          series: [{ name: 'payment', labels: { service: 'payment' }, points }],
        },
      }
    );
    expect(answer).toMatchObject({ status: 200, body: { services: ['payment'], spike: { peak: 90 }, unknown: [] } });
    expect(answer.body.incidents[0]).toMatchObject({ service: 'payment' });
    expect(answer.body.rates[0]).toMatchObject({ service: 'payment', errors: 120 });
  });
});

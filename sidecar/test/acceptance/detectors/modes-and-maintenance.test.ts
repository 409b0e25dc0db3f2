import { errorCode, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';
import { until } from '../../support/until.ts';

let running: RunningSidecar;
const NOW = Date.now();
const HOUR = 3_600_000;
const instant = (at: number): string => new Date(at).toISOString();

beforeAll(async () => {
  const weekly = { weekdays: ['monday', 'thursday'], at: '03:00', durationMinutes: 30, timeZone: 'Europe/Berlin' };
  running = await startSidecar({
    configuration: {
      detection: {
        evaluateEverySeconds: 0.2,
        detectors: { silence: { mode: 'off' } },
        maintenance: [{ organisation: 1, title: 'backups', services: ['database'], ...weekly }],
      },
    },
  });
});
afterAll(() => running.stop());

const detector = async (id: string, organisation = 1) => {
  const { body } = await running.ask({ role: 'Viewer', organisation }, { path: '/v1/detectors' });
  return (body.items as { id: string }[]).find((item) => item.id === id);
};
const setMode = (id: string, mode: string, person: object = {}) =>
  running.ask(person, { path: `/v1/detectors/${id}/mode`, body: { mode, reason: 'quiet for a week' } });

describe('modes', () => {
  test('all but the fixed rules begin on trial', async () => {
    const { body } = await running.ask({}, { path: '/v1/detectors' });
    const live = (body.items as { id: string; mode: string }[]).filter(({ mode }) => mode === 'live');
    expect(live.map(({ id }) => id)).toEqual(['error-burst', 'widespread-errors', 'external-alert']);
    expect(body.days).toBe(30);
  });

  test('an admin promotes a detector in their own organisation, and it says who did', async () => {
    const { body } = await setMode('latency', 'live', { login: 'grace' });
    const changed = { by: 'grace', reason: 'quiet for a week' };
    expect(body).toMatchObject({ id: 'latency', mode: 'live', defaultMode: 'trial', changed });
    expect(await detector('latency')).toMatchObject({ mode: 'live', changed });
    expect(await detector('latency', 2)).toMatchObject({ mode: 'trial', changed: null });
  });

  test('nobody else does, and what the file or good sense fixes stays', async () => {
    expect(errorCode(await setMode('traffic', 'live', { role: 'Editor' }))).toBe('IM_ROLE_INSUFFICIENT');
    expect(await detector('traffic')).toMatchObject({ mode: 'trial' });
    const byFile = await setMode('silence', 'live');
    expect({ status: byFile.status, code: errorCode(byFile) }).toEqual({
      status: 409,
      code: 'IM_DETECTOR_FIXED_BY_FILE',
    });
    expect(await detector('silence')).toMatchObject({ mode: 'off', fixedByFile: true });
    expect(errorCode(await setMode('external-alert', 'off'))).toBe('IM_DETECTOR_NEEDED');
    expect(errorCode(await setMode('nonsense', 'live'))).toBe('IM_REQUEST_INVALID');
    expect(errorCode(await setMode('latency', 'loud'))).toBe('IM_REQUEST_INVALID');
  });
});

test('in the demo everything speaks, and another organisation beside it stays on trial', async () => {
  const demo = await startSidecar({ configuration: { demo: { enabled: true } } });
  try {
    const modes = async (organisation: number) => {
      const { body } = await demo.ask({ organisation }, { path: '/v1/detectors' });
      return new Set((body.items as { mode: string }[]).map(({ mode }) => mode));
    };
    expect(await modes(1)).toEqual(new Set(['live']));
    expect(await modes(2)).toEqual(new Set(['live', 'trial']));
  } finally {
    await demo.stop();
  }
});

describe('maintenance', () => {
  const plan = (given: object = {}, person: object = { role: 'Editor', login: 'grace' }) =>
    running.ask(person, {
      path: '/v1/maintenance',
      body: { title: 'new disks', services: ['search'], from: instant(NOW), to: instant(NOW + HOUR), ...given },
    });
  const windows = async (organisation = 1, query = '') => {
    const { body } = await running.ask({ role: 'Viewer', organisation }, { path: `/v1/maintenance${query}` });
    return body.items as { id: string; title: string; fixedByFile: boolean; endedAt: string | null }[];
  };

  test('what an editor plans is listed beside what the file plans, in their organisation, until they end it', async () => {
    const { body: planned } = await plan();
    expect(planned).toMatchObject({ title: 'new disks', by: 'grace', kind: 'maintenance', endedAt: null });
    const titles = (await windows()).map(({ title }) => title).sort();
    expect(titles).toEqual(['backups', 'backups', 'new disks']);
    expect(await windows(2)).toEqual([]);
    const end = { path: `/v1/maintenance/${planned.id}/end`, body: {} };
    expect(errorCode(await running.ask({ organisation: 2 }, end))).toBe('IM_MAINTENANCE_UNKNOWN');
    const ended = await running.ask({ role: 'Editor' }, end);
    expect(Date.parse(ended.body.endedAt)).toBeGreaterThanOrEqual(NOW);
    expect((await windows()).find(({ id }) => id === planned.id)?.endedAt).toBe(ended.body.endedAt);
  });

  test('the file’s own cannot be ended here, and a week ahead shows each time', async () => {
    const month = await windows(1, `?from=${NOW}&to=${NOW + 28 * 24 * HOUR}`);
    const ofFile = month.filter(({ fixedByFile }) => fixedByFile);
    expect(ofFile).toHaveLength(8);
    const end = { path: `/v1/maintenance/${ofFile[0]?.id}/end`, body: {} };
    expect(errorCode(await running.ask({}, end))).toBe('IM_MAINTENANCE_FIXED_BY_FILE');
  });

  test('what makes no sense is refused in words', async () => {
    expect((await plan({ to: instant(NOW - HOUR) })).body.error.message).toContain(
      'the end is not after the beginning'
    );
    expect((await plan({ to: instant(NOW + 400 * HOUR) })).body.error.message).toContain('longer than 14 days');
    expect(errorCode(await plan({}, { role: 'Viewer' }))).toBe('IM_ROLE_INSUFFICIENT');
  });

  test('a quiet screen says that something is held back', async () => {
    await plan({ title: 'under way' });
    const { body } = await running.ask({}, { path: '/v1/overview' });
    expect(body.quiet.maintenance).toEqual(expect.arrayContaining([expect.objectContaining({ title: 'under way' })]));
    expect(body.quiet.detectors).toEqual({ live: 4, trial: 7, off: 1 });
  });
});

test('quality tells what became of incidents, and for whom it could have been one', async () => {
  await running.sendLines(Array.from({ length: 120 }, () => ({ service: 'payment' })));
  const incident = await until('the incident', async () => {
    const { body } = await running.ask({}, { path: '/v1/incidents' });
    return body.items[0]?.id as string | undefined;
  });
  const notes = { cause: 'pool', fix: 'restart', fixKind: 'restart', didNotHelp: '', prevention: '' };
  await running.ask({}, { path: `/v1/incidents/${incident}/mitigating`, body: {} });
  await running.ask({}, { path: `/v1/incidents/${incident}/confirm`, body: notes });
  const { body } = await running.ask({ role: 'Viewer' }, { path: '/v1/detection/quality?days=2' });
  expect(body.incidents).toMatchObject({ opened: 1, confirmed: 1, dismissed: 0, alertFirst: 0, precision: 1 });
  expect(body.mitigationSeconds.n).toBe(1);
  const burst = (body.detectors as { id: string; quality: object }[]).find(({ id }) => id === 'error-burst');
  expect(burst?.quality).toMatchObject({ alarms: 1, right: 1, found: 1, couldHaveFound: 1, leadSeconds: null });
  const foreign = await running.ask({ organisation: 2 }, { path: '/v1/detection/quality?days=2' });
  expect(foreign.body.incidents).toMatchObject({ opened: 0, confirmed: 0, precision: null });
});

import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { alarmOf } from '../../conformance/examples.ts';
import { until } from '../../support/until.ts';
import {
  errorCode,
  grafanaContext,
  SHARED_KEY,
  startSidecar,
  type RunningSidecar,
} from '../../support/processes/running-sidecar.ts';

let running: RunningSidecar;
const NOW = Date.now();
const OURS = systemScope('main:1');
const INCIDENT = { id: 'inc_00000000-0000-7000-8000-000000000001', number: 1 };

beforeAll(async () => {
  running = await startSidecar();
  const about = { at: NOW, startedAt: NOW - 60_000 };
  await running.stores.alarms.save(OURS, [
    alarmOf({ id: 'alm_trial', ...about, at: NOW + 1 }),
    alarmOf({ id: 'alm_harmless', ...about, mode: 'live', detector: 'new-message', hurts: false }),
    alarmOf({ id: 'alm_paged', ...about, mode: 'live', incident: INCIDENT }),
    alarmOf({ id: 'alm_ended', ...about, endedAt: NOW, service: 'search', heldBack: 'Held back: maintenance.' }),
  ]);
});
afterAll(() => running.stop());

const alarms = async (query: string, organisation = 1): Promise<string[]> => {
  const { body } = await running.ask({ role: 'Viewer', organisation }, { path: `/v1/alarms?${query}` });
  return (body.items as { id: string }[]).map(({ id }) => id).sort();
};
const judge = (alarm: string, verb: string, body: object = {}, person: object = { role: 'Editor', login: 'grace' }) =>
  running.ask(person, { path: `/v1/alarms/${alarm}/${verb}`, body });

test('the inbox holds what pages nobody and nobody judged', async () => {
  expect(await alarms('show=inbox')).toEqual(['alm_ended', 'alm_harmless', 'alm_trial']);
  expect(await alarms('show=trial')).toEqual(['alm_ended', 'alm_trial']);
  expect(await alarms('show=incident')).toEqual(['alm_paged']);
  expect(await alarms('firing=true')).toEqual(['alm_harmless', 'alm_paged', 'alm_trial']);
  expect(await alarms('detector=new-message,latency')).toEqual(['alm_harmless']);
  expect(await alarms('service=search')).toEqual(['alm_ended']);
  expect(await alarms(`to=${NOW - 61_000}`)).toEqual([]);
  expect(await alarms('', 2)).toEqual([]);
});

test('pages follow each other', async () => {
  const first = await running.ask({}, { path: '/v1/alarms?limit=3' });
  expect(first.body.items).toHaveLength(3);
  const rest = await running.ask({}, { path: `/v1/alarms?limit=3&cursor=${first.body.nextCursor}` });
  expect(rest.body).toMatchObject({ items: [{}], nextCursor: null });
  expect((await running.ask({}, { path: '/v1/alarms?cursor=nonsense' })).status).toBe(400);
  expect((await running.ask({}, { path: `/v1/alarms?from=${NOW}&to=${NOW - 1}` })).status).toBe(400);
});

test('a person confirms, takes it back and dismisses; each shows at once, with who said it', async () => {
  const confirmed = await judge('alm_trial', 'confirm', { reason: 'the pool was full, password=hunter2secret' });
  expect(confirmed.body.verdict).toMatchObject({ is: 'confirmed', by: 'grace' });
  expect(confirmed.body.verdict.reason).not.toContain('hunter2secret');
  expect(await alarms('show=inbox')).not.toContain('alm_trial');
  expect((await judge('alm_trial', 'undo')).body.verdict).toBeNull();
  expect(await alarms('show=inbox')).toContain('alm_trial');
  expect((await judge('alm_trial', 'dismiss')).status).toBe(400);
  expect((await judge('alm_trial', 'dismiss', { reason: 'a load test' })).body.verdict.is).toBe('dismissed');
});

test('a verdict outlives what detection writes later, and counts for its detector', async () => {
  await judge('alm_trial', 'confirm');
  const there = await running.stores.alarms.get(OURS, 'alm_trial');
  await running.stores.alarms.save(OURS, [{ ...alarmOf({ id: 'alm_trial' }), at: NOW, score: 9 }]);
  const after = await running.stores.alarms.get(OURS, 'alm_trial');
  expect(after).toMatchObject({ score: 9, verdict: there?.verdict });
  const { body } = await running.ask({}, { path: '/v1/detectors?days=7' });
  const counted = (body.items as { id: string; quality: object }[]).find(({ id }) => id === 'error-count');
  expect(counted?.quality).toMatchObject({ alarms: 3, right: 1, wrong: 0, precision: 1 });
});

test('nobody judges what is unknown, of another organisation, or above their role', async () => {
  const unknown = await judge('alm_nowhere', 'confirm');
  expect({ status: unknown.status, code: errorCode(unknown) }).toEqual({ status: 404, code: 'IM_ALARM_UNKNOWN' });
  const foreign = await judge('alm_harmless', 'confirm', {}, { role: 'Admin', organisation: 2 });
  expect(errorCode(foreign)).toBe('IM_ALARM_UNKNOWN');
  expect(errorCode(await judge('alm_harmless', 'confirm', {}, { role: 'Viewer' }))).toBe('IM_ROLE_INSUFFICIENT');
  expect((await running.stores.alarms.get(OURS, 'alm_harmless'))?.verdict).toBeNull();
});

test('open pages of the organisation hear that something changed, others do not', async () => {
  const abort = new AbortController();
  const listen = async (organisation: number) => {
    const headers = { 'x-incident-memory-key': SHARED_KEY, 'x-grafana-context': grafanaContext({ organisation }) };
    const response = await fetch(`${running.v1}/v1/stream`, { headers, signal: abort.signal });
    const heard: string[] = [];
    const reader = response.body?.getReader();
    const read = async (): Promise<void> => {
      for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
        heard.push(new TextDecoder().decode(part.value));
      }
    };
    void read().catch(() => undefined);
    return heard;
  };
  const [ours, theirs] = [await listen(1), await listen(2)];
  await judge('alm_ended', 'confirm');
  await until('the message', () => ours.join('').includes('{"type":"alarm","changed":1}'));
  await until('the greeting', () => theirs.join('').includes('"hello"'));
  abort.abort();
  expect(theirs.join('')).not.toContain('"alarm"');
});

import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { alarmOf, incidentOf } from '../../conformance/examples.ts';
import { startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

const NOW = Date.now();
const OURS = systemScope('main:1');
const OF_TEAM = { id: 'inc_00000000-0000-7000-8000-000000000007', number: 7 };
const OF_ALL = { id: 'inc_00000000-0000-7000-8000-000000000008', number: 8 };
const PAYMENT = { service: 'payment', firstErrorAt: NOW - 60_000, errors: 9, peakErrors: 3, baselineErrors: 1 };

let running: RunningSidecar;

beforeAll(async () => {
  running = await startSidecar();
  const { incidents, alarms } = running.stores;
  const confirmed = {
    state: 'resolved' as const,
    startedAt: NOW - 60_000,
    closedAt: NOW,
    service: 'payment',
    services: [PAYMENT],
  };
  await incidents.save(OURS, incidentOf(OURS, { ...OF_TEAM, ...confirmed, visibility: 'team', team: '4' }));
  await incidents.save(OURS, incidentOf(OURS, { ...OF_ALL, ...confirmed, visibility: 'organisation', team: null }));
  const linked = { at: NOW - 1000, startedAt: NOW - 60_000, service: 'payment', mode: 'live' as const };
  await alarms.save(OURS, [
    alarmOf({ id: 'alm_team', ...linked, incident: OF_TEAM }),
    alarmOf({ id: 'alm_everyone', ...linked, incident: OF_ALL }),
  ]);
});
afterAll(() => running.stop());

const ask = async (teams: number[], path: string) => (await running.ask({ role: 'Viewer', teams }, { path })).body;

describe('an incident of a team', () => {
  it.each([
    ['the list of alarms', '/v1/alarms', 'items'],
    ['a band', `/v1/bands?service=payment&from=${NOW - 120_000}&to=${NOW + 10_000}`, 'alarms'],
    ['evidence', `/v1/incidents/${OF_ALL.id}/evidence`, 'alarms'],
  ])('is pointed to by %s for the team alone', async (_name, path, key) => {
    const numbers = async (teams: number[]) => {
      const alarms: Array<{ incident: { number: number } | null }> = (await ask(teams, path))[key];
      return alarms.map(({ incident }) => incident?.number ?? 0).sort();
    };
    expect(await numbers([4])).toEqual([7, 8]);
    expect(await numbers([5])).toEqual([0, 8]);
  });

  it('is not counted where everybody reads the numbers', async () => {
    expect((await ask([4], '/v1/detection/quality')).incidents).toMatchObject({ opened: 1 });
  });
});

import { systemScope } from '../../src/domain/tenancy/scope.ts';
import { startSidecar, type RunningSidecar } from '../support/processes/running-sidecar.ts';
import { fuzzV1 } from './fuzz-v1.ts';

let running: RunningSidecar;
beforeAll(async () => {
  running = await startSidecar();
});
afterAll(() => running.stop());

describe('hostile requests to the interface', () => {
  it('are refused with a code of the catalogue and change nothing', async () => {
    const cases = Number(process.env['IM_TEST_FUZZ_CASES'] ?? 3000);
    const seed = Number(process.env['IM_TEST_FUZZ_SEED'] ?? 20261121);
    const report = await fuzzV1(running, { cases, seed });
    expect(report.cases).toBe(cases);
    expect(report.refused).toBeGreaterThan(cases / 3);
    const scope = systemScope('main:2');
    expect(await running.stores.incidents.list(scope, { sort: 'startedAt', limit: 10 })).toMatchObject({ records: [] });
    expect(await running.stores.events.heads(scope, { of: 'incidents', since: 0 })).toEqual(new Map());
    expect(running.log.filter((line) => line.includes('unexpected failure'))).toEqual([]);
  }, 600_000);
});

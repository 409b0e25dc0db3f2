import { INTAKE_TOKEN, send, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';
import { until } from '../../support/until.ts';

/** Remembering comes every two seconds, and two tests wait for it twice. */
jest.setTimeout(30_000);

let running: RunningSidecar;
let incident: string;

beforeAll(async () => {
  running = await startSidecar();
  await running.sendLines(
    Array.from({ length: 120 }, () => ({ service: 'payment', message: 'LedgerTimeout: no answer' }))
  );
  incident = await until('an incident', async () => {
    const { body } = await running.ask({}, { path: '/v1/incidents' });
    return body.items[0]?.id as string | undefined;
  });
});
afterAll(() => running.stop());

const tell = (change: Record<string, unknown>) =>
  send(`${running.intake}/intake/changes`, { body: change, headers: { authorization: `Bearer ${INTAKE_TOKEN}` } });
const memory = async () => (await running.ask({}, { path: `/v1/incidents/${incident}/memory` })).body;

it('a change tells when the fix that somebody is doing took effect', async () => {
  const fix = { kind: 'configuration', words: 'raise ledger.timeout to 5s', target: 'config/ledger.yaml' };
  await running.ask({}, { path: `/v1/incidents/${incident}/attempts`, body: { fix } });
  await tell({ kind: 'configuration', service: 'payment', title: 'ledger.timeout', after: '5s' });
  const applied = await until('the attempt to be done', async () => {
    const [attempt] = (await memory()).attempts;
    return attempt.state === 'done' ? attempt : undefined;
  });
  expect(applied).toMatchObject({ appliedKnownFrom: 'change', outcome: null });
  const { body } = await running.ask({}, { path: `/v1/incidents/${incident}/events` });
  expect(body.items.map(({ sentence }: { sentence: string }) => sentence)).toContain(
    'Done: raise ledger.timeout to 5s (configuration of payment: ledger.timeout)'
  );
});

it('a later change of what the fix was done to makes the memory stale, and recall says so instead of recommending it', async () => {
  const notes = { cause: 'ledger answers slowly', fix: 'raise ledger.timeout to 5s', fixKind: 'configuration' };
  await running.ask({}, { path: `/v1/incidents/${incident}/confirm`, body: notes });
  await until('the memory to be complete', async () => ((await memory()).state === 'active' ? true : undefined));
  const ask = async () =>
    (await running.ask({}, { path: '/v1/recall', body: { text: 'LedgerTimeout: no answer', service: 'payment' } }))
      .body;
  expect((await ask()).recommended).toHaveLength(1);
  await tell({ kind: 'deploy', service: 'payment', title: '2.16.0', details: { files: 'config/ledger.yaml' } });
  const stale = await until('the memory to be stale', async () => (await memory()).stale ?? undefined);
  expect(stale.reason).toMatch(/deploy of payment .*"config\/ledger.yaml", which the fix was done to/);
  const recalled = await ask();
  expect(recalled.recommended).toEqual([]);
  expect(recalled.untested).toMatchObject([{ state: 'stale', sentence: expect.stringContaining('may not hold') }]);
});

import fc from 'fast-check';
import { ERROR_CODES, ERRORS, type ErrorCode } from '@incident-memory/contract';
import { systemScope } from '../../src/domain/tenancy/scope.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { INTAKE_TOKEN, otlpBody, startSidecar, type RunningSidecar } from '../support/running-sidecar.ts';
import { GRAFANA_FIRING } from '../support/grafana-webhooks.ts';
import { mutate, mutation } from './hostile-values.ts';

const CASES = Number(process.env['IM_FUZZ_CASES'] ?? 2000);
const SEED = Number(process.env['IM_FUZZ_SEED'] ?? 20_261_121);

jest.setTimeout(600_000);

let running: RunningSidecar;
beforeAll(async () => {
  // Time stands still: what happens by itself must not be taken for what a request did.
  running = await startSidecar({ clock: new FakeClock(Date.now()) });
});
afterAll(() => running.stop());

interface Intake {
  readonly path: string;
  readonly type: string;
}

const LOGS_JSON: Intake = { path: '/intake/otlp/v1/logs', type: 'application/json' };
const LOGS_PROTOBUF: Intake = { path: '/intake/otlp/v1/logs', type: 'application/x-protobuf' };
const GRAFANA: Intake = { path: '/intake/alerts/grafana', type: 'application/json' };
const ALERTMANAGER: Intake = { path: '/intake/alerts/alertmanager', type: 'application/json' };

async function refusal(intake: Intake, body: string | Uint8Array): Promise<'taken' | 'refused'> {
  const response = await fetch(`${running.intake}${intake.path}`, {
    method: 'POST',
    headers: { 'content-type': intake.type, authorization: `Bearer ${INTAKE_TOKEN}` },
    body: typeof body === 'string' ? body : Buffer.from(body),
  });
  const text = await response.text();
  if (response.status === 200) {
    return 'taken';
  }
  const { error } = JSON.parse(text) as { error: { code: ErrorCode } };
  expect(ERROR_CODES).toContain(error.code);
  expect(ERRORS[error.code].status).toBe(response.status);
  expect(response.status).toBeLessThan(500);
  return 'refused';
}

async function stored(): Promise<string> {
  const scope = systemScope('main:1');
  const [logs, incidents] = await Promise.all([
    running.stores.logs.search(scope, { from: 0, to: Date.now() + 3_600_000, limit: 200 }),
    running.stores.incidents.list(scope, { sort: 'startedAt', limit: 200 }),
  ]);
  return JSON.stringify([logs.lines.map(({ id }) => id), incidents.records.map(({ id, version }) => [id, version])]);
}

/** Every case is answered; what is refused left the store as it was. Says how many of each there were. */
async function fuzz<Case>(cases: fc.Arbitrary<Case>, act: (hostile: Case) => Promise<'taken' | 'refused'>) {
  const seen = { taken: 0, refused: 0 };
  let before = await stored();
  await fc.assert(
    fc.asyncProperty(cases, async (hostile) => {
      const outcome = await act(hostile);
      seen[outcome] += 1;
      const after = await stored();
      if (outcome === 'refused') {
        expect(after === before).toBe(true);
      }
      before = after;
    }),
    { numRuns: CASES, seed: SEED, endOnFailure: true }
  );
  return seen;
}

const LINE = otlpBody([{ service: 'payment', message: 'refused', at: Date.UTC(2026, 0, 1) }]);
const WEBHOOK: unknown = JSON.parse(GRAFANA_FIRING.body);

describe(`hostile input at the intake, ${CASES} cases each, seed ${SEED}`, () => {
  it('as OTLP in JSON', async () => {
    const { refused } = await fuzz(mutation, (change) => refusal(LOGS_JSON, mutate(LINE, change)));
    expect(refused).toBeGreaterThan(CASES / 10);
  });

  it('as OTLP in protobuf', async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
    const { refused } = await fuzz(bytes, (hostile) => refusal(LOGS_PROTOBUF, hostile));
    expect(refused).toBeGreaterThan(CASES / 10);
  });

  it.each([
    ['Grafana', GRAFANA],
    ['Alertmanager', ALERTMANAGER],
  ])('as a webhook of %s', async (_, intake) => {
    const { refused } = await fuzz(mutation, (change) => refusal(intake, mutate(WEBHOOK, change)));
    expect(refused).toBeGreaterThan(CASES / 10);
  });
});

import fc from 'fast-check';
import { ERROR_CODES, ERRORS, type ErrorCode } from '@incident-memory/contract';
import { FakeClock } from '../support/fake-clock.ts';
import { INTAKE_TOKEN, startSidecar, type RunningSidecar } from '../support/processes/running-sidecar.ts';
import { GRAFANA_FIRING } from '../support/grafana-webhooks.ts';
import { countingStores } from './fuzz-machines.ts';
import { mutate, mutation } from './hostile-values.ts';
import { OTLP_EXAMPLES } from '../support/otlp/otlp-examples.ts';

const CASES = Number(process.env['IM_FUZZ_CASES'] ?? 2000);
const SEED = Number(process.env['IM_FUZZ_SEED'] ?? 20_261_121);

jest.setTimeout(600_000);

const counting = countingStores();
let running: RunningSidecar;
beforeAll(async () => {
  // Time stands still: what happens by itself must not be taken for what a request did.
  running = await startSidecar({ stores: counting.stores, clock: new FakeClock(Date.now()) });
});
afterAll(() => running.stop());

interface Intake {
  readonly path: string;
  readonly type: string;
}

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

/** Every case is answered; what is refused wrote nothing. Says how many of each there were. */
async function fuzz<Case>(cases: fc.Arbitrary<Case>, act: (hostile: Case) => Promise<'taken' | 'refused'>) {
  const seen = { taken: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async (hostile) => {
      const before = counting.writes();
      const outcome = await act(hostile);
      seen[outcome] += 1;
      if (outcome === 'refused') {
        expect(counting.writes()).toBe(before);
      }
    }),
    { numRuns: CASES, seed: SEED, endOnFailure: true }
  );
  return seen;
}

const WEBHOOK: unknown = JSON.parse(GRAFANA_FIRING.body);

describe(`hostile input at the intake, ${CASES} cases each, seed ${SEED}`, () => {
  it.each(OTLP_EXAMPLES)('as OTLP in JSON at $path', async ({ path, json }) => {
    const { refused } = await fuzz(mutation, (change) =>
      refusal({ path, type: 'application/json' }, mutate(json, change))
    );
    expect(refused).toBeGreaterThan(CASES / 10);
  });

  it.each(OTLP_EXAMPLES)('as OTLP in protobuf at $path', async ({ path }) => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
    const { refused } = await fuzz(bytes, (hostile) => refusal({ path, type: 'application/x-protobuf' }, hostile));
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

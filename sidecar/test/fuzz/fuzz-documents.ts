import fc from 'fast-check';
import { ERROR_CODES, ERRORS } from '@incident-memory/contract';
import { COMPATIBLE_PREFIX } from '../../src/adapters/compat-elasticsearch/register-elasticsearch.ts';
import { INTAKE_TOKEN, type Answer, type RunningSidecar } from '../support/processes/running-sidecar.ts';
import type { FuzzReport } from './fuzz-v1.ts';
import { mutate, mutation } from './hostile-values.ts';
import { mostlyInProcess } from './mostly-in-process.ts';

const AT = '2026-01-01T00:00:00.123Z';
const IDS = { trace: { id: '0af7651916cd43dd8448eb211c80319c' }, parent: { id: '00f067aa0ba902b7' } };
/** One of each kind that is read. */
const DOCUMENTS = [
  {
    '@timestamp': AT,
    message: 'refused',
    log: { level: 'error' },
    service: { name: 'payment' },
    error: { type: 'E', stack_trace: 'E\n at x' },
    kubernetes: { namespace: 'shop', pod: { name: 'payment-1' }, labels: { app: 'payment' } },
    ...IDS,
  },
  {
    '@timestamp': '1767225600123.5',
    body: { text: 'refused' },
    severity_number: 17,
    resource: { attributes: { 'service.name': 'payment', 'k8s.pod.name': 'payment-1' } },
    attributes: { 'exception.type': 'E' },
  },
  {
    '@timestamp': AT,
    processor: { event: 'span' },
    span: { id: '00f067aa0ba902b7', name: 'GET', duration: { us: 5 }, destination: { service: { resource: 'cart' } } },
    service: { name: 'payment' },
    ...IDS,
  },
  {
    '@timestamp': AT,
    metricset: { name: 'cpu' },
    system: { cpu: { total: { pct: 0.5 }, cores: 2 } },
    host: { name: 'node-1' },
  },
];
const ACTION = { create: { _index: 'logs', _id: 'a' } };

interface HostileRequest {
  readonly path: string;
  readonly body: string | Buffer;
}

const document = fc.constantFrom(...DOCUMENTS);
const bulk = (body: string | Buffer): HostileRequest => ({ path: '/_bulk', body });
const hostile: fc.Arbitrary<HostileRequest> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(document, mutation)
      .map(([sound, change]) => bulk(`${JSON.stringify(ACTION)}\n${mutate(sound, change)}\n`)),
  },
  fc.tuple(document, mutation).map(([sound, change]) => bulk(`${mutate(ACTION, change)}\n${JSON.stringify(sound)}\n`)),
  fc.tuple(document, mutation).map(([sound, change]) => ({ path: '/logs/_doc', body: mutate(sound, change) })),
  fc.uint8Array({ minLength: 1, maxLength: 100 }).map((bytes) => bulk(Buffer.from([...bytes, 0x0a]))),
  fc.string({ unit: 'binary', minLength: 1 }).map((path) => ({
    path: `/${encodeURIComponent(path.toWellFormed())}`,
    body: '{}\n',
  }))
);

interface ToldError {
  readonly reason?: unknown;
}

/** Hostile requests as Elasticsearch's senders might make them: taken, or refused in its form and without any write. */
export async function fuzzDocuments(
  running: RunningSidecar,
  { cases, seed, writes }: { cases: number; seed: number; writes: () => number }
): Promise<FuzzReport> {
  const report = { cases: 0, refused: 0, taken: 0 };
  const ask = mostlyInProcess(running.sidecar.servers.intake, running.intake);
  const attempt = async ({ path, body }: HostileRequest) => {
    const before = writes();
    const headers = { 'content-type': 'application/x-ndjson', authorization: `ApiKey ${INTAKE_TOKEN}` };
    const answer = await ask({ method: 'POST', path: COMPATIBLE_PREFIX + path, headers, body });
    report.cases += 1;
    const errors = errorsOf(answer);
    if (errors.length === 0) {
      report.taken += 1;
      return;
    }
    const strange = errors.find(({ status, reason }) => !isOfCatalogue(status, reason));
    if (strange !== undefined || answer.status >= 500) {
      throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
    }
    if (writes() !== before) {
      throw new Error(`${path} refused with ${String(errors[0]?.reason)} and wrote to the store all the same`);
    }
    report.refused += 1;
  };
  await fc.assert(fc.asyncProperty(hostile, attempt), { numRuns: cases, seed, endOnFailure: true });
  return report;
}

/** Of the request, or of its only document. */
function errorsOf({ status, body }: Answer): { status: number; reason: unknown }[] {
  if (status >= 300) {
    return [{ status, reason: (body as { error?: ToldError }).error?.reason }];
  }
  const { items = [] } = body as { items?: Record<string, { status: number; error?: ToldError }>[] };
  return items
    .flatMap((item) => Object.values(item))
    .filter((item) => item.status >= 300)
    .map((item) => ({ status: item.status, reason: item.error?.reason }));
}

function isOfCatalogue(status: number, reason: unknown): boolean {
  const code = ERROR_CODES.find((one) => one === /^IM_[A-Z_]+/.exec(String(reason))?.[0]);
  return code !== undefined && ERRORS[code].status === status;
}

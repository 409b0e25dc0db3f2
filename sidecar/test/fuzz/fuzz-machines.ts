import fc from 'fast-check';
import { ERROR_CODES, ERRORS, type ErrorCode } from '@incident-memory/contract';
import { openMemoryStores } from '../../src/adapters/store-memory/open-memory-stores.ts';
import type { Stores } from '../../src/ports/stores/stores.ts';
import {
  CHANGE,
  GITHUB_EVENTS,
  githubHeaders,
  KUBERNETES_DEPLOYMENT,
  KUBERNETES_EVENT,
  KUBERNETES_POD,
} from '../support/change-examples.ts';
import { GRAFANA_FIRING } from '../support/grafana-webhooks.ts';
import { GITHUB_SECRET, INTAKE_TOKEN, type RunningSidecar } from '../support/processes/running-sidecar.ts';
import type { FuzzReport } from './fuzz-v1.ts';
import { mutate, mutation } from './hostile-values.ts';
import { mostlyInProcess } from './mostly-in-process.ts';
import { OTLP_EXAMPLES, type OtlpExample } from '../support/otlp/otlp-examples.ts';

const WEBHOOK: unknown = JSON.parse(GRAFANA_FIRING.body);

interface HostileRequest {
  readonly path: string;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Record<string, string>;
}

const json = 'application/json';
const protobuf = 'application/x-protobuf';
const hostileOtlp: fc.Arbitrary<HostileRequest> = fc.constantFrom(...OTLP_EXAMPLES).chain((example) =>
  fc.oneof(
    mutation.map((change) => ({ path: example.path, type: json, body: mutate(example.json, change) })),
    fc
      .uint8Array({ minLength: 1, maxLength: 300 })
      .map((bytes) => ({ path: example.path, type: protobuf, body: Buffer.from(bytes) })),
    changes(example).map((body) => ({ path: example.path, type: protobuf, body }))
  )
);
const KUBERNETES = '/intake/kubernetes/events';
const OBJECTS = [KUBERNETES_EVENT, KUBERNETES_POD, KUBERNETES_DEPLOYMENT];
const hostileChanges: fc.Arbitrary<HostileRequest> = fc.oneof(
  mutation.map((change) => ({ path: '/intake/changes', type: json, body: mutate(CHANGE, change) })),
  mutation.map((change) => ({ path: '/intake/changes', type: json, body: mutate([CHANGE, CHANGE], change) })),
  fc
    .tuple(fc.constantFrom(...OBJECTS), mutation)
    .map(([object, change]) => ({ path: KUBERNETES, type: json, body: mutate(object, change) })),
  mutation.map((change) => ({ path: KUBERNETES, type: json, body: mutate({ kind: 'List', items: OBJECTS }, change) })),
  fc.tuple(fc.constantFrom(...OBJECTS), mutation).map(([object, change]) => ({
    path: KUBERNETES,
    type: 'application/x-ndjson',
    body: `${JSON.stringify(KUBERNETES_EVENT)}\n${mutate(object, change)}`,
  })),
  fc.tuple(fc.constantFrom(...Object.entries(GITHUB_EVENTS)), mutation).map(([[event, told], change]) => {
    const body = mutate(told, change);
    const headers = githubHeaders(body, { event, secret: GITHUB_SECRET });
    return { path: '/intake/changes/github', type: json, body, headers };
  })
);
const hostile: fc.Arbitrary<HostileRequest> = fc.oneof(
  { arbitrary: hostileOtlp, weight: 3 },
  { arbitrary: hostileChanges, weight: 3 },
  mutation.map((change) => ({ path: '/intake/alerts/grafana', type: json, body: mutate(WEBHOOK, change) })),
  mutation.map((change) => ({ path: '/intake/alerts/alertmanager', type: json, body: mutate(WEBHOOK, change) }))
);

/** Some bytes of it are others. */
function changes({ protobuf: sound }: OtlpExample): fc.Arbitrary<Buffer> {
  const change = fc.tuple(fc.nat(sound.length - 1), fc.nat(255));
  return fc.array(change, { minLength: 1, maxLength: 6 }).map((all) => {
    const bytes = Buffer.from(sound);
    all.forEach(([at, value]) => (bytes[at] = value));
    return bytes;
  });
}

/** Memory stores that count what is asked of their writing side. */
export function countingStores(): { stores: Stores; writes: () => number } {
  const stores = openMemoryStores();
  let writes = 0;
  const counted = <Port extends object>(port: Port, names: ReadonlyArray<keyof Port>): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        writes += names.includes(name as keyof Port) ? 1 : 0;
        const value: unknown = Reflect.get(target, name, receiver);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  return {
    stores: {
      ...stores,
      events: counted(stores.events, ['append', 'forget']),
      incidents: counted(stores.incidents, ['save', 'nextNumber']),
      signals: counted(stores.signals, ['append']),
      statistics: counted(stores.statistics, ['replace']),
    },
    writes: () => writes,
  };
}

/** Hostile requests of machines: each is taken, or refused with a code of the catalogue and without any write. */
export async function fuzzMachines(
  running: RunningSidecar,
  { cases, seed, writes }: { cases: number; seed: number; writes: () => number }
): Promise<FuzzReport> {
  const report = { cases: 0, refused: 0, taken: 0 };
  const ask = mostlyInProcess(running.sidecar.servers.intake, running.intake);
  const attempt = async ({ path, type, body, headers: more = {} }: HostileRequest) => {
    const before = writes();
    const headers = { 'content-type': type, authorization: `Bearer ${INTAKE_TOKEN}`, ...more };
    const answer = await ask({ method: 'POST', path, headers, body });
    report.cases += 1;
    if (answer.status === 200) {
      report.taken += 1;
      return;
    }
    const code = (answer.body as { error?: { code?: ErrorCode } }).error?.code;
    const isOfCatalogue = code !== undefined && ERROR_CODES.includes(code) && ERRORS[code].status === answer.status;
    if (answer.status >= 500 || !isOfCatalogue) {
      throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
    }
    if (writes() !== before) {
      throw new Error(`${path} refused with ${code} and wrote to the store all the same`);
    }
    report.refused += 1;
  };
  await fc.assert(fc.asyncProperty(hostile, attempt), { numRuns: cases, seed, endOnFailure: true });
  return report;
}

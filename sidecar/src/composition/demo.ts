import { createHash, randomBytes, randomInt } from 'node:crypto';
import { DemoStream, type DemoMessage } from '../demo/demo-stream.ts';
import { writePast } from '../demo/past/write-past.ts';
import { seededRandom } from '../demo/seeded-random.ts';
import { CLUSTER as DEMO_CLUSTER } from '../demo/shop/shop-map.ts';
import { organisationId } from '../domain/tenancy/scope.ts';
import type { MachineCredential } from '../platform/configuration/schema.ts';
import { createOutbound } from '../platform/outbound/outbound-http.ts';
import type { DemoInjection } from '../ports/demo-injection.ts';
import type { MemoryParts } from './build-memory.ts';
import type { Core } from './core.ts';
import { DEMO_ORG_ID } from './organisations.ts';

export interface Demo extends DemoInjection {
  /** Good for this process only. */
  readonly credential: MachineCredential;
  start(intakeAddress: string): void;
  stop(): Promise<void>;
}

const TIMEOUT_SECONDS = 10;
const DOORS: Readonly<Record<DemoMessage['to'], string>> = {
  logs: '/intake/otlp/v1/logs',
  traces: '/intake/otlp/v1/traces',
  metrics: '/intake/otlp/v1/metrics',
  changes: '/intake/changes',
  kubernetes: `/intake/kubernetes/events?cluster=${DEMO_CLUSTER}`,
};

/** The demo speaks to the intake over HTTP like any other sender. Null where it is not wanted. */
export function buildDemo(core: Core, { ledger: memories }: Pick<MemoryParts, 'ledger'>): Demo | null {
  const { configuration, stores, clock, ids, logger } = core;
  if (!configuration.demo.enabled) {
    return null;
  }
  const token = randomBytes(24).toString('hex');
  let stream: DemoStream | null = null;
  let closeOutbound = (): Promise<void> => Promise.resolve();
  let isStopped = false;
  let past = Promise.resolve();
  return {
    credential: {
      id: 'demo',
      sha256: createHash('sha256').update(token).digest('hex'),
      organisation: DEMO_ORG_ID,
      team: null,
      kinds: ['logs', 'changes'],
      role: 'Editor',
      person: null,
    },
    serves: (organisation) => organisation === organisationId(configuration.instance, DEMO_ORG_ID),
    inject: (injection) => stream?.inject(injection) ?? { overSeconds: 0 },
    start: (intakeAddress) => {
      const outbound = createOutbound({ origins: [intakeAddress], timeoutSeconds: TIMEOUT_SECONDS });
      closeOutbound = () => outbound.close();
      const headers = { authorization: `Bearer ${token}` };
      stream = new DemoStream({
        clock,
        random: seededRandom(randomInt(2 ** 31)),
        linesPerSecond: configuration.demo.linesPerSecond,
        send: async ({ to, body }) => (await outbound.postJson(`${intakeAddress}${DOORS[to]}`, body, headers)) === 200,
      });
      stream.start();
      const organisation = organisationId(configuration.instance, DEMO_ORG_ID);
      past = writePast({ stores, memories, clock, ids }, { organisation, isStopped: () => isStopped }).catch(
        (error: unknown) =>
          logger.warn({ err: error }, 'the past of the demo is not whole; the next start goes on with it')
      );
    },
    stop: async () => {
      isStopped = true;
      await past;
      await stream?.stop();
      await closeOutbound();
    },
  };
}

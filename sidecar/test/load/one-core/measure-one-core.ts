import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { checkKept } from './check-kept.ts';
import { fittedGrowth, type MemorySample } from './fitted-growth.ts';
import { OneCoreSidecar, type SignalCost } from './one-core-sidecar.ts';
import { pushRequests } from './push-requests.ts';
import { RealisticRequests } from './realistic-requests.ts';
import { threadsCost } from './threads-cost.ts';

const DURABLE_SERVER = fileURLToPath(new URL('./durable-server.ts', import.meta.url));
/** Until the compiler has seen what comes, and the caches have what stays. */
const WARM_UP = 50_000;
const SAMPLES = 10;
const SHORT_RUN = 60_000;
const MILLION = 1e6;

export interface OneCore {
  /** CPU microseconds a line of a server that only parses the same JSON and flushes it to a file. */
  readonly durableUs: number;
  readonly lines: SignalCost;
  /** Other encodings and signals, where they were asked for. */
  readonly others: readonly SignalCost[];
  readonly samples: readonly MemorySample[];
  /** Megabytes, of the second half of the lines. */
  readonly grownMegabytes: number;
  /** What is not counted or not found; empty as it should be. */
  readonly findings: readonly string[];
}

interface Options {
  readonly lines: number;
  /** Also protobuf, spans and metric points. */
  readonly others: boolean;
  readonly onSample?: (sample: MemorySample, cost: { allUs: number }) => void;
}

/** From HTTP to counted and stored, the whole process on one core. */
export async function measureOneCore({ lines: records, others, onSample }: Options): Promise<OneCore> {
  const durableUs = await durableMicroseconds();
  const sidecar = await OneCoreSidecar.start();
  try {
    await sidecar.push({ signal: 'logs', encoding: 'json', records: WARM_UP });
    const lines = await sidecar.push({
      ...{ signal: 'logs', encoding: 'json', records },
      sampleEvery: records / SAMPLES,
      ...(onSample === undefined ? {} : { onSample }),
    });
    const costs: SignalCost[] = [];
    if (others) {
      for (const signal of ['logs', 'traces', 'metrics'] as const) {
        for (const encoding of signal === 'logs' ? (['protobuf'] as const) : (['json', 'protobuf'] as const)) {
          await sidecar.push({ signal, encoding, records: SHORT_RUN / 3 });
          costs.push(await sidecar.push({ signal, encoding, records: SHORT_RUN }));
        }
      }
    }
    const { samples } = sidecar;
    const findings = await checkKept(sidecar.client, sidecar.requests.sent);
    return { durableUs, lines, others: costs, samples, grownMegabytes: fittedGrowth(samples), findings };
  } finally {
    await sidecar.stop();
  }
}

async function durableMicroseconds(): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', DURABLE_SERVER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pid = -1 } = child;
  try {
    const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const push = { signal: 'logs', encoding: 'json', requests: new RealisticRequests(2) } as const;
    await pushRequests(url, { ...push, records: SHORT_RUN / 3 });
    const before = threadsCost(pid);
    const { records } = await pushRequests(url, { ...push, records: SHORT_RUN });
    return ((threadsCost(pid).all - before.all) / records) * MILLION;
  } finally {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
}

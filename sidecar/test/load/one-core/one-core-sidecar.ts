import { availableParallelism } from 'node:os';
import { SidecarClient } from '../../chaos/sidecar-client.ts';
import {
  prepareSidecar,
  startProcess,
  type Addresses,
  type SidecarPlace,
  type SidecarProcess,
} from '../../support/processes/sidecar-process.ts';
import { residentMegabytes } from '../process-cost.ts';
import type { MemorySample } from './fitted-growth.ts';
import { pushRequests, type Encoding } from './push-requests.ts';
import { RealisticRequests, type Signal } from './realistic-requests.ts';
import { busiestOther, pinToCore, threadsCost } from './threads-cost.ts';

/** CPU microseconds a record. `rest`: what collects garbage, compiles, waits for files. */
export interface SignalCost {
  readonly signal: Signal;
  readonly encoding: Encoding;
  readonly records: number;
  readonly bytes: number;
  readonly recordsPerSecond: number;
  readonly mainThreadUs: number;
  readonly writerUs: number;
  readonly restUs: number;
  readonly allUs: number;
}

interface Push {
  readonly signal: Signal;
  readonly encoding: Encoding;
  readonly records: number;
  readonly sampleEvery?: number;
  readonly onSample?: (sample: MemorySample, cost: { allUs: number }) => void;
}

interface Started {
  readonly place: SidecarPlace;
  readonly process: SidecarProcess;
  readonly addresses: Addresses;
}

const SIDECARS_CORE = 0;
/** What Node takes by itself where a container has 512 MB; on a large machine garbage would lie about for longer. */
const HEAP_MEGABYTES = 256;
const MILLION = 1e6;

/** The real process with all its threads on one core; whoever sends has the others. */
export class OneCoreSidecar {
  readonly samples: MemorySample[] = [];
  readonly requests = new RealisticRequests(1);
  readonly client: SidecarClient;
  private readonly place: SidecarPlace;
  private readonly process: SidecarProcess;
  private readonly addresses: Addresses;

  static async start(): Promise<OneCoreSidecar> {
    const place = prepareSidecar();
    const process = startProcess(place, [`--max-old-space-size=${HEAP_MEGABYTES}`]);
    return new OneCoreSidecar({ place, process, addresses: await process.ready });
  }

  private constructor({ place, process, addresses }: Started) {
    this.place = place;
    this.process = process;
    this.addresses = addresses;
    this.client = new SidecarClient(addresses);
    if (availableParallelism() > 1) {
      pinToCore(process.pid, SIDECARS_CORE);
    }
  }

  async push({ sampleEvery = Infinity, onSample = () => undefined, ...push }: Push): Promise<SignalCost> {
    const { pid } = this.process;
    const before = threadsCost(pid);
    let sampled = before;
    const onAcknowledged = (acknowledged: number) => {
      if (acknowledged % sampleEvery === 0) {
        const cost = threadsCost(pid);
        const sample = { records: acknowledged, megabytes: residentMegabytes(pid) };
        this.samples.push(sample);
        onSample(sample, { allUs: ((cost.all - sampled.all) / sampleEvery) * MILLION });
        sampled = cost;
      }
    };
    const { records, bytes, seconds } = await pushRequests(this.addresses.intake, {
      ...push,
      requests: this.requests,
      onAcknowledged,
    });
    const after = threadsCost(pid);
    const microseconds = (spent: number) => (spent / records) * MILLION;
    const [mainThread, writer, all] = [
      after.mainThread - before.mainThread,
      busiestOther(pid, before, after),
      after.all - before.all,
    ];
    return {
      ...{ signal: push.signal, encoding: push.encoding, records, bytes, recordsPerSecond: records / seconds },
      mainThreadUs: microseconds(mainThread),
      writerUs: microseconds(writer),
      restUs: microseconds(all - mainThread - writer),
      allUs: microseconds(all),
    };
  }

  async stop(): Promise<void> {
    this.process.send('SIGKILL');
    await this.process.ended;
    this.place.remove();
  }
}

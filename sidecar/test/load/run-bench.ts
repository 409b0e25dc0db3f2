import { prepareSidecar, startProcess } from '../support/processes/sidecar-process.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { SidecarClient } from '../chaos/sidecar-client.ts';
import { bareStartMs, emptyLoopsPerSecond, startBareServer } from './bare-machine.ts';
import { pushLines, type Encoding, type IntakeRate } from './bench-intake.ts';
import { measureOneCore } from './one-core/measure-one-core.ts';
import { oneCoreRows } from './one-core/one-core-rows.ts';
import { measurePolled } from './bench-polled.ts';
import { measureScreen, type ScreenLatency } from './bench-screen.ts';
import { residentMegabytes } from './process-cost.ts';
import { benchStores } from './store-bench.ts';
import { benchTick } from './ticks/tick-bench.ts';
import { benchWatch } from './ticks/watch-bench.ts';
import { benchErrors, MOST_BARE_LINES, MOST_BARE_SPLITS, type ErrorsBench } from './signals/errors-bench.ts';
import { benchTraffic } from './signals/traffic-bench.ts';

export interface BenchRow {
  readonly what: string;
  readonly figure: string;
  readonly gate?: { readonly wanted: string; readonly holds: boolean };
}

interface BenchOptions {
  /** Under a minute, without Elasticsearch and the million lines. */
  readonly quick: boolean;
  readonly onStep?: (step: string) => void;
}

/** Of a bare route that reads and forgets the same bytes: a third of the least that was seen on a busy machine. */
const LEAST_SHARE_OF_BARE_ROUTE = 1 / 100;
/** Group commit must do more than a flush a write would, or it is broken. */
const LEAST_EVENTS_A_FLUSH = 1;
const MOST_TICK_CPU_MS = 100;
const MOST_WATCH_CPU_MS = 150;
const MOST_GROWTH_WITH_HISTORY = 2;
/** Ten to fifteen on a quiet machine; what a test runner's sandbox does to both is not the same. */
export const MOST_BARE_COUNTS_A_SPAN = 40;
/** A million more lines on top of the first hundred thousand. */
const MOST_MEMORY_GROWTH = 1.5;
/** A test of its own sends the million (one-core/one-core.test.ts). */
const ONE_CORE_LINES = 200_000;
const PUSHED = { medianMs: 2000, p95Ms: 4000 };
const POLLED = { medianMs: 12_000, p95Ms: 15_000 };
/** On a machine that is busy with other things the median alone still says something. */
const QUICK_TOLERANCE = 2;

export async function runBench({ quick, onStep = () => undefined }: BenchOptions): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const add = (found: readonly BenchRow[]) => rows.push(...found);
  onStep('the bare machine, events and batches into SQLite');
  add([{ what: 'bare: empty loop', figure: `${millions(emptyLoopsPerSecond())} million additions/s` }]);
  add(storeRows(await benchStores(quick ? 1 : 5)));
  onStep('detection');
  add(tickRows(benchTick({ hours: quick ? 1 : 6 })));
  add(watchRows(benchWatch({ warmTicks: quick ? 60 : 360 })));
  onStep('traffic');
  add(trafficRows(benchTraffic({ spans: quick ? 50_000 : 200_000 })));
  onStep('errors');
  add(errorRows(benchErrors()));
  onStep('intake, start-up, memory');
  add(await intakeRows(quick));
  if (!quick) {
    onStep('everything on one core');
    add(oneCoreRows(await measureOneCore({ lines: ONE_CORE_LINES, others: true })));
  }
  onStep('from the line to the screen, pushed');
  add(
    screenRows('pushed', await measurePushed(quick ? 30 : 50), { ...PUSHED, tolerance: quick ? QUICK_TOLERANCE : 1 })
  );
  if (!quick) {
    onStep('from the line to the screen, polled from Elasticsearch');
    add(screenRows('polled every 10 s', await measurePolled(40), { ...POLLED, tolerance: 1 }));
  }
  return rows;
}

function storeRows(store: Awaited<ReturnType<typeof benchStores>>): BenchRow[] {
  const { eventsPerSecond, bareFsyncsPerSecond, bareInsertsPerSecond, eventMilliseconds } = store;
  const ratio = eventsPerSecond / bareFsyncsPerSecond;
  return [
    { what: 'bare: write and fsync', figure: `${bareFsyncsPerSecond}/s` },
    { what: 'bare: SQLite, one insert a transaction', figure: `${bareInsertsPerSecond}/s` },
    {
      what: 'durable event writes, 50 callers',
      figure: `${eventsPerSecond}/s, p50 ${eventMilliseconds.p50.toFixed(1)} ms, p99 ${eventMilliseconds.p99.toFixed(1)} ms; ${ratio.toFixed(1)} a bare fsync`,
      gate: { wanted: 'more than a bare fsync', holds: ratio > LEAST_EVENTS_A_FLUSH },
    },
    { what: 'log lines into the store alone', figure: `${store.linesPerSecond}/s` },
  ];
}

function tickRows(tick: ReturnType<typeof benchTick>): BenchRow[] {
  return [
    {
      what: `one tick of ${tick.services} services`,
      figure: `${tick.medianTickMs.toFixed(1)} ms of CPU in the median (bare loop over the same counts ${tick.emptyLoopMs.toFixed(3)} ms)`,
      gate: { wanted: `at most ${MOST_TICK_CPU_MS} ms of CPU`, holds: tick.medianTickMs <= MOST_TICK_CPU_MS },
    },
    {
      what: 'the same after hours of history',
      figure: `${tick.growthWithHistory.toFixed(2)} times`,
      gate: {
        wanted: `below ${MOST_GROWTH_WITH_HISTORY} times`,
        holds: tick.growthWithHistory < MOST_GROWTH_WITH_HISTORY,
      },
    },
  ];
}

function watchRows(watch: ReturnType<typeof benchWatch>): BenchRow[] {
  const { services, templates, medianTickMs, slowestTickMs, bareCountingMs, savedBytesPerService } = watch;
  return [
    {
      what: `detectors of ${services} services and ${templates} live templates, ten seconds of all`,
      figure:
        `${medianTickMs.toFixed(0)} ms of CPU in the median, ${slowestTickMs.toFixed(0)} ms at most ` +
        `(counted into maps ${bareCountingMs.toFixed(1)} ms); ${(savedBytesPerService / 1000).toFixed(1)} kB of state a service`,
      gate: { wanted: `at most ${MOST_WATCH_CPU_MS} ms of CPU`, holds: medianTickMs <= MOST_WATCH_CPU_MS },
    },
  ];
}

function trafficRows({ microsecondsASpan, bareMicrosecondsASpan }: ReturnType<typeof benchTraffic>): BenchRow[] {
  const ratio = microsecondsASpan / bareMicrosecondsASpan;
  return [
    {
      what: 'a span counted and joined',
      figure: `${microsecondsASpan.toFixed(2)} µs of CPU (bare loop that counts in a map ${bareMicrosecondsASpan.toFixed(2)} µs)`,
      gate: { wanted: `at most ${MOST_BARE_COUNTS_A_SPAN} bare counts`, holds: ratio <= MOST_BARE_COUNTS_A_SPAN },
    },
  ];
}

function errorRows({ ordinaryLineNs, bareSplitNs, traceNs, traceCharacters, bareLinesNs }: ErrorsBench): BenchRow[] {
  const [ordinary, trace] = [ordinaryLineNs / bareSplitNs, traceNs / bareLinesNs];
  return [
    {
      what: 'an ordinary line looked at for an error',
      figure: `${ordinaryLineNs.toFixed(0)} ns of CPU (parted at its spaces ${bareSplitNs.toFixed(0)} ns)`,
      gate: { wanted: `at most ${MOST_BARE_SPLITS} times the parting`, holds: ordinary <= MOST_BARE_SPLITS },
    },
    {
      what: `a stack trace of ${traceCharacters.toFixed(0)} characters known`,
      figure: `${(traceNs / 1000).toFixed(1)} µs of CPU (parted at its lines ${(bareLinesNs / 1000).toFixed(2)} µs)`,
      gate: { wanted: `at most ${MOST_BARE_LINES} times the parting`, holds: trace <= MOST_BARE_LINES },
    },
  ];
}

async function intakeRows(quick: boolean): Promise<BenchRow[]> {
  const lines = quick ? 40_000 : 200_000;
  const bareStart = await bareStartMs();
  const place = prepareSidecar();
  const began = performance.now();
  const sidecar = startProcess(place);
  const bare = await startBareServer();
  try {
    const { intake: url } = await sidecar.ready;
    const startMs = performance.now() - began;
    const rows: BenchRow[] = [
      { what: 'bare: node starts and ends', figure: `${bareStart.toFixed(0)} ms` },
      { what: 'the sidecar starts, until ready', figure: `${startMs.toFixed(0)} ms` },
    ];
    const target = { url, pid: sidecar.pid };
    await pushLines(target, { encoding: 'json', lines: 10_000 });
    for (const encoding of ['json', 'protobuf'] as const) {
      const bareRate = await pushLines(bare, { encoding, lines: lines * 5 });
      rows.push(...rateRows(encoding, { bareRate, rate: await pushLines(target, { encoding, lines }) }));
    }
    return [...rows, ...(quick ? [] : [await memoryRow(target)])];
  } finally {
    sidecar.send('SIGKILL');
    await sidecar.ended;
    await bare.stop();
    place.remove();
  }
}

function rateRows(encoding: Encoding, { bareRate, rate }: { bareRate: IntakeRate; rate: IntakeRate }): BenchRow[] {
  const perCore = rate.lines / rate.mainThreadSeconds;
  const bytesPerCore = rate.bytes / rate.mainThreadSeconds;
  const bareBytesPerCore = bareRate.bytes / bareRate.mainThreadSeconds;
  const share = bytesPerCore / bareBytesPerCore;
  return [
    {
      what: `bare: a Fastify route, the same ${encoding}`,
      figure: `${megabytes(bareRate.bytes / bareRate.seconds)} MB/s, ${megabytes(bareBytesPerCore)} MB a second of its core`,
    },
    {
      what: `OTLP ${encoding}: lines redacted, counted, stored`,
      figure:
        `${thousands(rate.lines / rate.seconds)} lines/s, ${thousands(perCore)} a second of the main thread, ` +
        `${thousands(rate.lines / rate.allThreadsSeconds)} a second of all threads; ${(100 * share).toFixed(1)} % of the bare route`,
      gate: {
        wanted: `at least ${100 * LEAST_SHARE_OF_BARE_ROUTE} % of the bare route`,
        holds: share >= LEAST_SHARE_OF_BARE_ROUTE,
      },
    },
  ];
}

async function memoryRow(target: { url: string; pid: number }): Promise<BenchRow> {
  const early = residentMegabytes(target.pid);
  await pushLines(target, { encoding: 'protobuf', lines: 1_000_000 });
  const late = residentMegabytes(target.pid);
  return {
    what: 'memory after a million more lines',
    figure: `${late.toFixed(0)} MB after ${early.toFixed(0)} MB`,
    gate: { wanted: `at most ${MOST_MEMORY_GROWTH} times`, holds: late <= early * MOST_MEMORY_GROWTH },
  };
}

async function measurePushed(services: number): Promise<ScreenLatency> {
  // Each service shall have an incident of its own.
  const place = prepareSidecar({ IM_DETECTION_WIDESPREAD_SERVICES: '1000' });
  const sidecar = startProcess(place);
  try {
    const addresses = await sidecar.ready;
    const client = new SidecarClient(addresses);
    const breakService = async (service: string) => {
      const lines = Array.from({ length: 120 }, (_, index) => ({ service, message: `connection ${index} refused` }));
      const { status } = await client.sendLines(lines);
      if (status !== 200) {
        throw new Error(`lines were answered ${status}`);
      }
    };
    return await measureScreen(addresses, {
      overMs: 8000,
      services: Array.from({ length: services }, (_, index) => `service-${index}`),
      random: new SeededRandom(3),
      breakService,
      deadlineMs: 60_000,
    });
  } finally {
    sidecar.send('SIGKILL');
    await sidecar.ended;
    place.remove();
  }
}

function screenRows(
  how: string,
  latency: ScreenLatency,
  limit: { medianMs: number; p95Ms: number; tolerance: number }
): BenchRow[] {
  const { samples, medianMs, p95Ms, toldByStream } = latency;
  const median = limit.medianMs * limit.tolerance;
  const p95 = limit.p95Ms * limit.tolerance;
  return [
    {
      what: `from the line to the screen, ${how}`,
      figure: `median ${medianMs} ms, 95 % within ${p95Ms} ms (${samples} incidents, ${toldByStream} messages on the stream)`,
      gate: {
        wanted: `median ${median / 1000} s, 95 % within ${p95 / 1000} s`,
        holds: medianMs <= median && p95Ms <= p95,
      },
    },
  ];
}

const thousands = (value: number) => `${Math.round(value).toLocaleString('en')}`;
const millions = (value: number) => (value / 1e6).toFixed(0);
const megabytes = (value: number) => (value / 1e6).toFixed(1);

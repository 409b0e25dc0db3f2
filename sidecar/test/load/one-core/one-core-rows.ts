import type { BenchRow } from '../run-bench.ts';
import type { OneCore } from './measure-one-core.ts';
import type { SignalCost } from './one-core-sidecar.ts';

/** What is said of a run, and what a run on any machine must hold. */

/** Of a server that parses and flushes and does nothing else. Three to six was seen, on a machine that was busy. */
const MOST_DURABLE_SERVERS = 12;
/**
 * Of the memory there was in the middle: what a million lines may add while the heap still finds its size. Ten million
 * lines, run by hand, may add ten megabytes over their second half.
 */
const MOST_GROWTH_SHARE = 0.1;
const FLAT_MEGABYTES = 10;
const LONG_RUN = 10_000_000;
const MILLION = 1e6;

export function oneCoreRows({ durableUs, lines, others, samples, grownMegabytes, findings }: OneCore): BenchRow[] {
  const ratio = lines.allUs / durableUs;
  const middle = samples[Math.floor(samples.length / 2)]?.megabytes ?? 0;
  const last = samples.at(-1)?.megabytes ?? 0;
  const mostMegabytes = lines.records >= LONG_RUN ? FLAT_MEGABYTES : middle * MOST_GROWTH_SHARE;
  return [
    {
      what: 'bare: parses the same JSON, writes it to a file and flushes',
      figure: `${durableUs.toFixed(1)} µs a line`,
    },
    {
      what: `one core: lines as JSON, from HTTP to counted and stored`,
      figure: `${told(lines)}; ${ratio.toFixed(1)} times the bare server`,
      gate: { wanted: `at most ${MOST_DURABLE_SERVERS} times the bare server`, holds: ratio <= MOST_DURABLE_SERVERS },
    },
    ...others.map((cost) => ({ what: `one core: ${nameOf(cost)}`, figure: told(cost) })),
    {
      what: `one core: memory over the second half of ${lines.records.toLocaleString('en')} lines`,
      figure: `${grownMegabytes.toFixed(1)} MB more by the fitted line; ${middle.toFixed(0)} MB in the middle, ${last.toFixed(0)} MB at the end`,
      gate: { wanted: `at most ${mostMegabytes.toFixed(0)} MB`, holds: grownMegabytes <= mostMegabytes },
    },
    {
      what: 'one core: every line sent is counted, those looked for are found',
      figure: findings.length === 0 ? 'yes' : findings.slice(0, 5).join('; '),
      gate: { wanted: 'all of them', holds: findings.length === 0 },
    },
  ];
}

const NAMES = { logs: 'lines', traces: 'spans', metrics: 'metric points' } as const;
const nameOf = ({ signal, encoding }: SignalCost) => `${NAMES[signal]} as ${encoding === 'json' ? 'JSON' : 'protobuf'}`;

function told({ allUs, mainThreadUs, writerUs, restUs, recordsPerSecond }: SignalCost): string {
  const parts = `main thread ${mainThreadUs.toFixed(1)}, writer ${writerUs.toFixed(1)}, rest ${restUs.toFixed(1)}`;
  return (
    `${whole(MILLION / allUs)} a CPU second of all threads (${allUs.toFixed(1)} µs each: ${parts}), ` +
    `${whole(recordsPerSecond)} a second of the clock`
  );
}

const whole = (value: number) => Math.round(value).toLocaleString('en');

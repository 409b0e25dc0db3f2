import { readError } from '../../../src/domain/fingerprints/read-error.ts';
import type { RawLine } from '../../../src/domain/signals/raw-line.ts';
import { foldLines } from '../../../src/domain/stack-traces/fold-lines.ts';
import { seenTraces } from '../../support/stack-traces/seen-traces.ts';

/** CPU nanoseconds each, the least of several rounds. */
export interface ErrorsBench {
  /** A line without an error, looked at for folding and for its error. */
  readonly ordinaryLineNs: number;
  /** The same line parted at its spaces: what the machine gives. */
  readonly bareSplitNs: number;
  /** A trace read, known by its fingerprint and told in one line. */
  readonly traceNs: number;
  readonly traceCharacters: number;
  /** The same trace parted at its line ends. */
  readonly bareLinesNs: number;
}

/** 0.7 was seen. */
export const MOST_BARE_SPLITS = 1.5;
/** 80 to 105 was seen. */
export const MOST_BARE_LINES = 250;

const LINES = 20_000;
const ROUNDS = 12;
const ORDINARY = [
  '2026-11-21T12:00:00Z INFO GET /orders/A-1007 200 in 12 ms',
  'ERROR c.s.Orders - cannot place order 1007: no stock',
  '{"level":30,"msg":"request completed","ms":12}',
  'Connection reset by peer',
  'Started Session 12 of user root',
];

export function benchErrors(): ErrorsBench {
  const lines = Array.from({ length: LINES }, (_, at) => raw(`${ORDINARY[at % ORDINARY.length]} ${at}`));
  const traces = (['jvm', 'python', 'node', 'go'] as const)
    .flatMap((language) => [...seenTraces(language).values()])
    .filter((text) => text.length < 4096);
  const many = Array.from({ length: 20 }, () => traces).flat();
  return {
    ordinaryLineNs: least(LINES, () => foldLines(lines).forEach((line) => readError(line))),
    bareSplitNs: least(LINES, () => lines.forEach(({ message }) => message.split(' '))),
    traceNs: least(many.length, () => many.forEach((message) => readError(raw(message)))),
    traceCharacters: traces.join('').length / traces.length,
    bareLinesNs: least(many.length, () => many.forEach((message) => message.split('\n'))),
  };
}

function raw(message: string): RawLine {
  return { at: 0, service: 'shop', level: 'error', message, errorType: null, stack: null, traceId: null };
}

function least(count: number, work: () => void): number {
  let nanoseconds = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    nanoseconds = Math.min(nanoseconds, ((user + system) * 1000) / count);
  }
  return nanoseconds;
}

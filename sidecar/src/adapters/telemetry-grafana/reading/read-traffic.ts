import type { CallCounts, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import type { PolledTraffic } from '../../../ports/telemetry-source.ts';
import type { GrafanaQuery, QuerySignal } from '../grafana-query.ts';
import { NO_LATENCY, readLatency, type Latency } from './read-latency.ts';
import { steadyRound } from './steady-rounding.ts';
import type { Value } from './value-table.ts';

export interface Answered {
  readonly query: GrafanaQuery;
  readonly values: readonly Value[];
}

/** What is told of one service and operation, or of one caller and callee, in one bucket. */
interface Cell {
  readonly at: number;
  readonly names: readonly [string, string];
  count: number;
  failed: number;
  readonly timed: Value[];
  query: GrafanaQuery | null;
}

export function readTraffic(answers: readonly Answered[]): PolledTraffic {
  return { operations: readOperations(answers), calls: readCalls(answers) };
}

/** The service as a whole is the sum of its operations; its latencies are those that are asked for without one. */
function readOperations(answers: readonly Answered[]): OperationCounts[] {
  const cells = cellsOf(answers, {
    signals: { count: 'requests', failed: 'failures', timed: 'latency' },
    namesOf: ({ service, operation }, signal) =>
      operation === '' || signal === 'latency'
        ? [[service, operation]]
        : [
            [service, operation],
            [service, ''],
          ],
  });
  return cells
    .map((cell) => {
      const [service, operation] = cell.names;
      const { count, failed, latency, slowestMs } = rounded(cell);
      return {
        service,
        operation,
        at: cell.at,
        requests: count,
        errors: failed,
        latency,
        slowestMs,
        slowestTrace: null,
      };
    })
    .filter(({ service, requests }) => service !== '' && requests > 0);
}

function readCalls(answers: readonly Answered[]): CallCounts[] {
  const cells = cellsOf(answers, {
    signals: { count: 'calls', failed: 'failed-calls', timed: 'call-latency' },
    namesOf: ({ service, callee }) => [[service, callee]],
  });
  return cells
    .map((cell) => {
      const [caller, callee] = cell.names;
      const { count, failed, latency } = rounded(cell);
      return { caller, callee, origin: 'spans' as const, at: cell.at, calls: count, errors: failed, latency };
    })
    .filter(({ caller, callee, calls }) => caller !== '' && callee !== '' && caller !== callee && calls > 0);
}

function cellsOf(
  answers: readonly Answered[],
  {
    signals,
    namesOf,
  }: {
    signals: { count: QuerySignal; failed: QuerySignal; timed: QuerySignal };
    namesOf: (value: Value, signal: QuerySignal) => readonly (readonly [string, string])[];
  }
): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { query, values } of answers) {
    const { signal } = query;
    if (signal !== signals.count && signal !== signals.failed && signal !== signals.timed) {
      continue;
    }
    for (const value of values) {
      for (const names of namesOf(value, signal)) {
        const key = JSON.stringify([value.at, ...names]);
        const cell = cells.get(key) ?? { at: value.at, names, count: 0, failed: 0, timed: [], query: null };
        cells.set(key, cell);
        if (signal === signals.timed && value.metric !== 'Count') {
          cell.timed.push(value);
          cell.query = query;
        } else if (signal !== signals.timed) {
          cell.count += signal === signals.count ? value.value : 0;
          cell.failed += signal === signals.failed ? value.value : 0;
        }
      }
    }
  }
  return [...cells.values()];
}

function rounded(cell: Cell): Latency & { count: number; failed: number } {
  const series = cell.names.join(' ');
  const failed = steadyRound(Math.max(0, cell.failed), { at: cell.at, series });
  const count = Math.max(failed, steadyRound(Math.max(0, cell.count), { at: cell.at, series }));
  const timed =
    cell.query === null ? NO_LATENCY : readLatency(cell.timed, { query: cell.query, series, requests: count });
  return { ...timed, count, failed };
}

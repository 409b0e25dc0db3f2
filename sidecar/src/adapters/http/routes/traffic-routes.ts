import { serviceGraph } from '../../../domain/traffic/service-graph.ts';
import type { OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import type { StatisticsStore } from '../../../ports/stores/signals/statistics-store.ts';
import type { TrafficStore } from '../../../ports/stores/signals/traffic-store.ts';
import type { Handlers } from '../call.ts';
import { instant } from '../present/present-incident.ts';
import { presentLatency, presentOperation, presentQuantile } from '../present/present-traffic.ts';
import { inSteps, presentSteps, spanOf, stepsOf } from '../present/series-steps.ts';

/** Lines of one chart. Those with the most requests are chosen before their steps are read: all of them fill the memory. */
const MOST_SERIES = 100;

export function trafficRoutes({
  traffic,
  statistics,
}: {
  traffic: TrafficStore;
  statistics: StatisticsStore;
}): Pick<Handlers, 'listOperations' | 'readTraffic' | 'readGraph'> {
  return {
    listOperations: async ({ reader, query: { service, limit, ...asked } }) => {
      const which = service ? { services: service } : {};
      const rows = await traffic.operations(reader.scope, { ...which, ...spanOf(asked), stepMs: null });
      const busiest = rows.toSorted((a, b) => b.requests - a.requests).slice(0, limit);
      return { items: busiest.map(presentOperation) };
    },
    readTraffic: async ({ reader, query: { from, to, stepSeconds, service, operation } }) => {
      const steps = stepsOf({ from, to, stepSeconds }, (service?.length ?? MOST_SERIES) * (operation?.length ?? 1));
      const asked = { operations: operation ?? [''], from: steps.from, to };
      const which = service ? { services: service } : {};
      const whole = await traffic.operations(reader.scope, { ...which, ...asked, stepMs: null });
      const busiest = whole.toSorted((a, b) => b.requests - a.requests).slice(0, MOST_SERIES);
      const chosen = new Set(busiest.map(seriesOf));
      const services = [...new Set(busiest.map((row) => row.service))];
      const rows =
        busiest.length === 0
          ? []
          : await traffic.operations(reader.scope, { ...asked, services, stepMs: steps.stepMs });
      const shown = rows.filter((row) => chosen.has(seriesOf(row)));
      const { at, series } = inSteps(shown, steps, seriesOf);
      const latencies = (row: (time: number) => OperationCounts | undefined, share: number) =>
        at.map((time) => {
          const step = row(time);
          return step === undefined ? null : presentQuantile(step.latency, { share, slowestMs: step.slowestMs });
        });
      return {
        ...presentSteps(steps),
        series: series.map(({ first, row }) => ({
          service: first.service,
          operation: first.operation,
          at,
          requests: at.map((time) => row(time)?.requests ?? 0),
          errors: at.map((time) => row(time)?.errors ?? 0),
          p50: latencies(row, 0.5),
          p95: latencies(row, 0.95),
          p99: latencies(row, 0.99),
        })),
      };
    },
    readGraph: async ({ reader, query: { service, limit, ...asked } }) => {
      const span = spanOf(asked);
      const { from, to } = span;
      const around = service ? { services: service } : {};
      const calls = await traffic.calls(reader.scope, { ...around, ...span, stepMs: null });
      const named = [...new Set([...(service ?? []), ...calls.flatMap(({ caller, callee }) => [caller, callee])])];
      const shown = service ? { services: named } : {};
      const [operations, lines] = await Promise.all([
        traffic.operations(reader.scope, { ...shown, ...span, operations: [''], stepMs: null }),
        statistics.counts(reader.scope, { ...shown, ...span, stepMs: to - from }),
      ]);
      const graph = serviceGraph({ operations, calls, lines }, { limit, keep: service ?? [] });
      return {
        from: instant(from),
        to: instant(to),
        nodes: graph.nodes.map(({ latency, ...node }) => ({ ...node, ...presentLatency(latency) })),
        edges: graph.edges.map(({ latency, ...edge }) => ({ ...edge, ...presentLatency(latency) })),
        hiddenNodes: graph.hiddenNodes,
      };
    },
  };
}

function seriesOf({ service, operation }: OperationCounts): string {
  return `${service}\n${operation}`;
}

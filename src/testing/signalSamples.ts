import {
  type GraphNode,
  type LogSample,
  type OccurrenceView,
  type RouteAnswer,
  type SourcesAnswer,
  type TemplateSummary,
} from '@incident-memory/contract';

/** Samples of signals: whole objects of the contract, of which a test changes what it is about. */

const NOW = Date.now();
const MINUTE = 60_000;
const at = (minutesAgo: number): string => new Date(NOW - minutesAgo * MINUTE).toISOString();
const TIMES = [NOW - 2 * MINUTE, NOW - MINUTE];
const STEPS = { from: at(2), to: at(0), stepSeconds: 60 };
const LATENCY = { p50: 12, p95: 48, p99: 120 };

export function sampleTemplate(changes: Partial<TemplateSummary> = {}): TemplateSummary {
  return {
    id: 'tpl_0123456789abcdef',
    text: 'cannot reach <*> after <*>',
    service: 'payment',
    lines: 40,
    errors: 40,
    linesBefore: 0,
    errorsBefore: 0,
    firstAt: at(2),
    lastAt: at(0),
    ...changes,
  };
}

export function sampleLine(changes: Partial<LogSample> = {}): LogSample {
  return {
    id: 'log_1',
    at: at(1),
    service: 'payment',
    level: 'error',
    message: 'cannot reach bank-7 after 3 s',
    errorType: 'TimeoutError',
    stack: 'TimeoutError: no answer\n    at pay (pay.js)',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    template: 'tpl_0123456789abcdef',
    fingerprint: 'fp_1',
    ...changes,
  };
}

export function sampleOccurrence(changes: Partial<OccurrenceView> = {}): OccurrenceView {
  return {
    id: 'occ_1',
    source: 'deploy-script',
    kind: 'deploy',
    stage: 'completed',
    at: at(1),
    service: 'payment',
    title: 'payment 2.15.0 went out',
    before: '2.14.1',
    after: '2.15.0',
    actor: 'role platform',
    url: 'https://ci.example.com/run/7',
    details: [['environment', 'production']],
    ...changes,
  };
}

export function sampleNode(changes: Partial<GraphNode> = {}): GraphNode {
  return { service: 'payment', speaks: true, requests: 600, errors: 6, errorLines: 40, ...LATENCY, ...changes };
}

/** What every address of signals answers for one service that is alive. */
export function signalAnswers() {
  const services: RouteAnswer<'listServices'> = {
    items: [{ service: 'payment', lastSeenAt: at(0), lines: 90, errors: 40, baselineErrors: 1, state: 'incident' }],
  };
  const rates: RouteAnswer<'readRates'> = {
    ...STEPS,
    series: [{ service: 'payment', at: TIMES, lines: [60, 120], errors: [6, 34], warnings: [0, 1] }],
  };
  const traffic: RouteAnswer<'readTraffic'> = {
    ...STEPS,
    series: [
      {
        service: 'payment',
        operation: '',
        at: TIMES,
        requests: [300, 300],
        errors: [0, 6],
        p50: [12, 12],
        p95: [48, 48],
        p99: [null, 120],
      },
    ],
  };
  const operation = { service: 'payment', requests: 600, errors: 6, ...LATENCY, slowestMs: 900, slowestTrace: 'abc' };
  const operations: RouteAnswer<'listOperations'> = {
    items: [
      { ...operation, operation: '' },
      { ...operation, operation: 'POST /pay' },
    ],
  };
  const graph: RouteAnswer<'readGraph'> = {
    from: at(2),
    to: at(0),
    hiddenNodes: 0,
    nodes: [
      sampleNode(),
      sampleNode({ service: 'api-gateway' }),
      sampleNode({ service: 'postgres', speaks: false, requests: 0, errors: 0, errorLines: 0, p95: null }),
    ],
    edges: [
      { caller: 'api-gateway', callee: 'payment', origin: 'spans', calls: 600, errors: 6, ...LATENCY },
      { caller: 'payment', callee: 'postgres', origin: 'logs', calls: 9, errors: 0, p50: null, p95: null, p99: null },
    ],
  };
  const series = { service: 'payment', metric: 'process.memory.usage', unit: 'By', kind: 'gauge' } as const;
  const names: RouteAnswer<'listMetrics'> = { items: [{ ...series, series: 1 }] };
  const metrics: RouteAnswer<'readMetrics'> = {
    ...STEPS,
    series: [{ ...series, labels: '', at: TIMES, value: [700, null] }],
  };
  const relations: RouteAnswer<'listRelations'> = {
    items: [
      {
        from: { kind: 'service', name: 'payment' },
        relation: 'runs-in',
        to: { kind: 'pod', name: 'shop/payment-1' },
        firstSeenAt: at(90),
        lastSeenAt: at(0),
      },
    ],
  };
  const sources: SourcesAnswer = {
    at: at(0),
    sources: [
      {
        name: 'loki',
        kind: 'grafana',
        state: 'fresh',
        lastDataAt: at(0),
        lagSeconds: 4,
        lateLines: 0,
        problem: null,
        cost: { requests: 360, bytes: 1_500_000, milliseconds: 9_000 },
        restricted: true,
      },
    ],
    tables: [
      { what: 'services', size: 7, limit: 5000, overflowed: 0, warning: null },
      { what: 'metrics', size: 20_000, limit: 20_000, overflowed: 12, warning: 'Does a label hold ids?' },
    ],
  };
  return {
    'GET /v1/services': services,
    'GET /v1/services/rates': rates,
    'GET /v1/templates': {
      items: [
        sampleTemplate(),
        sampleTemplate({ id: 'tpl_1111111111111111', text: 'paid <*>', errors: 0, linesBefore: 39 }),
      ],
    },
    'GET /v1/operations': operations,
    'GET /v1/operations/rates': traffic,
    'GET /v1/graph': graph,
    'GET /v1/metrics': names,
    'GET /v1/metrics/rates': metrics,
    'GET /v1/occurrences': { items: [sampleOccurrence()], nextCursor: null },
    'GET /v1/relations': relations,
    'GET /v1/sources': sources,
    'GET /v1/logs': { items: [sampleLine()], nextCursor: null },
  } as const;
}

import { binsOf, countOf } from './latency-sketch.ts';
import { neighbours, serviceGraph } from './service-graph.ts';
import type { CallCounts, OperationCounts } from './traffic-counts.ts';

const requests = (service: string, count: number, more: Partial<OperationCounts> = {}): OperationCounts => ({
  service,
  operation: '',
  at: 0,
  requests: count,
  errors: 0,
  latency: binsOf(Array.from({ length: count }, () => 20)),
  slowestMs: 20,
  slowestTrace: null,
  ...more,
});
const calls = (caller: string, callee: string, more: Partial<CallCounts> = {}): CallCounts => ({
  caller,
  callee,
  origin: 'spans',
  at: 0,
  calls: 1,
  errors: 0,
  latency: binsOf([10]),
  ...more,
});

describe('the service graph', () => {
  it('takes requests of a service from its own spans, of what only is called from the calls to it', () => {
    const graph = serviceGraph(
      {
        operations: [requests('shop', 5), requests('shop', 3, { operation: 'GET /', errors: 3 }), requests('shop', 2)],
        calls: [calls('shop', 'postgres', { calls: 4, errors: 1 }), calls('user', 'shop'), calls('user', 'postgres')],
        lines: [
          { service: 'shop', errors: 2 },
          { service: 'batch', errors: 1 },
        ],
      },
      { limit: 10 }
    );
    expect(graph.nodes).toMatchObject([
      { service: 'shop', speaks: true, requests: 7, errors: 0, errorLines: 2 },
      { service: 'postgres', speaks: false, requests: 5, errors: 1 },
      { service: 'batch', speaks: true, requests: 0, errorLines: 1 },
      { service: 'user', speaks: true, requests: 0 },
    ]);
    expect(countOf(graph.nodes[0]?.latency ?? [])).toBe(7);
    expect(graph.hiddenNodes).toBe(0);
  });

  it('draws one edge a pair, by spans where any told of it', () => {
    const both = [
      calls('a', 'b', { origin: 'logs', latency: [] }),
      calls('a', 'b', { calls: 2, errors: 1, at: 10_000 }),
    ];
    for (const order of [both, both.toReversed()]) {
      expect(serviceGraph({ operations: [], calls: order, lines: [] }, { limit: 10 }).edges).toEqual([
        { caller: 'a', callee: 'b', origin: 'spans', calls: 3, errors: 1, latency: binsOf([10]) },
      ]);
    }
  });

  it('hides the quietest beyond the limit with their edges, never those that are asked for', () => {
    const traffic = {
      operations: [requests('a', 3), requests('b', 2), requests('c', 1)],
      calls: [calls('a', 'b'), calls('a', 'c')],
      lines: [],
    };
    const graph = serviceGraph(traffic, { limit: 2 });
    expect(graph.nodes.map(({ service }) => service)).toEqual(['a', 'b']);
    expect(graph.edges).toMatchObject([{ callee: 'b' }]);
    expect(graph.hiddenNodes).toBe(1);
    const around = serviceGraph(traffic, { limit: 2, keep: ['c'] });
    expect(around.nodes.map(({ service }) => service)).toEqual(['c', 'a']);
  });

  it('tells the neighbours of a service', () => {
    const around = neighbours([calls('a', 'b'), calls('b', 'c'), calls('b', 'd', { calls: 2 }), calls('c', 'a')], 'b');
    expect(around.callers.map(({ caller }) => caller)).toEqual(['a']);
    expect(around.callees.map(({ callee }) => callee)).toEqual(['d', 'c']);
  });
});

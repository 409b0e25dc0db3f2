import type { CallCounts } from '../../../traffic/traffic-counts.ts';
import { CallWatch } from './call-watch.ts';

const START = Date.UTC(2026, 2, 2, 8);
const at = (bucket: number) => START + bucket * 10_000;
const calls = (bucket: number, errors: number, callee = 'payment'): CallCounts => ({
  ...{ caller: 'checkout', callee, origin: 'spans', at: at(bucket), calls: 50, errors, latency: [] },
});

function lived(errorsOf: (bucket: number) => number, buckets: number): CallWatch {
  const watch = new CallWatch();
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    watch.observe([calls(bucket, errorsOf(bucket))], { source: 'push', isWhole: false });
    watch.graph(at(bucket + 2));
  }
  return watch;
}

describe('the graph of the last minutes', () => {
  it('tells since when calls fail beyond their usual share', () => {
    const watch = lived((bucket) => (bucket >= 60 ? 20 : 0), 66);
    expect(watch.graph(at(67)).edges).toEqual([
      expect.objectContaining({ caller: 'checkout', callee: 'payment', failingSince: at(60) }),
    ]);
  });

  it('takes what always fails a little for usual, and an edge that is well again for well', () => {
    expect(lived(() => 1, 200).graph(at(201)).edges[0]?.failingSince).toBeNull();
    const recovered = lived((bucket) => (bucket >= 60 && bucket < 66 ? 20 : 0), 90);
    expect(recovered.graph(at(91)).edges[0]?.failingSince).toBeNull();
  });

  it('adds up what several sources tell, replaces what one tells again, and leaves out who no longer calls', () => {
    const watch = new CallWatch();
    watch.observe([calls(0, 1), calls(0, 0, 'mailer')], { source: 'push', isWhole: false });
    watch.observe([calls(0, 9)], { source: 'elastic', isWhole: true });
    watch.observe([calls(0, 2)], { source: 'elastic', isWhole: true });
    const { edges } = watch.graph(at(2));
    expect(edges.map(({ callee, calls: of, errors }) => [callee, of, errors])).toEqual([
      ['payment', 100, 3],
      ['mailer', 50, 0],
    ]);
    expect(watch.graph(at(60)).edges).toEqual([]);
  });

  it('is bounded, whatever callees are made up', () => {
    const watch = new CallWatch();
    for (let made = 0; made < 12_000; made += 1) {
      watch.observe([calls(Math.floor(made / 100), 0, `made-up-${made}`)], { source: 'push', isWhole: false });
    }
    expect(watch.size).toBeLessThanOrEqual(5000);
    expect(watch.evicted).toBeGreaterThan(6000);
  });
});

import { benchTraffic } from './traffic-bench.ts';

it('counting a span costs no more than some look-ups in a map', () => {
  const bench = benchTraffic({ spans: 100_000 });
  expect(bench.microsecondsASpan / bench.bareMicrosecondsASpan).toBeLessThan(40);
}, 120_000);

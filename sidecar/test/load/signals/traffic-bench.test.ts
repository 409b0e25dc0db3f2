import { MOST_BARE_COUNTS_A_SPAN } from '../run-bench.ts';
import { benchTraffic } from './traffic-bench.ts';

it('counting a span costs no more than some look-ups in a map', () => {
  const bench = benchTraffic({ spans: 100_000 });
  expect(bench.microsecondsASpan / bench.bareMicrosecondsASpan).toBeLessThan(MOST_BARE_COUNTS_A_SPAN);
}, 120_000);

import { benchErrors, MOST_BARE_LINES, MOST_BARE_SPLITS } from './errors-bench.ts';

describe('reading errors', () => {
  it('costs lines without one less than parting them at their spaces, and traces a few dozen times their lines', () => {
    const { ordinaryLineNs, bareSplitNs, traceNs, bareLinesNs } = benchErrors();
    expect(ordinaryLineNs / bareSplitNs).toBeLessThan(MOST_BARE_SPLITS);
    expect(traceNs / bareLinesNs).toBeLessThan(MOST_BARE_LINES);
  });
});

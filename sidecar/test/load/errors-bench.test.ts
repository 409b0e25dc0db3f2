import { benchErrors } from './errors-bench.ts';

describe('reading errors', () => {
  it('costs lines without one less than parting them at their spaces, and traces a few dozen times their lines', () => {
    const { ordinaryLineNs, bareSplitNs, traceNs, bareLinesNs } = benchErrors();
    expect(ordinaryLineNs / bareSplitNs).toBeLessThan(1.5);
    expect(traceNs / bareLinesNs).toBeLessThan(150);
  });
});

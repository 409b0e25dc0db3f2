import { sampleAdvice, sampleFirstTime, sampleRecall } from '../../../testing/memorySamples';
import { mayReplace } from './steadyAnswer';

const other = sampleAdvice({ fix: { ...sampleAdvice().fix, words: 'Fail over' } });

describe('a newer answer', () => {
  it('takes the place of one that advises nothing', () => {
    expect(mayReplace(sampleFirstTime(), sampleRecall())).toBe(true);
  });

  it('takes the place where the advised fix stays the same', () => {
    expect(mayReplace(sampleRecall(), sampleRecall({ doNotTry: [] }))).toBe(true);
  });

  it('waits where it would put another fix under the hand', () => {
    expect(mayReplace(sampleRecall(), sampleRecall({ recommended: [other, sampleAdvice()] }))).toBe(false);
  });

  it('does not wait where the fix is no longer advised', () => {
    expect(mayReplace(sampleRecall(), sampleRecall({ recommended: [other] }))).toBe(true);
    expect(mayReplace(sampleRecall(), sampleFirstTime())).toBe(true);
  });
});

import { perSecond } from './perSecond';

describe('counts as a rate', () => {
  it('steps that are over count for their whole length, and what is not known stays so', () => {
    expect(perSecond([60, null, 0], { at: [0, 30_000, 60_000], stepSeconds: 30, now: 500_000 })).toEqual([2, null, 0]);
  });

  it('the step that is not over counts for the time it has had', () => {
    expect(perSecond([7200, 1800], { at: [0, 7_200_000], stepSeconds: 7200, now: 9_000_000 })).toEqual([1, 1]);
  });

  it('a step that has only begun is not told', () => {
    expect(perSecond([60, 2], { at: [0, 30_000], stepSeconds: 30, now: 35_000 })).toEqual([2, null]);
  });
});

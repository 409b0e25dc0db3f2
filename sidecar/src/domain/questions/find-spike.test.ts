import { findSpike } from './find-spike.ts';

const MINUTE = 60_000;

function series(name: string, values: Array<number | null>) {
  return { name, labels: {}, points: values.map((value, index) => [index * MINUTE, value] as const) };
}

describe('the spike that a person points at', () => {
  it('is found with its beginning, end and height', () => {
    const spike = findSpike([series('errors', [2, 1, 2, 3, 2, 40, 90, 60, 2, 1, 2])]);
    expect(spike).toEqual({ series: 'errors', from: 5 * MINUTE, to: 7 * MINUTE, peak: 90, usual: 2 });
  });

  it('is the most outstanding of several series', () => {
    const spike = findSpike([series('mild', [5, 5, 6, 5, 30, 5, 5]), series('wild', [5, 5, 6, 5, 900, 5, 5])]);
    expect(spike?.series).toBe('wild');
  });

  it('is found on a flat line too', () => {
    expect(findSpike([series('flat', [0, 0, 0, 0, 12, 0, 0])])).toMatchObject({ peak: 12, usual: 0 });
  });

  it.each([
    ['noise', [10, 12, 9, 11, 10, 13, 9, 12]],
    ['a drop', [50, 50, 51, 50, 2, 50, 50]],
    ['nothing at all', []],
    ['gaps only', [null, null, null, null, null, null]],
    ['too few points', [0, 90, 0]],
    ['a constant', [7, 7, 7, 7, 7, 7, 7]],
  ])('is not made up from %s', (_, values) => {
    expect(findSpike([series('some', values)])).toBeNull();
  });

  it('leaves gaps out of the median', () => {
    expect(findSpike([series('gaps', [null, 1, null, 1, 1, 80, null, 1, 1])])).toMatchObject({ usual: 1, peak: 80 });
  });
});

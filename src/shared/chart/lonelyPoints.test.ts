import { lonelyPoints } from './lonelyPoints';

const found = (values: Array<number | null>) => lonelyPoints({ data: [values.map((_value, at) => at), values] }, 1);

describe('values that no line reaches', () => {
  it('are those without a neighbour, at the ends as well', () => {
    expect(found([5, null, null, 0, null, 2, 3, null, 4])).toEqual([0, 3, 8]);
    expect(found([7])).toEqual([0]);
  });

  it('are none where lines reach all, or nothing is known', () => {
    expect(found([1, 2, null, 3, 4])).toBeNull();
    expect(found([null, null])).toBeNull();
  });
});

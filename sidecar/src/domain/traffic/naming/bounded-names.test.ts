import { BoundedNames, OTHER } from './bounded-names.ts';

describe('names within bounds', () => {
  it('are exact while they are known, and counted together beyond', () => {
    const names = new BoundedNames({ perGroup: 2, total: 3 });
    expect(['a', 'b', 'c', 'a'].map((name) => names.admit('one', name))).toEqual(['a', 'b', OTHER, 'a']);
    expect(['a', 'd'].map((name) => names.admit('two', name))).toEqual(['a', OTHER]);
    expect(names.admit('three', 'e')).toBe(OTHER);
    expect(names.size).toBe(3);
    expect(names.overflowed).toBe(3);
  });

  it('make room when nobody used them for a day, and stay when someone did', () => {
    const names = new BoundedNames({ perGroup: 2, total: 10 });
    names.beginDay(1);
    names.admit('one', 'steady');
    names.admit('one', 'made-up');
    names.beginDay(2);
    expect(names.admit('one', 'steady')).toBe('steady');
    expect(names.admit('one', 'new')).toBe(OTHER);
    names.beginDay(3);
    expect(['new', 'steady', 'made-up'].map((name) => names.admit('one', name))).toEqual(['new', 'steady', OTHER]);
  });

  it('hold no more than their bound under a million', () => {
    const names = new BoundedNames({ perGroup: 200, total: 20_000 });
    for (let index = 0; index < 1_000_000; index += 1) {
      names.admit(`group ${index % 1000}`, `name ${index}`);
    }
    expect(names.size).toBe(20_000);
    expect(names.overflowed).toBe(980_000);
  });
});

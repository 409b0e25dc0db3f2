import { filtered, pathFilter } from './filter-path.ts';

const ANSWER = {
  took: 3,
  errors: true,
  items: [
    { create: { _index: 'logs', _id: '1', status: 201 } },
    { create: { _index: 'logs', _id: '2', status: 400, error: { type: 't', reason: 'r' } } },
  ],
};

function asked(path: string): unknown {
  const filter = pathFilter(path);
  return filter === null ? ANSWER : filtered(ANSWER, filter);
}

describe('filter_path', () => {
  it.each<[string, unknown]>([
    ['errors', { errors: true }],
    ['took,errors', { took: 3, errors: true }],
    ['items.*.error', { items: [{ create: { error: { type: 't', reason: 'r' } } }] }],
    ['errors,items.*.status', { errors: true, items: [{ create: { status: 201 } }, { create: { status: 400 } }] }],
    ['items.create.error.reason', { items: [{ create: { error: { reason: 'r' } } }] }],
    ['**.reason', { items: [{ create: { error: { reason: 'r' } } }] }],
    ['**.**.reason', { items: [{ create: { error: { reason: 'r' } } }] }],
    ['items.**._id', { items: [{ create: { _id: '1' } }, { create: { _id: '2' } }] }],
    ['err*,t*k', { took: 3, errors: true }],
    ['-items,-took', { errors: true }],
    [
      '-items.*._index,-took,-**.error',
      { errors: true, items: [{ create: { _id: '1', status: 201 } }, { create: { _id: '2', status: 400 } }] },
    ],
    ['errors,took,-took', { errors: true }],
    ['nothing.there', {}],
    ['**', ANSWER],
    ['*', ANSWER],
    ['', ANSWER],
    [',,-', ANSWER],
    ['a,'.repeat(30), ANSWER],
    ['x'.repeat(2000), ANSWER],
    [Array.from({ length: 20 }, () => 'a.b.c.d').join(','), ANSWER],
  ])('%s leaves what it names', (path, expected) => {
    expect(asked(path)).toEqual(expected);
  });

  it.each([
    Array.from({ length: 20 }, () => '**.**.**.*a*a*a*a*b').join(','),
    `${'**.'.repeat(300)}a`,
    `${'**.*.'.repeat(29)}a`,
    `-${'**.**.*.'.repeat(20)}a`,
  ])('of many stars is answered in no time: %s', (path) => {
    const items = Array.from({ length: 1000 }, () => ANSWER.items[1]);
    const filter = pathFilter(path);
    const began = performance.now();
    if (filter !== null) {
      filtered({ ...ANSWER, items }, filter);
    }
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

import type { Fix } from '@incident-memory/contract';
import { fixKindOf } from './fix-kind.ts';
import { isSameFix } from './same-fix.ts';

const told = (words: string, given: Partial<Fix> = {}): Fix => ({
  ...{ kind: fixKindOf(words), words, target: '', exact: '', undo: '' },
  ...given,
});

describe('one fix in two tellings', () => {
  it.each([
    ['Roll payment back to 1.80.0', 'rolled payment back to 1.54.0'],
    ['Route cards to the second acquirer', 'route cards to the second acquirer again'],
    ['restart database-0', 'restarted database-0 by hand'],
    ['raise the pool size to 200', 'pool size raised to 200'],
  ])('"%s" is "%s"', (one, other) => {
    expect(isSameFix(told(one), told(other))).toBe(true);
  });

  it('is the same whatever kind somebody took it for', () => {
    const words = 'route cards to the second acquirer';
    expect(isSameFix(told(words, { kind: 'failover' }), told(words, { kind: 'configuration' }))).toBe(true);
    expect(isSameFix(told(words, { kind: 'failover' }), told('cards to the second one', { kind: 'scaling' }))).toBe(
      false
    );
  });

  it.each([
    ['restart payment', 'restart database-0'],
    ['raise the pool size to 200', 'raise the timeout to 30 s'],
    ['roll payment back to 1.80.0', 'roll the gateway back to 1.80.0'],
  ])('"%s" is not "%s"', (one, other) => {
    expect(isSameFix(told(one), told(other))).toBe(false);
  });
});

it.each([
  ['Roll payment back to 1.80.0', 'rollback'],
  ['go back to gateway 1.54.0', 'rollback'],
  ['roll the gateway pods', 'restart'],
  ['put the pool size up to 200 and roll the pods', 'restart'],
  ['raise the pool size', 'configuration'],
])('"%s" is a %s', (words, kind) => {
  expect(fixKindOf(words)).toBe(kind);
});

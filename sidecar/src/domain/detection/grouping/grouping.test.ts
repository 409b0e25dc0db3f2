import type { Blame } from './find-blame.ts';
import { findOrigin } from './find-origin.ts';
import { withImplied } from './implied-trouble.ts';
import { isNotableChange } from './spread-changed.ts';
import { raisedByChance } from './widespread-chance.ts';
import type { Spread } from '../../incidents/incident-record.ts';
import type { CallEdge } from './call-graph.ts';

function blame(victim: string, cause: string, weight = 1): Blame {
  return { victim, cause, weight, bySpans: true, inOrder: true, evidence: '' };
}

function edge(caller: string, callee: string, given: Partial<CallEdge> = {}): CallEdge {
  return { caller, callee, origin: 'spans', calls: 100, errors: 50, failingSince: 1000, ...given };
}

const onsetOf = (service: string) => service.charCodeAt(0);

describe('the walk along blame', () => {
  it('ends where nobody is blamed any more, by the weight of each blame', () => {
    const origin = findOrigin(
      [blame('gateway', 'shop', 9), blame('gateway', 'search', 1), blame('shop', 'db')],
      onsetOf
    );
    expect(origin).toMatchObject({ service: 'db', isEnd: true });
    expect(origin?.share).toBeCloseTo(0.95);
    expect(origin?.tree.map(({ victim, cause }) => [victim, cause])).toEqual([
      ['shop', 'db'],
      ['gateway', 'shop'],
    ]);
  });

  it('ends in a circle too, and calls nobody in it the end', () => {
    const origin = findOrigin([blame('a', 'b'), blame('b', 'c'), blame('c', 'b')], onsetOf);
    expect(origin?.isEnd).toBe(false);
    expect(['b', 'c']).toContain(origin?.service);
  });

  it('prefers what was found before where it is nearly as good, and gives it up where it is not', () => {
    const even = [blame('a', 'x', 50), blame('a', 'y', 52)];
    expect(findOrigin(even, onsetOf)?.service).toBe('y');
    expect(findOrigin(even, onsetOf, 'x')?.service).toBe('x');
    expect(findOrigin([blame('a', 'x', 50), blame('a', 'y', 90)], onsetOf, 'x')?.service).toBe('y');
  });

  it('of no blame finds nothing', () => {
    expect(findOrigin([], onsetOf)).toBeNull();
  });
});

describe('trouble that only calls show', () => {
  const unwell = new Map([['gateway', { onset: 2000, symptoms: new Set(['failing'] as const) }]]);

  it('goes down the way of failing calls, through services that say nothing of themselves', () => {
    const all = withImplied(unwell, { edges: [edge('gateway', 'shop'), edge('shop', 'db', { failingSince: 900 })] });
    expect([...all].map(([service, { onset }]) => [service, onset])).toEqual([
      ['gateway', 2000],
      ['shop', 1000],
      ['db', 900],
    ]);
  });

  it('is none of a service that answers another caller, nor of one that calls in vain while nobody is unwell', () => {
    const edges = [edge('gateway', 'shop'), edge('other', 'shop', { errors: 0, failingSince: null }), edge('x', 'y')];
    expect([...withImplied(unwell, { edges }).keys()]).toEqual(['gateway']);
  });
});

describe('news of a spread', () => {
  const step = (service: string, through: string | null, at = 1) => ({ service, through, at, evidence: 'e' });
  const before: Spread = {
    ...{ kind: 'cascade', first: 'db', certainty: 'origin', sentence: '' },
    steps: [step('db', null), step('shop', 'db')],
  };

  it.each<[string, Partial<Spread>, boolean]>([
    ['other numbers', { sentence: 'other', steps: [step('db', null, 2), step('shop', 'db', 2)] }, false],
    ['another service that calls explain', { steps: [...before.steps, step('gateway', 'shop')] }, true],
    ['another service that nothing explains', { steps: [...before.steps, step('gateway', null)] }, false],
    ['another first', { first: 'disk' }, true],
    ['evidence that faded', { first: 'shop', certainty: 'first-to-report' }, false],
    [
      'an origin that waits for another one',
      { certainty: 'first-to-report', steps: [step('cache', null), step('db', 'cache')] },
      true,
    ],
  ])('%s', (_, change, isNews) => {
    expect(isNotableChange(before, { ...before, ...change })).toBe(isNews);
  });
});

it('of five hundred services one or two are raised by chance, whatever the last hour was like', () => {
  expect(raisedByChance(0, 500)).toBeCloseTo(1.5);
  expect(raisedByChance(4, 500)).toBe(4);
  expect(raisedByChance(0, 7)).toBeLessThan(0.1);
});

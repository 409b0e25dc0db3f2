import { numberedAlarm } from '../../testing/detectionSamples';
import { renewed, replaced, steadied } from './steadyList';

const [one, two, three, four] = [1, 2, 3, 4].map((number) => numberedAlarm(number));
const ids = (alarms: Array<{ id: string }>) => alarms.map(({ id }) => id.slice(-1)).join('');
const all = (...items: Array<typeof one>) => ({ items: items.flatMap((item) => item ?? []), goesOn: false });

describe('a list that does not move', () => {
  const first = steadied(null, all(three, two));

  it('takes what is there at first, and what comes into an empty one', () => {
    expect(ids(first.rows)).toBe('32');
    expect(ids(steadied(steadied(null, all()), all(three)).rows)).toBe('3');
  });

  it('lets what is new wait until it is asked for', () => {
    const later = steadied(first, all(four, three, two));
    expect([ids(later.rows), ids(later.waiting)]).toEqual(['32', '4']);
    expect(ids(renewed(later).rows)).toBe('432');
  });

  it('takes older ones to its end', () => {
    expect(ids(steadied(first, all(three, two, one)).rows)).toBe('321');
  });

  it('keeps what has left in its place, called so, until the list is renewed', () => {
    const later = steadied(first, all(two));
    expect([ids(later.rows), [...later.left]]).toEqual(['32', [three?.id]]);
    expect(ids(renewed(later).rows)).toBe('2');
  });

  it('does not call gone what was judged here, or what only stands on a later page', () => {
    const verdict = { is: 'confirmed', reason: '', at: numberedAlarm(3).at, by: 'ada' } as const;
    const judged = replaced(first, numberedAlarm(3, { verdict }));
    expect(steadied(judged, all(two)).left.size).toBe(0);
    expect(steadied(judged, all(two)).rows[0]?.verdict).toEqual(verdict);
    expect(steadied(first, { items: all(four, three).items, goesOn: true }).left.size).toBe(0);
  });

  it('tells what is known now of what it shows', () => {
    const ended = numberedAlarm(2, { endedAt: new Date().toISOString() });
    expect(steadied(first, all(three, ended)).rows[1]?.endedAt).toBe(ended.endedAt);
  });
});

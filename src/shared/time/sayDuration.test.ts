import { sayAgo, sayDuration } from './sayDuration';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('sayDuration', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [59_999, '59 s'],
    [6 * MINUTE + 59_000, '6 min'],
    [2 * HOUR + 5 * MINUTE, '2 h 5 min'],
    [3 * HOUR, '3 h'],
    [26 * HOUR, '1 day 2 h'],
    [100 * HOUR, '4 days'],
  ])('says %d ms as %s', (length, words) => expect(sayDuration(length)).toBe(words));
});

describe('sayAgo', () => {
  it('takes a slightly fast clock for now', () => expect(sayAgo(1_000, 0)).toBe('just now'));
  it('says the past', () => expect(sayAgo(0, 7 * MINUTE)).toBe('7 min ago'));
  it('says a far future as such', () => expect(sayAgo(2 * HOUR, 0)).toBe('in 2 h'));
});

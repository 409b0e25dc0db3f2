import { sampleWindow } from '../../testing/detectionSamples';
import { fieldTime, newDraft, problems, toPlan } from './planDraft';
import { inOrder, windowState } from './windowState';

const NOW = Date.parse('2026-11-21T02:13:20.000Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

describe('planning a window', () => {
  const draft = { ...newDraft(NOW), title: ' Database moves ' };

  it('starts with the next minute, for an hour, and is sent as it is meant', () => {
    expect(toPlan(draft)).toEqual({
      kind: 'maintenance',
      title: 'Database moves',
      services: [],
      from: '2026-11-21T02:14:00.000Z',
      to: '2026-11-21T03:14:00.000Z',
    });
    expect(problems(draft, NOW)).toEqual({});
  });

  it.each([
    ['no title', { title: '  ' }, 'title'],
    ['no time', { from: '' }, 'from'],
    ['an end before its start', { to: fieldTime(NOW - 60_000) }, 'to'],
    ['an end in the past', { from: fieldTime(NOW - 7_200_000), to: fieldTime(NOW - 3_600_000) }, 'to'],
    ['a month', { to: fieldTime(NOW + 30 * 86_400_000) }, 'to'],
  ])('refuses %s and says at which field', (_name, changes, field) => {
    expect(Object.keys(problems({ ...draft, ...changes }, NOW))).toEqual([field]);
  });
});

describe('windows in order', () => {
  const now = sampleWindow({ id: 'mnt_now1', from: at(-5), to: at(5) });
  const soon = sampleWindow({ id: 'mnt_soon', from: at(5), to: at(9) });
  const later = sampleWindow({ id: 'mnt_late', from: at(50), to: at(90) });
  const over = sampleWindow({ id: 'mnt_over', from: at(-50), to: at(-40) });
  const longOver = sampleWindow({ id: 'mnt_long', from: at(-900), to: at(-800) });
  const ended = sampleWindow({ id: 'mnt_ende', from: at(-5), to: at(5), endedAt: at(-1) });

  it('are what holds, what comes, and what was', () => {
    const order = inOrder([longOver, later, over, soon, now], NOW).map(({ id }) => id.slice(4));
    expect(order).toEqual(['now1', 'soon', 'late', 'over', 'long']);
  });

  it('count as past once they were ended', () => expect(windowState(ended, NOW)).toBe('past'));
});

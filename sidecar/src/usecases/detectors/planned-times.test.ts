import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import type { Occurrence } from '../../domain/occurrences/occurrence.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { batchOf } from '../../../test/conformance/examples.ts';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { fixedIds } from '../../../test/support/fixed-ids.ts';
import { ChangeSetting } from './change-setting.ts';
import { PlannedTimes } from './planned-times.ts';
import type { PlannedWindow } from './planned-windows.ts';

const OURS = systemScope('main:1');
const THEIRS = systemScope('main:2');
const NOON = Date.UTC(2026, 2, 4, 12);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SLOW = { detector: 'latency', service: 'search', direction: 'above', score: 2, hurts: true } as const;
const ODD = { ...SLOW, detector: 'new-message', hurts: false } as const;

const instant = (at: number): string => new Date(at).toISOString();
const disks = (given: object = {}) => ({
  ...{ kind: 'maintenance' as const, title: 'new disks', services: ['search'] },
  ...{ from: instant(NOON), to: instant(NOON + 60 * MINUTE), ...given },
});

function planned(given: { stores?: Stores; clock?: FakeClock; ofFile?: PlannedWindow[] } = {}) {
  const { stores = openMemoryStores(), clock = new FakeClock(NOON), ofFile = [] } = given;
  const ids = fixedIds();
  const times = new PlannedTimes({
    stores,
    changing: new ChangeSetting({ stores, clock, ids }),
    clock,
    ids,
    ofFile: (organisation) => (organisation === OURS.organisation ? ofFile : []),
    rollOuts: { lastsMs: 3 * MINUTE, holds: 'harmless' },
  });
  return { times, stores, clock };
}

test('what a person plans holds alarms back at once, in that organisation, until it is ended', async () => {
  const { times, clock } = planned();
  const window = await times.plan(OURS, disks(), 'ada');
  expect(times.heldBack(OURS, SLOW, NOON)).toContain('new disks');
  expect(times.heldBack(THEIRS, SLOW, NOON)).toBeNull();
  expect(times.active(OURS, NOON)).toEqual([window]);
  await clock.advance(5 * MINUTE);
  const ended = await times.end(OURS, window.id);
  expect(ended).toEqual({ ...window, endedAt: instant(NOON + 5 * MINUTE) });
  expect(times.heldBack(OURS, SLOW, clock.now())).toBeNull();
  expect(times.active(OURS, clock.now())).toEqual([]);
  await clock.advance(MINUTE);
  expect(await times.end(OURS, window.id)).toEqual(ended);
});

test('another sidecar knows of it after it refreshed, and after a restart', async () => {
  const { times, stores } = planned();
  const window = await times.plan(OURS, disks(), 'ada');
  const other = planned({ stores }).times;
  expect(other.heldBack(OURS, SLOW, NOON)).toBeNull();
  await other.refresh(OURS);
  expect(other.heldBack(OURS, SLOW, NOON)).toContain('new disks');
  expect(await other.list(OURS, {})).toEqual([window]);
  expect(await other.list(THEIRS, {})).toEqual([]);
});

test.each([
  ['the end is not after the beginning', { to: instant(NOON) }],
  ['the end is in the past', { from: instant(NOON - DAY), to: instant(NOON - 1) }],
  ['it lasts longer than 14 days', { to: instant(NOON + 15 * DAY) }],
])('is refused where %s', async (problem, given) => {
  const { times } = planned();
  await expect(times.plan(OURS, disks(given), 'ada')).rejects.toThrow(problem);
  expect(await times.list(OURS, {})).toEqual([]);
});

test('a window of nobody or of another organisation cannot be ended', async () => {
  const { times } = planned();
  const { id } = await times.plan(OURS, disks(), 'ada');
  await expect(times.end(OURS, 'mnt_0000')).rejects.toMatchObject({ code: 'IM_MAINTENANCE_UNKNOWN' });
  await expect(times.end(THEIRS, id)).rejects.toMatchObject({ code: 'IM_MAINTENANCE_UNKNOWN' });
  expect(times.active(OURS, NOON)).toHaveLength(1);
});

test('only so many are kept: a hundred that are not over, and of those that are the ones of the last month', async () => {
  const { times, clock } = planned();
  for (let index = 0; index < 100; index += 1) {
    await times.plan(OURS, disks(), 'ada');
  }
  await expect(times.plan(OURS, disks(), 'ada')).rejects.toMatchObject({ code: 'IM_MAINTENANCE_TOO_MANY' });
  await clock.advance(2 * DAY);
  await times.plan(OURS, disks({ to: instant(clock.now() + MINUTE) }), 'ada');
  expect(await times.list(OURS, {})).toHaveLength(101);
  await clock.advance(31 * DAY);
  await times.plan(OURS, disks({ from: instant(clock.now()), to: instant(clock.now() + MINUTE) }), 'ada');
  expect(await times.list(OURS, {})).toHaveLength(1);
});

test('the file plans what comes once and every week, for its organisation; it is ended there', async () => {
  const wednesday = { weekdays: ['wednesday' as const], at: '13:30', durationMinutes: 60, timeZone: 'Europe/Berlin' };
  const about = { organisation: 1, kind: 'maintenance' as const, services: ['search'] };
  const ofFile: PlannedWindow[] = [
    { ...about, title: 'weekly', ...wednesday },
    { ...about, title: 'once', from: instant(NOON + DAY), to: instant(NOON + DAY + MINUTE) },
  ];
  const { times } = planned({ ofFile });
  expect(times.heldBack(OURS, SLOW, NOON)).toBeNull();
  expect(times.heldBack(OURS, SLOW, NOON + 30 * MINUTE)).toContain('weekly');
  expect(times.heldBack(OURS, SLOW, NOON + 7 * DAY + 30 * MINUTE)).toContain('weekly');
  expect(times.heldBack(OURS, SLOW, NOON + DAY)).toContain('once');
  expect(times.heldBack(THEIRS, SLOW, NOON + DAY)).toBeNull();
  const listed = await times.list(OURS, {});
  expect(listed.map(({ title, fixedByFile }) => [title, fixedByFile])).toEqual([
    ['weekly', true],
    ['once', true],
  ]);
  await expect(times.end(OURS, listed[0]?.id ?? '')).rejects.toMatchObject({ code: 'IM_MAINTENANCE_FIXED_BY_FILE' });
});

test('a deploy that was told excuses what is odd and harmless, for three minutes', async () => {
  const { times, stores, clock } = planned();
  const deploy: Occurrence = {
    ...{ id: 'occ_1', source: 'ci', kind: 'deploy', stage: 'completed', at: NOON, receivedAt: NOON, details: [] },
    ...{ service: 'search', title: 'search 2.3', before: null, after: '2.3', actor: null, url: null },
  };
  await stores.signals.append(OURS, batchOf({ id: 'bat_1', occurrences: [deploy] }));
  await times.refresh(OURS);
  expect(times.heldBack(OURS, ODD, NOON)).toContain('search 2.3');
  expect(times.heldBack(OURS, SLOW, NOON)).toBeNull();
  expect(times.heldBack(THEIRS, ODD, NOON)).toBeNull();
  expect(times.heldBack(OURS, ODD, NOON + 3 * MINUTE)).toBeNull();
  expect(times.active(OURS, NOON)).toEqual([]);
  await clock.advance(4 * MINUTE);
  await times.refresh(OURS);
  expect(times.heldBack(OURS, ODD, NOON)).toBeNull();
});

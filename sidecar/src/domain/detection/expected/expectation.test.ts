import type { Occurrence } from '../../occurrences/occurrence.ts';
import { whyHeldBack } from './expectation.ts';
import { expectationOf, type Maintenance } from './maintenance.ts';
import { seenRollOuts } from './seen-roll-outs.ts';

const NOON = Date.UTC(2026, 2, 4, 12);
const MINUTE = 60_000;
const ALARM = { detector: 'latency', service: 'search', direction: 'above', score: 2, hurts: true } as const;

const WINDOW: Maintenance = {
  id: 'mnt_1',
  kind: 'maintenance',
  title: 'new disks',
  services: ['search'],
  ...{ from: NOON, to: NOON + 60 * MINUTE, by: 'ada', fixedByFile: false, endedAt: null },
};
const PLANNED = [expectationOf(WINDOW)];

const DEPLOY: Occurrence = {
  ...{ id: 'occ_1', source: 'ci', kind: 'deploy', stage: 'started', at: NOON, receivedAt: NOON, service: 'search' },
  ...{ title: 'search 2.3', before: null, after: '2.3', actor: null, url: null, details: [] },
};
const seen = (holds: 'harmless' | 'all-but-critical', ...deploys: Occurrence[]) =>
  seenRollOuts(deploys, { lastsMs: 3 * MINUTE, holds });

test('an alarm of a service under maintenance is held back from its first moment up to its end', () => {
  expect(whyHeldBack(PLANNED, ALARM, NOON)).toBe(
    'Held back: maintenance is planned until 2026-03-04 13:00 UTC ("new disks").'
  );
  expect(whyHeldBack(PLANNED, ALARM, NOON + 60 * MINUTE - 1)).not.toBeNull();
  expect(whyHeldBack(PLANNED, ALARM, NOON - 1)).toBeNull();
  expect(whyHeldBack(PLANNED, { ...ALARM, service: 'payment' }, NOON)).toBeNull();
});

test('a standing alarm is let go when the window is over, or was ended early', () => {
  expect(whyHeldBack(PLANNED, ALARM, NOON + 60 * MINUTE)).toBeNull();
  const ended = [expectationOf({ ...WINDOW, endedAt: NOON + 10 * MINUTE })];
  expect(whyHeldBack(ended, ALARM, NOON + 9 * MINUTE)).not.toBeNull();
  expect(whyHeldBack(ended, ALARM, NOON + 10 * MINUTE)).toBeNull();
});

test('a window that was called off before it began holds nothing back', () => {
  expect(whyHeldBack([expectationOf({ ...WINDOW, endedAt: NOON - MINUTE })], ALARM, NOON)).toBeNull();
});

test('a window without services is one of all', () => {
  expect(whyHeldBack([expectationOf({ ...WINDOW, services: [] })], { ...ALARM, service: 'any' }, NOON)).not.toBeNull();
});

test('a window holds back whatever the services do that it names, others as soon as they are critical', () => {
  expect(whyHeldBack(PLANNED, { ...ALARM, score: 99 }, NOON)).not.toBeNull();
  expect(whyHeldBack(PLANNED, { ...ALARM, service: 'caller-of-search', score: 99 }, NOON)).toBeNull();
  expect(whyHeldBack(PLANNED, { ...ALARM, detector: 'widespread-errors' }, NOON)).toBeNull();
  expect(whyHeldBack(PLANNED, { ...ALARM, detector: 'external-alert' }, NOON)).toBeNull();
});

test('critical alarms are never held back by what names no service, nor by a deploy that was seen', () => {
  const everything = [expectationOf({ ...WINDOW, services: [] }), ...seen('all-but-critical', DEPLOY)];
  expect(whyHeldBack(everything, { ...ALARM, score: 9.9 }, NOON)).not.toBeNull();
  expect(whyHeldBack(everything, { ...ALARM, score: 10 }, NOON)).toBeNull();
  expect(whyHeldBack(everything, { ...ALARM, detector: 'error-burst', score: 10 }, NOON)).toBeNull();
  expect(whyHeldBack(everything, { ...ALARM, detector: 'widespread-errors', score: 1 }, NOON)).toBeNull();
  expect(whyHeldBack(everything, { ...ALARM, detector: 'external-alert', score: 0, hurts: false }, NOON)).toBeNull();
});

test('a service that is taken down on purpose may fall silent, however far from usual that is', () => {
  const gone = { ...ALARM, detector: 'traffic', direction: 'below', score: 99 } as const;
  const ofAll = [expectationOf({ ...WINDOW, services: [] })];
  expect(whyHeldBack(ofAll, gone, NOON)).not.toBeNull();
  expect(whyHeldBack(ofAll, { ...gone, detector: 'silence' }, NOON)).not.toBeNull();
  expect(whyHeldBack(ofAll, { ...gone, direction: 'above' }, NOON)).toBeNull();
});

test('a deploy that was seen excuses what hurts nobody, for its time', () => {
  const expected = seen('harmless', DEPLOY);
  const odd = { ...ALARM, detector: 'new-message', hurts: false } as const;
  expect(whyHeldBack(expected, odd, NOON)).toBe(
    'Held back: a roll-out of 2026-03-04 12:00 UTC is expected to look odd for a moment ("search 2.3").'
  );
  expect(whyHeldBack(expected, odd, NOON + 3 * MINUTE)).toBeNull();
  expect(whyHeldBack(expected, ALARM, NOON)).toBeNull();
  expect(whyHeldBack(seen('all-but-critical', DEPLOY), ALARM, NOON)).not.toBeNull();
});

test('what is planned, merged, failed, no deploy, or of no service excuses nothing', () => {
  const none = [
    ...(['planned', 'merged', 'failed'] as const).map((stage) => ({ ...DEPLOY, stage })),
    { ...DEPLOY, kind: 'configuration' as const },
    { ...DEPLOY, service: null },
  ];
  expect(seen('harmless', ...none)).toEqual([]);
  expect(seen('harmless', { ...DEPLOY, stage: 'completed' }, { ...DEPLOY, stage: 'rolled-back' })).toHaveLength(2);
});

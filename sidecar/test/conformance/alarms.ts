import type { AlarmRecord } from '../../src/domain/detection/alarms/alarm.ts';
import { InvalidCursor } from '../../src/domain/paging/cursor.ts';
import type { Scope } from '../../src/domain/tenancy/scope.ts';
import type { AlarmQuery } from '../../src/ports/stores/alarm-store.ts';
import type { Conformance } from './conformance.ts';
import { alarmOf, HOSTILE_STRINGS, NOON } from './examples.ts';

const CONFIRMED: AlarmRecord['verdict'] = { is: 'confirmed', reason: 'we saw it', at: NOON, by: 'ada' };
const DISMISSED: AlarmRecord['verdict'] = { is: 'dismissed', reason: 'a load test', at: NOON, by: 'grace' };
const INCIDENT = { id: 'inc_1', number: 1 };

export function alarmsConform({ stores, settle, freshScope }: Conformance): void {
  const list = async (scope: Scope, query: Partial<AlarmQuery> = {}) => {
    const { alarms } = await stores().alarms.list(scope, { show: 'all', limit: 100, ...query });
    return alarms.map(({ id }) => id);
  };

  describe('alarms', () => {
    test('are found by id as they were written last', async () => {
      const scope = freshScope();
      const first = alarmOf({ id: 'alm_0001', incident: INCIDENT });
      await stores().alarms.save(scope, [first, alarmOf({ id: 'alm_0002' })]);
      expect(await stores().alarms.get(scope, 'alm_0001')).toEqual(first);
      const later = { ...first, endedAt: NOON + 60_000, score: 7.5, sentence: 'worse', incident: null };
      await stores().alarms.save(scope, [later]);
      expect(await stores().alarms.get(scope, 'alm_0001')).toEqual({ ...later, incident: INCIDENT });
      expect(await stores().alarms.get(scope, 'alm_0003')).toBeNull();
      await stores().alarms.save(scope, []);
      await stores().alarms.save(scope, [later, { ...later, score: 9 }]);
      expect((await stores().alarms.get(scope, 'alm_0001'))?.score).toBe(9);
      await settle();
      expect(await list(scope)).toEqual(['alm_0002', 'alm_0001']);
    });

    test('go from one incident to another, and never back to none', async () => {
      const scope = freshScope();
      for (const incident of [null, INCIDENT, null, { id: 'inc_2', number: 2 }, null]) {
        await stores().alarms.save(scope, [alarmOf({ id: 'alm_0001', incident })]);
      }
      expect((await stores().alarms.get(scope, 'alm_0001'))?.incident).toEqual({ id: 'inc_2', number: 2 });
      await settle();
      expect(await list(scope, { show: 'inbox' })).toEqual([]);
    });

    test('keep the verdict of a person, whatever detection writes later, until it is taken back', async () => {
      const scope = freshScope();
      const alarm = alarmOf({ id: 'alm_0001' });
      await stores().alarms.save(scope, [alarm]);
      expect(await stores().alarms.judge(scope, 'alm_0001', DISMISSED)).toEqual({ ...alarm, verdict: DISMISSED });
      await stores().alarms.save(scope, [{ ...alarm, score: 9 }]);
      expect(await stores().alarms.get(scope, 'alm_0001')).toEqual({ ...alarm, score: 9, verdict: DISMISSED });
      expect((await stores().alarms.judge(scope, 'alm_0001', CONFIRMED))?.verdict).toEqual(CONFIRMED);
      expect((await stores().alarms.judge(scope, 'alm_0001', null))?.verdict).toBeNull();
      await stores().alarms.save(scope, [{ ...alarm, verdict: DISMISSED }]);
      expect((await stores().alarms.get(scope, 'alm_0001'))?.verdict).toBeNull();
      expect(await stores().alarms.judge(scope, 'alm_9999', CONFIRMED)).toBeNull();
      expect(await stores().alarms.get(scope, 'alm_9999')).toBeNull();
    });

    test('neither detection nor a person loses what it wrote while the other writes', async () => {
      const scope = freshScope();
      const alarms = Array.from({ length: 12 }, (_, index) => alarmOf({ id: `alm_${1000 + index}` }));
      await stores().alarms.save(scope, alarms);
      await Promise.all(
        alarms.flatMap((alarm) => [
          stores().alarms.judge(scope, alarm.id, CONFIRMED),
          stores().alarms.save(scope, [{ ...alarm, endedAt: NOON + 1, incident: INCIDENT }]),
        ])
      );
      for (const alarm of alarms) {
        const expected = { ...alarm, endedAt: NOON + 1, incident: INCIDENT, verdict: CONFIRMED };
        expect(await stores().alarms.get(scope, alarm.id)).toEqual(expected);
      }
    });

    test('are listed by what became of them, newest first', async () => {
      const scope = freshScope();
      await stores().alarms.save(scope, [
        alarmOf({ id: 'alm_0001', at: NOON + 1 }),
        alarmOf({ id: 'alm_0002', at: NOON + 2, mode: 'live', incident: INCIDENT }),
        alarmOf({ id: 'alm_0003', at: NOON + 3, mode: 'live', detector: 'latency' }),
        alarmOf({ id: 'alm_0004', at: NOON + 4, endedAt: NOON + 5, service: 'search' }),
      ]);
      await stores().alarms.judge(scope, 'alm_0004', CONFIRMED);
      await settle();
      expect(await list(scope)).toEqual(['alm_0004', 'alm_0003', 'alm_0002', 'alm_0001']);
      expect(await list(scope, { show: 'inbox' })).toEqual(['alm_0003', 'alm_0001']);
      expect(await list(scope, { show: 'trial' })).toEqual(['alm_0004', 'alm_0001']);
      expect(await list(scope, { show: 'incident' })).toEqual(['alm_0002']);
      expect(await list(scope, { firing: true })).toEqual(['alm_0003', 'alm_0002', 'alm_0001']);
      expect(await list(scope, { firing: false })).toEqual(['alm_0004']);
      expect(await list(scope, { firing: true, show: 'inbox' })).toEqual(['alm_0003', 'alm_0001']);
      expect(await list(scope, { detectors: ['latency', 'silence'] })).toEqual(['alm_0003']);
      expect(await list(scope, { services: ['search'] })).toEqual(['alm_0004']);
      expect(await list(scope, { services: [] })).toEqual([]);
      expect(await list(scope, { services: ['sea%', '*'] })).toEqual([]);
      await stores().alarms.judge(scope, 'alm_0004', null);
      await settle();
      expect(await list(scope, { show: 'inbox' })).toEqual(['alm_0004', 'alm_0003', 'alm_0001']);
    });

    test('a time range finds what stood in it, both ends included', async () => {
      const scope = freshScope();
      const alarm = (id: string, startedAt: number, endedAt: number | null) =>
        alarmOf({ id, startedAt: NOON + startedAt, endedAt: endedAt === null ? null : NOON + endedAt });
      await stores().alarms.save(scope, [
        alarm('alm_before', 0, 9),
        alarm('alm_until', 0, 10),
        alarm('alm_around', 5, 50),
        alarm('alm_standing', 0, null),
        alarm('alm_from', 20, 60),
        alarm('alm_after', 21, null),
      ]);
      await settle();
      const found = await list(scope, { from: NOON + 10, to: NOON + 20 });
      expect(found.sort()).toEqual(['alm_around', 'alm_from', 'alm_standing', 'alm_until']);
    });

    test('pages neither repeat nor skip, with many ties', async () => {
      const scope = freshScope();
      const alarms = Array.from({ length: 25 }, (_, index) =>
        alarmOf({ id: `alm_${1000 + ((index * 7) % 25)}`, at: NOON + (index % 3) })
      );
      await stores().alarms.save(scope, alarms);
      await settle();
      const inOne = await list(scope);
      expect(new Set(inOne).size).toBe(25);
      for (const limit of [1, 7, 24, 25]) {
        const walked: string[] = [];
        let cursor: string | null = null;
        do {
          const query: AlarmQuery = { show: 'inbox', limit, ...(cursor === null ? {} : { cursor }) };
          const page = await stores().alarms.list(scope, query);
          walked.push(...page.alarms.map(({ id }) => id));
          cursor = page.nextCursor;
        } while (cursor !== null && walked.length < 100);
        expect(walked).toEqual(inOne);
      }
      await expect(list(scope, { cursor: 'e30' })).rejects.toThrow(InvalidCursor);
    });

    test('are counted by detector and verdict, raised from the first moment up to the last', async () => {
      const scope = freshScope();
      await stores().alarms.save(scope, [
        alarmOf({ id: 'alm_0000', at: NOON - 1 }),
        alarmOf({ id: 'alm_0001', at: NOON }),
        alarmOf({ id: 'alm_0002', at: NOON + 1 }),
        alarmOf({ id: 'alm_0003', at: NOON + 1, detector: 'latency' }),
        alarmOf({ id: 'alm_0004', at: NOON + 2, detector: 'latency' }),
      ]);
      await stores().alarms.judge(scope, 'alm_0001', CONFIRMED);
      await stores().alarms.judge(scope, 'alm_0003', DISMISSED);
      await settle();
      const tally = await stores().alarms.tally(scope, { from: NOON, to: NOON + 2 });
      expect(tally.sort((a, b) => (a.detector < b.detector ? -1 : 1))).toEqual([
        { detector: 'error-count', alarms: 2, confirmed: 1, dismissed: 0 },
        { detector: 'latency', alarms: 1, confirmed: 0, dismissed: 1 },
      ]);
    });

    test('go when they ended, or were raised and never ended, before the time', async () => {
      const scope = freshScope();
      await stores().alarms.save(scope, [
        alarmOf({ id: 'alm_ended', at: NOON - 9, endedAt: NOON - 1 }),
        alarmOf({ id: 'alm_left', at: NOON - 9 }),
        alarmOf({ id: 'alm_just', at: NOON - 9, endedAt: NOON }),
        alarmOf({ id: 'alm_stands', at: NOON }),
      ]);
      await settle();
      expect(await stores().alarms.expire(scope, NOON)).toBe(2);
      await settle();
      expect((await list(scope)).sort()).toEqual(['alm_just', 'alm_stands']);
      expect(await stores().alarms.expire(scope, NOON)).toBe(0);
    });

    test('keep every string as it is', async () => {
      const scope = freshScope();
      const alarms = HOSTILE_STRINGS.map((hostile, index) =>
        alarmOf({ id: `alm_${1000 + index}`, service: hostile, subject: hostile, sentence: hostile, heldBack: hostile })
      );
      await stores().alarms.save(scope, alarms);
      await settle();
      for (const alarm of alarms) {
        expect(await stores().alarms.get(scope, alarm.id)).toEqual(alarm);
        expect(await list(scope, { services: [alarm.service] })).toEqual([alarm.id]);
      }
    });

    test('are nobody else’s: another organisation reads, judges, counts and removes nothing', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const alarm = alarmOf({ id: 'alm_0001' });
      await stores().alarms.save(ours, [alarm]);
      await settle();
      expect(await stores().alarms.get(theirs, 'alm_0001')).toBeNull();
      expect(await list(theirs)).toEqual([]);
      expect(await stores().alarms.judge(theirs, 'alm_0001', CONFIRMED)).toBeNull();
      expect(await stores().alarms.tally(theirs, { from: 0, to: NOON * 2 })).toEqual([]);
      expect(await stores().alarms.expire(theirs, NOON * 2)).toBe(0);
      await stores().alarms.save(theirs, [{ ...alarm, sentence: 'theirs' }]);
      expect(await stores().alarms.get(ours, 'alm_0001')).toEqual(alarm);
    });
  });
}

import { NEVER_HAPPENED, type IncidentRecord } from '../../src/domain/incidents/incident-record.ts';
import type { Conformance } from './conformance.ts';
import { HOSTILE_STRINGS, incidentOf, NOON } from './examples.ts';

export function incidentsConform({ stores, settle, freshScope }: Conformance): void {
  describe('incidents', () => {
    test('are found by id and by number, as they were written', async () => {
      const scope = freshScope();
      const record = incidentOf(scope, { id: 'inc_1', number: 42, returnsAt: [NOON], closedAt: NOON + 5 });
      await stores().incidents.save(scope, record);
      await settle();
      expect(await stores().incidents.get(scope, 'inc_1')).toEqual(record);
      expect(await stores().incidents.byNumber(scope, 42)).toEqual(record);
      expect(await stores().incidents.get(scope, 'inc_2')).toBeNull();
      expect(await stores().incidents.byNumber(scope, 43)).toBeNull();
    });

    test('the highest version stays, in whatever order they come', async () => {
      const scope = freshScope();
      const versions = [3, 1, 5, 2, 5, 4].map((version, index) =>
        incidentOf(scope, { id: 'inc_1', version, dismissReason: `write ${index}`, service: `service-${version}` })
      );
      for (const record of versions) {
        await stores().incidents.save(scope, record);
      }
      await settle();
      expect(await stores().incidents.get(scope, 'inc_1')).toEqual(versions[2]);
      const listed = (services: string[]) => stores().incidents.list(scope, { services, sort: '-startedAt', limit: 5 });
      expect((await listed(['service-5'])).records).toEqual([versions[2]]);
      expect((await listed(['service-3', 'service-4'])).records).toEqual([]);
    });

    test('the highest version stays among writers at the same time', async () => {
      const scope = freshScope();
      const versions = [4, 2, 7, 1, 6, 3, 5].map((version) => incidentOf(scope, { id: 'inc_1', version }));
      await Promise.all(versions.map((record) => stores().incidents.save(scope, record)));
      expect((await stores().incidents.get(scope, 'inc_1'))?.version).toBe(7);
    });

    test('are listed by state, severity and any of their services', async () => {
      const scope = freshScope();
      const both = ['checkout', 'payments'].map((service) => ({
        service,
        firstErrorAt: NOON,
        errors: 1,
        peakErrors: 1,
        baselineErrors: 0,
      }));
      await stores().incidents.save(scope, incidentOf(scope, { id: 'inc_1', services: both }));
      await stores().incidents.save(scope, incidentOf(scope, { id: 'inc_2', state: 'resolved', severity: 'low' }));
      await stores().incidents.save(scope, incidentOf(scope, { id: 'inc_3', service: 'search', severity: 'critical' }));
      await settle();
      const list = async (query: object) => {
        const { records } = await stores().incidents.list(scope, { sort: '-startedAt', limit: 10, ...query });
        return records.map((record) => record.id).sort();
      };
      expect(await list({})).toEqual(['inc_1', 'inc_2', 'inc_3']);
      expect(await list({ states: ['open'] })).toEqual(['inc_1', 'inc_3']);
      expect(await list({ states: ['open', 'resolved'], severities: ['low', 'critical'] })).toEqual(['inc_2', 'inc_3']);
      expect(await list({ services: ['payments'] })).toEqual(['inc_1']);
      expect(await list({ services: ['payments', 'search', 'none'] })).toEqual(['inc_1', 'inc_3']);
      expect(await list({ services: ['checkout'], states: ['resolved'] })).toEqual(['inc_2']);
      expect(await list({ services: [] })).toEqual([]);
      expect(await list({ services: ['pay%', '_______s', '*'] })).toEqual([]);
    });

    test('are listed by kind, by whether users are hurt, and by whether somebody is on it', async () => {
      const scope = freshScope();
      const mark = { at: NOON, by: 'ada' };
      await stores().incidents.save(scope, incidentOf(scope, { id: 'inc_1', outage: true, acknowledged: mark }));
      await stores().incidents.save(scope, incidentOf(scope, { id: 'inc_2', kind: 'cascade', outage: true }));
      await stores().incidents.save(scope, incidentOf(scope, { id: 'inc_3', kind: 'detected', state: 'resolved' }));
      await settle();
      const list = async (query: object) => {
        const { records } = await stores().incidents.list(scope, { sort: '-startedAt', limit: 10, ...query });
        return records.map((record) => record.id).sort();
      };
      expect(await list({ kinds: ['cascade', 'detected'] })).toEqual(['inc_2', 'inc_3']);
      expect(await list({ kinds: [] })).toEqual([]);
      expect(await list({ outage: true })).toEqual(['inc_1', 'inc_2']);
      expect(await list({ outage: false })).toEqual(['inc_3']);
      expect(await list({ acknowledged: false })).toEqual(['inc_2', 'inc_3']);
      expect(await list({ acknowledged: true, outage: true, states: ['open'] })).toEqual(['inc_1']);
      expect(await list({ acknowledged: false, outage: true, kinds: ['error-burst'] })).toEqual([]);
    });

    test('kept by an earlier version are read whole, and found by what it did not know', async () => {
      const scope = freshScope();
      const record = incidentOf(scope, { id: 'inc_1' });
      const old: Partial<IncidentRecord> = { ...record };
      for (const field of Object.keys(NEVER_HAPPENED)) {
        delete old[field as keyof IncidentRecord];
      }
      await stores().incidents.save(scope, old as IncidentRecord);
      await settle();
      expect(await stores().incidents.get(scope, 'inc_1')).toEqual(record);
      expect(await stores().incidents.byNumber(scope, 1)).toEqual(record);
      const query = { sort: '-startedAt', limit: 5 } as const;
      expect((await stores().incidents.list(scope, { ...query, outage: false })).records).toEqual([record]);
      expect((await stores().incidents.list(scope, { ...query, outage: true })).records).toEqual([]);
    });

    test('a time range finds what was under way in it, both ends included', async () => {
      const scope = freshScope();
      const save = (id: string, startedAt: number, closedAt: number | null) =>
        stores().incidents.save(scope, incidentOf(scope, { id, startedAt: NOON + startedAt, closedAt }));
      await save('inc_before', 0, NOON + 9);
      await save('inc_until', 0, NOON + 10);
      await save('inc_around', 5, NOON + 50);
      await save('inc_going-on', 0, null);
      await save('inc_from', 20, NOON + 60);
      await save('inc_after', 21, null);
      await settle();
      const { records } = await stores().incidents.list(scope, {
        from: NOON + 10,
        to: NOON + 20,
        sort: 'startedAt',
        limit: 10,
      });
      expect(records.map((record) => record.id).sort()).toEqual([
        'inc_around',
        'inc_from',
        'inc_going-on',
        'inc_until',
      ]);
    });

    test('numbers begin at 1 in each organisation and are never given twice', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const numbers = await Promise.all(Array.from({ length: 60 }, () => stores().incidents.nextNumber(ours)));
      expect(new Set(numbers).size).toBe(60);
      expect(Math.min(...numbers)).toBe(1);
      expect(numbers.every((number) => Number.isInteger(number) && number >= 1)).toBe(true);
      expect(await stores().incidents.nextNumber(ours)).toBeGreaterThan(Math.max(...numbers));
      expect(await stores().incidents.nextNumber(theirs)).toBe(1);
    });

    test('keep every string as it is', async () => {
      const scope = freshScope();
      const records = HOSTILE_STRINGS.map((hostile, index) =>
        incidentOf(scope, { id: `inc_${hostile}`, number: index + 1, service: hostile, dismissReason: hostile })
      );
      for (const record of records) {
        await stores().incidents.save(scope, record);
      }
      await settle();
      for (const record of records) {
        expect(await stores().incidents.get(scope, record.id)).toEqual(record);
        const query = { services: [record.service], sort: 'startedAt' as const, limit: 5 };
        expect((await stores().incidents.list(scope, query)).records).toEqual([record]);
      }
    });

    test('are gone when they are removed, with everything they were found by', async () => {
      const [scope, theirs] = [freshScope(), freshScope()];
      for (const number of [1, 2, 3]) {
        await stores().incidents.save(scope, incidentOf(scope, { id: `inc_${number}`, number }));
      }
      await settle();
      expect(await stores().incidents.remove(theirs, ['inc_1'])).toBe(0);
      expect(await stores().incidents.remove(scope, ['inc_1', 'inc_3', 'inc_9', 'inc_1'])).toBe(2);
      await settle();
      expect(await stores().incidents.get(scope, 'inc_1')).toBeNull();
      expect(await stores().incidents.byNumber(scope, 3)).toBeNull();
      const query = { services: ['checkout'], sort: 'startedAt' as const, limit: 5 };
      expect((await stores().incidents.list(scope, query)).records.map(({ id }) => id)).toEqual(['inc_2']);
      expect(await stores().incidents.remove(scope, [])).toBe(0);
    });

    test('are nobody else’s: another organisation reads nothing and is not in the way', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const record = incidentOf(ours, { id: 'inc_1', number: 7, version: 3 });
      await stores().incidents.save(ours, record);
      await expect(stores().incidents.save(theirs, { ...record, version: 4 })).rejects.toThrow('another organisation');
      await settle();
      expect(await stores().incidents.get(theirs, 'inc_1')).toBeNull();
      expect(await stores().incidents.byNumber(theirs, 7)).toBeNull();
      expect((await stores().incidents.list(theirs, { sort: '-startedAt', limit: 5 })).records).toEqual([]);
      const twin = incidentOf(theirs, { id: 'inc_1', number: 7, version: 1 });
      await stores().incidents.save(theirs, twin);
      expect(await stores().incidents.get(theirs, 'inc_1')).toEqual(twin);
      expect(await stores().incidents.get(ours, 'inc_1')).toEqual(record);
    });
  });
}

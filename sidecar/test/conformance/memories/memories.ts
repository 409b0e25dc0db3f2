import { incidentMark } from '../../../src/domain/memory/memory-marks.ts';
import type { Attempt } from '../../../src/domain/memory/memory-record.ts';
import { InvalidCursor } from '../../../src/domain/paging/cursor.ts';
import type { Scope } from '../../../src/domain/tenancy/scope.ts';
import type { MemoryQuery, MemoryTally } from '../../../src/ports/stores/memories/memory-store.ts';
import type { Conformance } from '../conformance.ts';
import { HOSTILE_STRINGS, NOON } from '../examples.ts';
import { memoryOf } from './recall-examples.ts';

const SORTS: readonly MemoryQuery['sort'][] = ['-startedAt', 'startedAt', '-updatedAt'];

export function memoriesConform({ stores, settle, freshScope }: Conformance): void {
  const list = async (scope: Scope, query: Partial<MemoryQuery> = {}) => {
    const { records } = await stores().memories.list(scope, { sort: 'startedAt', limit: 100, ...query });
    return records.map(({ id }) => id);
  };

  describe('memories', () => {
    test('are found by id as they were written last, in the order asked for', async () => {
      const scope = freshScope();
      const [one, other] = [memoryOf(scope, { id: 'mem_1' }), memoryOf(scope, { id: 'mem_2', labels: { team: 'a' } })];
      await stores().memories.save(scope, [one, other]);
      expect(await stores().memories.get(scope, ['mem_2', 'mem_9', 'mem_1', 'mem_2'])).toEqual([other, one]);
      const later = { ...one, version: 2, title: 'another', services: ['search'], labels: { team: 'b' } };
      await stores().memories.save(scope, [later]);
      await stores().memories.save(scope, [
        { ...one, title: 'older news' },
        { ...later, title: 'the same version' },
      ]);
      expect(await stores().memories.get(scope, ['mem_1'])).toEqual([later]);
      expect(await stores().memories.get(scope, [])).toEqual([]);
      await stores().memories.save(scope, []);
      await settle();
      expect(await list(scope, { services: ['payment'] })).toEqual(['mem_2']);
      expect(await list(scope, { labels: [{ key: 'team', value: 'a' }] })).toEqual(['mem_2']);
      expect(await list(scope, { text: 'another' })).toEqual(['mem_1']);
    });

    test('of several writers of one memory the highest version stays', async () => {
      const scope = freshScope();
      const versions = Array.from({ length: 12 }, (_, index) => ((index * 5) % 12) + 1);
      await Promise.all(
        versions.map((version) =>
          stores().memories.save(scope, [memoryOf(scope, { id: 'mem_1', version, title: `version ${version}` })])
        )
      );
      expect((await stores().memories.get(scope, ['mem_1']))[0]?.title).toBe('version 12');
      await settle();
      expect(await list(scope, { text: '12' })).toEqual(['mem_1']);
      expect(await list(scope, { text: 'version 11' })).toEqual([]);
    });

    test('are listed by what they are', async () => {
      const scope = freshScope();
      await stores().memories.save(scope, [
        memoryOf(scope, { id: 'mem_1', startedAt: NOON + 1, state: 'forming', services: ['a', 'b'] }),
        memoryOf(scope, { id: 'mem_2', startedAt: NOON + 2, kind: 'note', category: 'resources', services: [] }),
        memoryOf(scope, { id: 'mem_3', startedAt: NOON + 3, provenance: 'imported', labels: { tier: '1', 'a.b': '' } }),
        memoryOf(scope, { id: 'mem_4', startedAt: NOON + 4, state: 'retired', services: ['b'], labels: { tier: '2' } }),
      ]);
      await settle();
      expect(await list(scope)).toEqual(['mem_1', 'mem_2', 'mem_3', 'mem_4']);
      expect(await list(scope, { sort: '-startedAt' })).toEqual(['mem_4', 'mem_3', 'mem_2', 'mem_1']);
      expect(await list(scope, { kind: 'note' })).toEqual(['mem_2']);
      expect(await list(scope, { states: ['forming', 'retired'] })).toEqual(['mem_1', 'mem_4']);
      expect(await list(scope, { states: [] })).toEqual([]);
      expect(await list(scope, { categories: ['resources', 'deployments'] })).toEqual(['mem_2']);
      expect(await list(scope, { provenances: ['imported'] })).toEqual(['mem_3']);
      expect(await list(scope, { services: ['b', 'c'] })).toEqual(['mem_1', 'mem_4']);
      expect(await list(scope, { services: ['b%', '*'] })).toEqual([]);
      expect(await list(scope, { labels: [{ key: 'tier', value: null }] })).toEqual(['mem_3', 'mem_4']);
      expect(await list(scope, { labels: [{ key: 'tier', value: '2' }] })).toEqual(['mem_4']);
      expect(await list(scope, { labels: [{ key: 'a.b', value: '' }] })).toEqual(['mem_3']);
      const both = ['tier', 'a.b'].map((key) => ({ key, value: null }));
      expect(await list(scope, { labels: both })).toEqual(['mem_3']);
      expect(await list(scope, { labels: [{ key: 'toString', value: null }] })).toEqual([]);
      expect(await list(scope, { from: NOON + 2, to: NOON + 3 })).toEqual(['mem_2', 'mem_3']);
      expect(await list(scope, { states: ['active'], kind: 'incident', to: NOON + 3 })).toEqual(['mem_3']);
    });

    test('are found by the incidents that they are of, and by what the trouble is known again', async () => {
      const scope = freshScope();
      const signature = { errorType: null, fingerprints: [], templates: [], symptoms: [] };
      await stores().memories.save(scope, [
        memoryOf(scope, {
          ...{ id: 'mem_1', startedAt: NOON + 1, incident: { id: 'inc_1', number: 1 } },
          recurrences: [
            { at: NOON, incident: 'inc_7' },
            { at: NOON + 9, incident: null },
          ],
          signature: { ...signature, fingerprints: ['f1', 'f2'] },
        }),
        memoryOf(scope, {
          ...{ id: 'mem_2', startedAt: NOON + 2, incident: { id: 'inc_2', number: 2 } },
          signature: { ...signature, fingerprints: ['f2'], templates: [{ id: 'tpl_1', text: 'refused' }] },
        }),
        memoryOf(scope, { id: 'mem_3', startedAt: NOON + 3, incident: null, signature }),
      ]);
      await settle();
      expect(await list(scope, { marks: [incidentMark('inc_1')] })).toEqual(['mem_1']);
      expect(await list(scope, { marks: [incidentMark('inc_7'), 'message tpl_1'] })).toEqual(['mem_1', 'mem_2']);
      expect(await list(scope, { marks: ['stack f2'], to: NOON + 1 })).toEqual(['mem_1']);
      expect(await list(scope, { marks: ['stack inc_1', 'f2'] })).toEqual([]);
      expect(await list(scope, { marks: [] })).toEqual([]);
      const changed = memoryOf(scope, { id: 'mem_2', version: 2, incident: null, signature });
      await stores().memories.save(scope, [changed]);
      await settle();
      expect(await list(scope, { marks: [incidentMark('inc_2'), 'stack f2'] })).toEqual(['mem_1']);
      expect(await list({ ...scope, organisation: 'other:1' }, { marks: ['stack f2'] })).toEqual([]);
    });

    test('are found by the beginnings of words that stand in them, in any order and case', async () => {
      const scope = freshScope();
      const attempt: Attempt = {
        ...{ id: 'att_1', state: 'done', by: 'ada', begunAt: NOON, appliedAt: NOON, appliedKnownFrom: 'person' },
        ...{ context: {}, outcome: 'cured', outcomeKnownFrom: 'person', outcomeSentence: '', outcomeAt: NOON },
        ...{ reason: '', from: null },
        fix: { kind: 'command', words: 'drained the node', target: 'worker-7', exact: 'kubectl drain', undo: '' },
      };
      await stores().memories.save(scope, [
        memoryOf(scope, {
          ...{ id: 'mem_1', title: 'Zahlung: Größe überschritten', resolution: 'raised max_connections' },
          signature: { errorType: 'PoolTimeout', fingerprints: [], templates: [], symptoms: ['p99 at 4 s'] },
          ...{ cause: { class: 'capacity', words: 'the pool was too small' }, attempts: [attempt] },
        }),
        memoryOf(scope, { id: 'mem_2', text: 'a note about pools' }),
      ]);
      await settle();
      for (const text of [
        'größe',
        'GRÖSSE',
        'connections MAX',
        'pooltime',
        'p99',
        'small',
        'worker 7 kubectl',
        'raised größe',
      ]) {
        expect([text, await list(scope, { text })]).toEqual([text, text === 'GRÖSSE' ? [] : ['mem_1']]);
      }
      expect(await list(scope, { text: 'pool' })).toEqual(['mem_1', 'mem_2']);
      expect(await list(scope, { text: 'ool' })).toEqual([]);
      expect(await list(scope, { text: 'pool nowhere' })).toEqual([]);
      expect(await list(scope, { text: '  %  ' })).toEqual(['mem_1', 'mem_2']);
    });

    test('expire by their date, but never under legal hold', async () => {
      const scope = freshScope();
      await stores().memories.save(scope, [
        memoryOf(scope, { id: 'mem_1', expiresAt: NOON - 1 }),
        memoryOf(scope, { id: 'mem_2', expiresAt: NOON }),
        memoryOf(scope, { id: 'mem_3', expiresAt: null }),
        memoryOf(scope, { id: 'mem_4', expiresAt: NOON - 1, legalHold: true }),
      ]);
      await settle();
      expect(await list(scope, { expiredBefore: NOON })).toEqual(['mem_1']);
      const held = memoryOf(scope, { id: 'mem_4', version: 2, expiresAt: NOON - 1, legalHold: false });
      await stores().memories.save(scope, [held]);
      await settle();
      expect(await list(scope, { expiredBefore: NOON })).toEqual(['mem_1', 'mem_4']);
    });

    test.each(SORTS)('pages by %s neither repeat nor skip, with many ties', async (sort) => {
      const scope = freshScope();
      const records = Array.from({ length: 25 }, (_, index) =>
        memoryOf(scope, {
          id: `mem_${1000 + ((index * 7) % 25)}`,
          ...{ startedAt: NOON + (index % 3), updatedAt: NOON + (index % 2), text: 'of many' },
        })
      );
      await stores().memories.save(scope, records);
      await settle();
      const inOne = await list(scope, { sort });
      expect(new Set(inOne).size).toBe(25);
      for (const limit of [1, 7, 24, 25]) {
        const walked: string[] = [];
        let cursor: string | null = null;
        do {
          const query: MemoryQuery = { sort, limit, text: 'many', ...(cursor === null ? {} : { cursor }) };
          const page = await stores().memories.list(scope, query);
          walked.push(...page.records.map(({ id }) => id));
          cursor = page.nextCursor;
        } while (cursor !== null && walked.length < 100);
        expect(walked).toEqual(inOne);
      }
      await expect(list(scope, { cursor: 'e30' })).rejects.toThrow(InvalidCursor);
    });

    test('are counted by what they are, as far as they may be seen', async () => {
      const scope = freshScope();
      await stores().memories.save(scope, [
        memoryOf(scope, { id: 'mem_1' }),
        memoryOf(scope, { id: 'mem_2', visibility: 'team', team: 'payments' }),
        memoryOf(scope, { id: 'mem_3', stale: { since: NOON, reason: 'moved' } }),
        memoryOf(scope, { id: 'mem_4', category: 'resources', state: 'retired', provenance: 'imported' }),
      ]);
      await settle();
      const sort = { category: 'incidents', provenance: 'confirmed', state: 'active', stale: false } as const;
      const stale: MemoryTally = { ...sort, stale: true, memories: 1 };
      const retired = { category: 'resources', provenance: 'imported', state: 'retired', stale: false, memories: 1 };
      const tally = async (reader: Scope) => new Set(await stores().memories.tally(reader));
      expect(await tally(scope)).toEqual(new Set([{ ...sort, memories: 2 }, stale, retired]));
      const viewer: Scope = { ...scope, teams: [], user: 'ada' };
      expect(await tally(viewer)).toEqual(new Set([{ ...sort, memories: 1 }, stale, retired]));
    });

    test('are gone when they are removed', async () => {
      const scope = freshScope();
      const records = ['mem_1', 'mem_2', 'mem_3'].map((id) => memoryOf(scope, { id, labels: { a: 'b' } }));
      await stores().memories.save(scope, records);
      await settle();
      expect(await stores().memories.remove(scope, ['mem_1', 'mem_3', 'mem_9'])).toBe(2);
      expect(await stores().memories.get(scope, ['mem_1', 'mem_2'])).toEqual([records[1]]);
      await settle();
      expect(await list(scope)).toEqual(['mem_2']);
      expect(await list(scope, { services: ['payment'], labels: [{ key: 'a', value: 'b' }] })).toEqual(['mem_2']);
      expect((await stores().memories.tally(scope)).map(({ memories }) => memories)).toEqual([1]);
      expect(await stores().memories.remove(scope, ['mem_1'])).toBe(0);
      expect(await stores().memories.remove(scope, [])).toBe(0);
    });

    test('keep every string as it is', async () => {
      const scope = freshScope();
      const records = HOSTILE_STRINGS.map((hostile, index) =>
        memoryOf(scope, {
          ...{ id: `mem_${1000 + index}`, title: hostile, text: hostile, category: hostile, services: [hostile] },
          labels: Object.fromEntries([[hostile, hostile]]),
        })
      );
      await stores().memories.save(scope, records);
      await settle();
      for (const [index, record] of records.entries()) {
        const hostile = HOSTILE_STRINGS[index] ?? '';
        expect(JSON.stringify(await stores().memories.get(scope, [record.id]))).toBe(JSON.stringify([record]));
        expect(await list(scope, { services: [hostile] })).toEqual([record.id]);
        expect(await list(scope, { categories: [hostile] })).toEqual([record.id]);
        expect(await list(scope, { labels: [{ key: hostile, value: hostile }] })).toEqual([record.id]);
      }
    });

    test('are nobody else’s: another organisation reads, counts and removes nothing', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const record = memoryOf(ours, { id: 'mem_1' });
      await stores().memories.save(ours, [record]);
      await settle();
      expect(await stores().memories.get(theirs, ['mem_1'])).toEqual([]);
      expect(await list(theirs)).toEqual([]);
      expect(await list(theirs, { services: ['payment'], text: 'payment' })).toEqual([]);
      expect(await stores().memories.tally(theirs)).toEqual([]);
      expect(await stores().memories.remove(theirs, ['mem_1'])).toBe(0);
      await expect(stores().memories.save(theirs, [record])).rejects.toThrow('another organisation');
      await stores().memories.save(theirs, [{ ...record, organisation: theirs.organisation, version: 9 }]);
      expect(await stores().memories.get(ours, ['mem_1'])).toEqual([record]);
    });
  });
}

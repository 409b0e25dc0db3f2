import { candidateOf } from '../../../src/domain/recall/candidates/candidate-bytes.ts';
import { wordKey } from '../../../src/domain/recall/candidates/word-key.ts';
import type { Scope } from '../../../src/domain/tenancy/scope.ts';
import type { CandidateQuery, RecallEntry } from '../../../src/ports/stores/memories/recall-index.ts';
import type { Conformance } from '../conformance.ts';
import { HOSTILE_STRINGS, NOON } from '../examples.ts';
import { entryOf, keysOf, MODEL, queryOf, termsOf, vectorAt } from './recall-examples.ts';

/** What has a space in it is a pair of words, which is not searched for. */
const wordOf = (text: string) => text.replaceAll(' ', '_');

export function recallConforms({ stores, settle, freshScope }: Conformance): void {
  const find = async (scope: Scope, query: Partial<CandidateQuery>) => {
    const entries = await stores().recall.candidates(scope, queryOf(query));
    return entries.map(({ memory }) => memory).sort();
  };
  const put = async (scope: Scope, entries: readonly RecallEntry[]) => {
    await stores().recall.put(scope, entries);
    await settle();
  };
  const count = async (scope: Scope, words: string, concepts: string[] = []) => {
    const { words: counts, ...rest } = await stores().recall.statistics(scope, { words: keysOf(words), concepts });
    const terms = words.split(' ').map((word, place) => [word, counts[place] ?? 0] as const);
    return { ...rest, terms: Object.fromEntries(terms.filter(([, documents]) => documents > 0)) };
  };

  describe('the index of recall', () => {
    test('gives entries back as they were put', async () => {
      const scope = freshScope();
      const whole: RecallEntry = {
        ...entryOf(scope, { memory: 'mem_1' }),
        ...{ team: 'payments', visibility: 'team', owner: 'ada', version: 3, kind: 'note', category: 'resources' },
        ...{ labels: { tier: '1' }, provenance: 'imported', startedAt: NOON - 5, services: ['a', 'b'], errorType: 'E' },
        ...{ fingerprints: ['f1'], templates: ['t1', 't2'], analyser: '7', identifiers: ['ora-12516'], length: 5 },
        terms: [
          ['pool', 3],
          ['ora-12516', 2],
        ],
        concepts: [['pool-exhausted', 'pool … used up']],
        vector: { model: MODEL, values: Int8Array.from([127, -128, 0, 1, -1]) },
      };
      const bare = entryOf(scope, { memory: 'mem_2' });
      const silent = entryOf(scope, { memory: 'mem_3', vector: { model: MODEL, values: new Int8Array(5) } });
      await put(scope, [whole, bare, silent]);
      expect(await stores().recall.read(scope, ['mem_3', 'mem_9', 'mem_1', 'mem_2'])).toEqual([silent, whole, bare]);
      expect(await stores().recall.candidates(scope, queryOf({ terms: termsOf('pool') }))).toEqual([
        candidateOf(whole),
      ]);
      expect(await stores().recall.read(scope, [])).toEqual([]);
      await stores().recall.put(scope, []);
    });

    test('finds by summed weights of words, the best first to be taken, of equals the newest', async () => {
      const scope = freshScope();
      await put(scope, [
        entryOf(scope, { memory: 'mem_1', words: 'pool exhausted', startedAt: NOON + 1 }),
        entryOf(scope, { memory: 'mem_2', words: 'pool timeout', startedAt: NOON + 2 }),
        entryOf(scope, { memory: 'mem_3', terms: [['pool', 9]], startedAt: NOON + 3 }),
        entryOf(scope, { memory: 'mem_4', words: 'disk', startedAt: NOON + 4 }),
      ]);
      expect(await find(scope, { terms: termsOf('pool') })).toEqual(['mem_1', 'mem_2', 'mem_3']);
      expect(await find(scope, { terms: termsOf('pool'), limit: 2 })).toEqual(['mem_2', 'mem_3']);
      expect(await find(scope, { terms: termsOf('pool exhausted'), limit: 1 })).toEqual(['mem_1']);
      const weighed = [
        { term: 'pool', weight: 1 },
        { term: 'timeout', weight: 0.5 },
        { term: 'disk', weight: 1.25 },
      ];
      expect(await find(scope, { terms: weighed, limit: 1 })).toEqual(['mem_2']);
      expect(await find(scope, { terms: weighed, limit: 2 })).toEqual(['mem_2', 'mem_4']);
      expect(await find(scope, { terms: termsOf('nowhere %') })).toEqual([]);
      expect(await find(scope, {})).toEqual([]);
    });

    test('finds by meaning: the nearest of the same model, and nothing that points away', async () => {
      const scope = freshScope();
      await put(scope, [
        entryOf(scope, { memory: 'mem_1', vector: vectorAt(0) }),
        entryOf(scope, { memory: 'mem_2', vector: vectorAt(20) }),
        entryOf(scope, { memory: 'mem_3', vector: vectorAt(40) }),
        entryOf(scope, { memory: 'mem_4', vector: vectorAt(140) }),
        entryOf(scope, { memory: 'mem_5', vector: vectorAt(10, 'another') }),
        entryOf(scope, { memory: 'mem_6', vector: { model: MODEL, values: new Int8Array(5) } }),
        entryOf(scope, { memory: 'mem_7', vector: { model: MODEL, values: Int8Array.from([100, 0, 0]) } }),
        entryOf(scope, { memory: 'mem_8' }),
      ]);
      expect(await find(scope, { vector: vectorAt(35), limit: 1 })).toEqual(['mem_3']);
      expect(await find(scope, { vector: vectorAt(5), limit: 2 })).toEqual(['mem_1', 'mem_2']);
      expect(await find(scope, { vector: vectorAt(20) })).toEqual(['mem_1', 'mem_2', 'mem_3']);
      expect(await find(scope, { vector: vectorAt(20, 'another') })).toEqual(['mem_5']);
      expect(await find(scope, { vector: vectorAt(20, 'unknown') })).toEqual([]);
      expect(await find(scope, { vector: { model: MODEL, values: new Int8Array(5) } })).toEqual([]);
    });

    test('finds by concept, fingerprint, template and service, and gives the union of all arms', async () => {
      const scope = freshScope();
      await put(scope, [
        entryOf(scope, { memory: 'mem_1', concepts: [['oom', 'heap exhausted']], startedAt: NOON + 1 }),
        entryOf(scope, { memory: 'mem_2', fingerprints: ['f1', 'f2'], startedAt: NOON + 2 }),
        entryOf(scope, { memory: 'mem_3', templates: ['f1'], fingerprints: ['f2'], startedAt: NOON + 3 }),
        entryOf(scope, { memory: 'mem_4', services: ['search', 'oom'], startedAt: NOON + 4 }),
        entryOf(scope, { memory: 'mem_5', words: 'oom f1 search', startedAt: NOON + 5 }),
      ]);
      expect(await find(scope, { concepts: [{ concept: 'oom', weight: 2 }] })).toEqual(['mem_1']);
      expect(await find(scope, { fingerprints: ['f2', 'f1'], limit: 1 })).toEqual(['mem_2']);
      expect(await find(scope, { fingerprints: ['f2', 'f2'] })).toEqual(['mem_2', 'mem_3']);
      expect(await find(scope, { templates: ['f1'] })).toEqual(['mem_3']);
      expect(await find(scope, { services: ['search'] })).toEqual(['mem_4']);
      const everything = {
        ...{ concepts: [{ concept: 'oom', weight: 1 }], fingerprints: ['f1'], templates: ['f1'], services: ['search'] },
        ...{ terms: termsOf('oom'), limit: 1 },
      };
      expect(await find(scope, everything)).toEqual(['mem_1', 'mem_2', 'mem_3', 'mem_4', 'mem_5']);
    });

    test('every arm heeds every filter', async () => {
      const scope = freshScope();
      const entry = (number: number, given: Partial<RecallEntry>) =>
        entryOf(scope, {
          ...{ memory: `mem_${number}`, words: 'pool', concepts: [['oom', 'heap']], fingerprints: ['f1'] },
          ...{ templates: ['t1'], services: ['a'], vector: vectorAt(number), startedAt: NOON + number, ...given },
        });
      await put(scope, [
        entry(1, {}),
        entry(2, { kind: 'note', services: ['a', 'b'] }),
        entry(3, { category: 'resources', labels: { tier: '1' } }),
        entry(4, { labels: { tier: '2', 'x|y': '%' } }),
      ]);
      const arms: Partial<CandidateQuery>[] = [
        { terms: termsOf('pool') },
        { concepts: [{ concept: 'oom', weight: 1 }] },
        { vector: vectorAt(0) },
        { fingerprints: ['f1'] },
        { templates: ['t1'] },
        { services: ['a'] },
      ];
      const filters: [CandidateQuery['filter'], string[]][] = [
        [{}, ['mem_1', 'mem_2', 'mem_3', 'mem_4']],
        [{ kinds: ['note'] }, ['mem_2']],
        [{ kinds: [] }, []],
        [{ categories: ['resources', 'none'] }, ['mem_3']],
        [{ services: ['b'] }, ['mem_2']],
        [{ labels: [{ key: 'tier', value: null }] }, ['mem_3', 'mem_4']],
        [
          {
            labels: [
              { key: 'tier', value: '2' },
              { key: 'x|y', value: '%' },
            ],
          },
          ['mem_4'],
        ],
        [{ labels: [{ key: 'tier', value: '' }] }, []],
        [{ from: NOON + 2, to: NOON + 3 }, ['mem_2', 'mem_3']],
        [{ to: NOON }, []],
        [{ without: ['mem_1', 'mem_4', 'mem_9'] }, ['mem_2', 'mem_3']],
        [{ kinds: ['incident'], without: ['mem_1'], from: NOON + 4 }, ['mem_4']],
      ];
      for (const arm of arms) {
        for (const [filter, expected] of filters) {
          expect([arm, filter, await find(scope, { ...arm, filter })]).toEqual([arm, filter, expected]);
        }
        expect(await find(scope, { ...arm, filter: { without: ['mem_1'] }, limit: 1 })).toHaveLength(1);
      }
    });

    test('a newer entry takes the place of an older one, in every arm and in the counts; older news never wins', async () => {
      const scope = freshScope();
      const first = entryOf(scope, {
        ...{ memory: 'mem_1', version: 2, words: 'pool exhausted', services: ['a'], vector: vectorAt(0) },
        concepts: [['oom', 'heap']],
      });
      await put(scope, [first]);
      const second = entryOf(scope, {
        ...{ memory: 'mem_1', version: 3, words: 'pool disk full', services: ['b'], vector: vectorAt(90) },
      });
      await put(scope, [second, { ...first, version: 1 }]);
      expect(await stores().recall.read(scope, ['mem_1'])).toEqual([second]);
      expect(await find(scope, { terms: termsOf('exhausted') })).toEqual([]);
      expect(await find(scope, { terms: termsOf('disk pool'), services: ['b'] })).toEqual(['mem_1']);
      expect(await find(scope, { services: ['a'] })).toEqual([]);
      expect(await find(scope, { vector: vectorAt(80) })).toEqual(['mem_1']);
      expect(await find(scope, { vector: vectorAt(-5) })).toEqual([]);
      const expected = { documents: 1, length: 3, terms: { pool: 1, disk: 1 }, concepts: new Map([['oom', 0]]) };
      expect(await count(scope, 'pool exhausted disk', ['oom'])).toEqual(expected);
      await put(scope, [first]);
      expect(await stores().recall.read(scope, ['mem_1'])).toEqual([second]);
      const again = { ...second, analyser: '2', terms: [['disc', 1] as const], length: 1 };
      await put(scope, [again]);
      expect(await stores().recall.read(scope, ['mem_1'])).toEqual([again]);
      expect(await count(scope, 'pool disc')).toMatchObject({ documents: 1, length: 1, terms: { disc: 1 } });
      await put(scope, [second, { ...first, version: 7 }, { ...second, version: 6 }]);
      expect((await stores().recall.read(scope, ['mem_1']))[0]?.version).toBe(7);
      expect(await count(scope, 'pool disc exhausted')).toMatchObject({ terms: { pool: 1, exhausted: 1 } });
    });

    test('counts documents and terms over what the reader may see: what others keep to themselves leaves no trace', async () => {
      const scope = freshScope();
      const viewer: Scope = { ...scope, teams: ['platform'], user: 'grace' };
      await put(scope, [
        entryOf(scope, {
          memory: 'mem_1',
          terms: [
            ['pool', 2],
            ['disk', 1],
          ],
          concepts: [['oom', 'heap']],
        }),
        entryOf(scope, { memory: 'mem_2', words: 'pool', visibility: 'team', team: 'platform' }),
      ]);
      const seen = { documents: 2, length: 4, terms: { pool: 2, disk: 1 }, concepts: new Map([['oom', 1]]) };
      expect(await count(viewer, 'pool disk secret', ['oom'])).toEqual(seen);
      await put(scope, [
        entryOf(scope, { memory: 'mem_3', words: 'pool secret', visibility: 'team', team: 'payments' }),
        entryOf(scope, { memory: 'mem_4', words: 'disk secret', visibility: 'private', owner: 'ada' }),
        entryOf(scope, { memory: 'mem_5', words: 'disk secret', visibility: 'private', team: 'platform', owner: null }),
      ]);
      await put(freshScope(), []);
      expect(await count(viewer, 'pool disk secret', ['oom'])).toEqual(seen);
      expect(await find(viewer, { terms: termsOf('pool disk secret') })).toEqual(['mem_1', 'mem_2']);
      expect((await count(scope, 'secret')).terms).toEqual({ secret: 3 });
      expect((await count({ ...viewer, teams: [], user: 'ada' }, 'pool secret')).terms).toEqual({ pool: 1, secret: 1 });
      const shared = entryOf(scope, { memory: 'mem_4', version: 2, words: 'disk secret' });
      await put(scope, [shared]);
      expect((await count(viewer, 'pool disk secret')).terms).toEqual({ pool: 2, disk: 2, secret: 1 });
      await put(scope, [{ ...shared, version: 3, visibility: 'private', owner: 'ada' }]);
      expect(await count(viewer, 'pool disk secret', ['oom'])).toEqual(seen);
      expect(await stores().recall.read(viewer, ['mem_4'])).toEqual([]);
    });

    test('what is removed is in no arm, no count and no answer', async () => {
      const scope = freshScope();
      const entries = ['mem_1', 'mem_2', 'mem_3'].map((memory) =>
        entryOf(scope, { memory, words: 'pool', vector: vectorAt(3), services: ['a'] })
      );
      await put(scope, entries);
      expect(await find(scope, { vector: vectorAt(0) })).toHaveLength(3);
      expect(await stores().recall.remove(scope, ['mem_1', 'mem_3', 'mem_9', 'mem_1'])).toBe(2);
      await settle();
      expect(await stores().recall.read(scope, ['mem_1', 'mem_2'])).toEqual([entries[1]]);
      for (const arm of [{ terms: termsOf('pool') }, { vector: vectorAt(0) }, { services: ['a'] }]) {
        expect(await find(scope, arm)).toEqual(['mem_2']);
      }
      expect(await count(scope, 'pool')).toMatchObject({ documents: 1, length: 1, terms: { pool: 1 } });
      expect(await stores().recall.remove(scope, ['mem_1'])).toBe(0);
      await put(scope, [entryOf(scope, { memory: 'mem_4', words: 'pool', vector: vectorAt(1) })]);
      expect(await find(scope, { vector: vectorAt(0) })).toEqual(['mem_2', 'mem_4']);
    });

    test('tells what another analysis or model made, or none did', async () => {
      const scope = freshScope();
      await put(scope, [
        entryOf(scope, { memory: 'mem_1', vector: vectorAt(0) }),
        entryOf(scope, { memory: 'mem_2', vector: vectorAt(0, 'older') }),
        entryOf(scope, { memory: 'mem_3', vector: vectorAt(0), analyser: '0' }),
        entryOf(scope, { memory: 'mem_4' }),
      ]);
      const outdated = (limit: number) => stores().recall.outdated(scope, { analyser: '1', model: MODEL, limit });
      expect((await outdated(10)).sort()).toEqual(['mem_2', 'mem_3', 'mem_4']);
      expect(await outdated(2)).toHaveLength(2);
      const current = ['mem_2', 'mem_3'].map((memory) => entryOf(scope, { memory, vector: vectorAt(9) }));
      await put(scope, current);
      expect(await outdated(10)).toEqual(['mem_4']);
    });

    test('keeps and finds every string as it is', async () => {
      const scope = freshScope();
      const entries = HOSTILE_STRINGS.map((hostile, index) =>
        entryOf(scope, {
          ...{
            memory: `mem_${index}`,
            terms: [[wordOf(hostile), 1]],
            concepts: [[hostile, hostile]],
            services: [hostile],
          },
          ...{ fingerprints: [hostile], templates: [hostile], category: hostile, identifiers: [hostile] },
          labels: Object.fromEntries([[hostile, hostile]]),
        })
      );
      await put(scope, entries);
      for (const [index, hostile] of HOSTILE_STRINGS.entries()) {
        const expected = [`mem_${index}`];
        const filter = { labels: [{ key: hostile, value: hostile }], categories: [hostile] };
        expect(await find(scope, { terms: [{ term: wordOf(hostile), weight: 1 }], filter })).toEqual(expected);
        expect(await find(scope, { concepts: [{ concept: hostile, weight: 1 }] })).toEqual(expected);
        expect(await find(scope, { fingerprints: [hostile], templates: [hostile], services: [hostile] })).toEqual(
          expected
        );
        const asked = { words: Float64Array.of(wordKey(wordOf(hostile))), concepts: [hostile] };
        const { words, concepts } = await stores().recall.statistics(scope, asked);
        expect([...Array.from(words), ...concepts]).toEqual([1, [hostile, 1]]);
        const [read] = await stores().recall.read(scope, expected);
        expect(read).toEqual(entries[index]);
        expect(Object.entries(read?.labels ?? {})).toEqual([[hostile, hostile]]);
      }
    });

    test('is nobody else’s: another organisation finds, counts, reads and removes nothing', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const entry = entryOf(ours, { memory: 'mem_1', words: 'pool', vector: vectorAt(0), services: ['a'] });
      await put(ours, [entry]);
      const query = { terms: termsOf('pool'), vector: vectorAt(0), services: ['a'] };
      expect(await find(theirs, query)).toEqual([]);
      expect(await count(theirs, 'pool')).toMatchObject({ documents: 0, length: 0, terms: {} });
      expect(await stores().recall.read(theirs, ['mem_1'])).toEqual([]);
      expect(await stores().recall.outdated(theirs, { analyser: '9', model: 'x', limit: 9 })).toEqual([]);
      expect(await stores().recall.remove(theirs, ['mem_1'])).toBe(0);
      await expect(stores().recall.put(theirs, [entry])).rejects.toThrow('another organisation');
      await put(theirs, [entryOf(theirs, { memory: 'mem_1', words: 'disk pool', version: 5 })]);
      expect(await stores().recall.read(ours, ['mem_1'])).toEqual([entry]);
      expect(await count(ours, 'pool disk')).toMatchObject({ documents: 1, terms: { pool: 1 } });
      expect(await find(ours, query)).toEqual(['mem_1']);
    });

    test('twenty writers at once lose nothing', async () => {
      const scope = freshScope();
      const writers = Array.from({ length: 20 }, (_, writer) =>
        Array.from({ length: 10 }, (__, index) =>
          entryOf(scope, { memory: `mem_${writer * 10 + index}`, words: `pool w${writer}`, vector: vectorAt(writer) })
        )
      );
      await Promise.all(
        writers.map(async (entries) => {
          for (const entry of entries) {
            await stores().recall.put(scope, [entry]);
          }
        })
      );
      await settle();
      expect(await count(scope, 'pool w0 w19')).toMatchObject({
        ...{ documents: 200, length: 400, terms: { pool: 200, w0: 10, w19: 10 } },
      });
      expect(await find(scope, { terms: termsOf('w7'), limit: 500 })).toHaveLength(10);
      expect(await find(scope, { vector: vectorAt(0), limit: 500 })).toHaveLength(200);
    });
  });
}

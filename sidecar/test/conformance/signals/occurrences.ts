import { InvalidCursor } from '../../../src/domain/paging/cursor.ts';
import type { Scope } from '../../../src/domain/tenancy/scope.ts';
import type { SignalBatch } from '../../../src/ports/stores/signals/signal-store.ts';
import type { Conformance } from '../conformance.ts';
import { batchOf, HOSTILE_STRINGS, NOON } from '../examples.ts';
import { occurrenceOf, relationOf } from './signal-examples.ts';

const SPAN = { from: NOON - 1_000_000, to: NOON + 1_000_000 };

export function occurrencesConform({ stores, settle, freshScope }: Conformance): void {
  let batches = 0;
  const push = async (scope: Scope, given: Partial<SignalBatch>) => {
    batches += 1;
    await stores().signals.append(scope, batchOf({ id: `bat_occurrences_${batches}`, ...given }));
  };
  const list = async (scope: Scope, query: object = {}) =>
    (await stores().occurrences.list(scope, { ...SPAN, limit: 50, ...query })).occurrences;

  describe('occurrences', () => {
    test('are listed newest first, whole, by service, kind and time, ends included', async () => {
      const scope = freshScope();
      const all = [
        occurrenceOf({ id: 'occ_1', at: NOON + 1 }),
        occurrenceOf({ id: 'occ_2', at: NOON + 2, kind: 'oom-killed', service: 'cart', url: 'https://example.org/' }),
        occurrenceOf({ id: 'occ_3', at: NOON + 3, kind: 'scaling', service: null, details: [] }),
      ];
      await push(scope, { occurrences: all });
      await settle();
      expect(await list(scope)).toEqual([all[2], all[1], all[0]]);
      expect(await list(scope, { services: ['cart', 'none'] })).toEqual([all[1]]);
      expect(await list(scope, { kinds: ['deploy', 'scaling'] })).toEqual([all[2], all[0]]);
      expect(await list(scope, { from: NOON + 2, to: NOON + 3 })).toEqual([all[2], all[1]]);
      expect(await list(scope, { services: [] })).toEqual([]);
      expect(await list(scope, { kinds: [] })).toEqual([]);
    });

    test('told again are kept once, and what was received last is the word that stays', async () => {
      const scope = freshScope();
      await push(scope, { occurrences: [occurrenceOf({ id: 'occ_1', stage: 'started' })] });
      const done = occurrenceOf({ id: 'occ_1', at: NOON + 60_000, receivedAt: NOON + 60_020, stage: 'completed' });
      await push(scope, { occurrences: [done] });
      await push(scope, { occurrences: [occurrenceOf({ id: 'occ_1', receivedAt: NOON + 30, stage: 'planned' })] });
      await settle();
      expect(await list(scope)).toEqual([done]);
    });

    test('are paged without repeats and gaps, with ties in time', async () => {
      const scope = freshScope();
      const all = Array.from({ length: 25 }, (_, index) =>
        occurrenceOf({ id: `occ_${(index * 7) % 25}`, at: NOON + (index % 3) })
      );
      await push(scope, { occurrences: all });
      await settle();
      const inOne = (await list(scope)).map(({ id }) => id);
      expect(new Set(inOne).size).toBe(25);
      for (const limit of [1, 7, 25]) {
        const walked: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await stores().occurrences.list(scope, { ...SPAN, limit, ...(cursor && { cursor }) });
          walked.push(...page.occurrences.map(({ id }) => id));
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined && walked.length < 100);
        expect(walked).toEqual(inOne);
      }
      const strange = stores().occurrences.list(scope, { ...SPAN, limit: 1, cursor: 'e30' });
      await expect(strange).rejects.toThrow(InvalidCursor);
    });

    test('keep every string as it is', async () => {
      const scope = freshScope();
      const all = HOSTILE_STRINGS.map((text, index) =>
        occurrenceOf({ id: `occ_${text}`, at: NOON - index, service: text, title: text, details: [[text, text]] })
      );
      await push(scope, { occurrences: all });
      await settle();
      expect(await list(scope)).toEqual(all);
      for (const [index, text] of HOSTILE_STRINGS.entries()) {
        expect(await list(scope, { services: [text] })).toEqual([all[index]]);
      }
    });

    test('are nobody else’s: another organisation reads and replaces nothing', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      await push(ours, { occurrences: [occurrenceOf({ id: 'occ_1' })], relations: [relationOf('a 1', 'owns', 'b 1')] });
      await settle();
      expect(await list(theirs)).toEqual([]);
      expect(await stores().occurrences.relations(theirs, { limit: 9 })).toEqual([]);
      const later = { receivedAt: NOON + 60_000 };
      await push(theirs, {
        occurrences: [occurrenceOf({ id: 'occ_1', title: 'theirs', ...later })],
        relations: [relationOf('a 1', 'owns', 'b 1', { first: NOON - 5, last: NOON + 5 })],
      });
      await settle();
      expect((await list(ours)).map(({ title }) => title)).toEqual(['checkout 1.2.3']);
      expect(await stores().occurrences.relations(ours, { limit: 9 })).toEqual([relationOf('a 1', 'owns', 'b 1')]);
    });
  });

  describe('relations', () => {
    test('are found from either side, last seen first', async () => {
      const scope = freshScope();
      const relations = [
        relationOf('service cart', 'runs-in', 'pod cart-1', { first: NOON, last: NOON + 2 }),
        relationOf('pod cart-1', 'runs-on', 'node n1', { first: NOON, last: NOON + 3 }),
        relationOf('pod web-1', 'runs-on', 'node n1', { first: NOON, last: NOON + 1 }),
      ];
      await push(scope, { relations });
      await settle();
      const of = async (kind: string, name: string, limit = 9) =>
        stores().occurrences.relations(scope, { of: { kind, name }, limit });
      expect(await stores().occurrences.relations(scope, { limit: 9 })).toEqual([
        relations[1],
        relations[0],
        relations[2],
      ]);
      expect(await of('pod', 'cart-1')).toEqual([relations[1], relations[0]]);
      expect(await of('node', 'n1')).toEqual([relations[1], relations[2]]);
      expect(await of('node', 'n1', 1)).toEqual([relations[1]]);
      expect(await of('pod', 'n1')).toEqual([]);
    });

    test('seen again are known from the first to the last time', async () => {
      const scope = freshScope();
      for (const seen of [5, 1, 9, 3]) {
        await push(scope, { relations: [relationOf('pod a', 'runs-on', 'node n', { first: NOON + seen })] });
        await settle();
      }
      expect(await stores().occurrences.relations(scope, { limit: 9 })).toEqual([
        relationOf('pod a', 'runs-on', 'node n', { first: NOON + 1, last: NOON + 9 }),
      ]);
    });
  });
}

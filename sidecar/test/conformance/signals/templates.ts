import type { Scope } from '../../../src/domain/tenancy/scope.ts';
import type { SignalBatch } from '../../../src/ports/stores/signals/signal-store.ts';
import type { Conformance } from '../conformance.ts';
import { batchOf, HOSTILE_STRINGS, NOON } from '../examples.ts';
import { STEP, templateCount as count } from './signal-examples.ts';

const SPAN = { from: NOON, to: NOON + 100 * STEP };

export function templatesConform({ stores, settle, freshScope }: Conformance): void {
  let batches = 0;
  const push = async (scope: Scope, given: Partial<SignalBatch>) => {
    batches += 1;
    await stores().signals.append(scope, batchOf({ id: `bat_templates_${batches}`, ...given }));
  };
  const record = (id: string, mergedInto: string | null = null, text = `text of ${id}`) => ({ id, text, mergedInto });
  const counts = (scope: Scope, query: object = {}) =>
    stores().templates.counts(scope, { ...SPAN, stepMs: STEP, ...query });
  const summaries = (scope: Scope, query: object = {}) =>
    stores().templates.summaries(scope, { ...SPAN, limit: 50, ...query });

  describe('templates', () => {
    test('are counted by service, template and time, and add up', async () => {
      const scope = freshScope();
      await push(scope, {
        templates: [record('t1'), record('t2')],
        templateCounts: [count('b', 't1', { bucket: 2, lines: 5, errors: 1 }), count('a', 't2', { lines: 2 })],
      });
      await push(scope, { templateCounts: [count('b', 't1', { bucket: 2, lines: 2, errors: 2 }), count('b', 't1')] });
      await settle();
      expect(await counts(scope)).toEqual([
        count('a', 't2', { lines: 2 }),
        count('b', 't1'),
        count('b', 't1', { bucket: 2, lines: 7, errors: 3 }),
      ]);
      expect(await counts(scope, { stepMs: 3 * STEP, services: ['b', 'none'] })).toEqual([
        count('b', 't1', { lines: 8, errors: 3 }),
      ]);
      expect(await counts(scope, { from: NOON + STEP, to: NOON + 2 * STEP })).toEqual([]);
      expect(await counts(scope, { templates: ['t2'] })).toEqual([count('a', 't2', { lines: 2 })]);
      expect(await counts(scope, { templates: [] })).toEqual([]);
      expect(await counts(scope, { services: [] })).toEqual([]);
    });

    test('are summarised, those with most errors first, then most lines', async () => {
      const scope = freshScope();
      await push(scope, {
        templates: ['many', 'bad', 'few', 'tie'].map((id) => record(id)),
        templateCounts: [
          count('a', 'many', { lines: 100 }),
          count('a', 'bad', { lines: 1, errors: 1 }),
          count('a', 'bad', { bucket: 4, lines: 1, errors: 1 }),
          count('a', 'tie', { bucket: 9 }),
          count('a', 'few'),
          count('b', 'few', { bucket: 200 }),
        ],
      });
      await settle();
      const found = await summaries(scope);
      expect(found.map(({ id }) => id)).toEqual(['bad', 'many', 'few', 'tie']);
      expect(found[0]).toEqual({
        ...{ id: 'bad', text: 'text of bad', service: 'a', lines: 2, errors: 2 },
        ...{ firstAt: NOON, lastAt: NOON + 4 * STEP },
      });
      expect((await summaries(scope, { limit: 2 })).map(({ id }) => id)).toEqual(['bad', 'many']);
      expect(await summaries(scope, { services: ['b'] })).toEqual([]);
    });

    test('that were merged are told under the last one, which every one of them finds', async () => {
      const scope = freshScope();
      await push(scope, {
        templates: ['a', 'b', 'c', 'other'].map((id) => record(id)),
        templateCounts: [count('s', 'a'), count('s', 'b', { lines: 2 }), count('s', 'other')],
      });
      await push(scope, { templates: [record('b', 'c')] });
      await push(scope, { templates: [record('a', 'b')], templateCounts: [count('s', 'c', { bucket: 1, lines: 4 })] });
      await settle();
      const told = [count('s', 'c', { lines: 3 }), count('s', 'c', { bucket: 1, lines: 4 })];
      expect((await counts(scope)).filter(({ template }) => template !== 'other')).toEqual(told);
      for (const id of ['a', 'b', 'c']) {
        expect(await counts(scope, { templates: [id] })).toEqual(told);
        expect(await summaries(scope, { templates: [id] })).toEqual([
          expect.objectContaining({ id: 'c', text: 'text of c', lines: 7, firstAt: NOON, lastAt: NOON + STEP }),
        ]);
        expect(await stores().templates.family(scope, [id])).toEqual(['a', 'b', 'c']);
      }
      expect(await stores().templates.family(scope, ['other', 'unknown'])).toEqual(['other', 'unknown']);
      expect(await stores().templates.family(scope, [])).toEqual([]);
    });

    test('merged in a circle are told once, under one of them', async () => {
      const scope = freshScope();
      await push(scope, { templates: [record('x', 'y')], templateCounts: [count('s', 'x'), count('s', 'y')] });
      await push(scope, { templates: [record('y', 'x')] });
      await settle();
      expect(await counts(scope)).toEqual([count('s', 'x', { lines: 2 })]);
    });

    test('are known again: the most recently seen of a service, merged ones too, the newest word of each', async () => {
      const scope = freshScope();
      await push(scope, {
        templates: ['old', 'new', 'both', 'elsewhere'].map((id) => record(id)),
        templateCounts: [
          count('s', 'old'),
          count('s', 'new', { bucket: 5 }),
          count('s', 'both', { bucket: 1 }),
          count('t', 'both', { bucket: 9 }),
          count('t', 'elsewhere', { bucket: 9 }),
        ],
      });
      await push(scope, { templates: [record('old', 'new', 'wider <*>')], templateCounts: [count('s', 'old')] });
      await settle();
      const known = await stores().templates.known(scope, { service: 's', limit: 10 });
      expect(known).toEqual([record('new'), record('both'), record('old', 'new', 'wider <*>')]);
      expect(await stores().templates.known(scope, { service: 's', limit: 1 })).toEqual([record('new')]);
      expect(await stores().templates.known(scope, { service: 'none', limit: 9 })).toEqual([]);
    });

    test('keep every text and every id as it is', async () => {
      const scope = freshScope();
      await push(scope, {
        templates: HOSTILE_STRINGS.map((id) => record(id, null, id)),
        templateCounts: HOSTILE_STRINGS.map((id) => count(id, id)),
      });
      await settle();
      const found = await summaries(scope);
      expect(found.map(({ id, text, service }) => [id, text, service]).sort()).toEqual(
        HOSTILE_STRINGS.map((hostile) => [hostile, hostile, hostile]).sort()
      );
      for (const hostile of HOSTILE_STRINGS) {
        expect(await counts(scope, { templates: [hostile], services: [hostile] })).toHaveLength(1);
      }
    });

    test('are nobody else’s: another organisation finds, merges and changes nothing', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      await push(ours, { templates: [record('t')], templateCounts: [count('s', 't')] });
      await settle();
      expect(await counts(theirs)).toEqual([]);
      expect(await summaries(theirs)).toEqual([]);
      expect(await stores().templates.known(theirs, { service: 's', limit: 9 })).toEqual([]);
      await push(theirs, { templates: [record('t', 'u', 'theirs')], templateCounts: [count('s', 't', { lines: 9 })] });
      await settle();
      expect(await stores().templates.family(ours, ['t'])).toEqual(['t']);
      expect(await summaries(ours)).toEqual([expect.objectContaining({ id: 't', text: 'text of t', lines: 1 })]);
    });
  });
}

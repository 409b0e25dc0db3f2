import type { Scope } from '../../../src/domain/tenancy/scope.ts';
import { ROLLED_UP_STEP_MS, type SignalBatch } from '../../../src/ports/stores/signals/signal-store.ts';
import type { Conformance } from '../conformance.ts';
import { batchOf, lineOf, NOON } from '../examples.ts';
import {
  callCount,
  metricCount,
  occurrenceOf,
  operationCount,
  relationOf,
  ROLLED,
  STEP,
  templateCount,
} from './signal-examples.ts';

const SPAN = { from: NOON - 1000 * STEP, to: NOON + 1000 * STEP };
const LIMITS = { limit: 50, maxSeries: 50 };

/** A batch of everything, in a bucket. */
function everything(id: string, bucket: number): SignalBatch {
  const at = NOON + bucket * STEP;
  return {
    id,
    lines: [lineOf({ id: `log_${id}`, at, template: 't', traceId: `trace-${id}` })],
    counts: [{ service: 's', at, lines: 1, errors: 1, warnings: 0 }],
    templates: [{ id: 't', text: 'text <*>', mergedInto: null }],
    templateCounts: [templateCount('s', 't', { bucket, lines: 2, errors: 1 })],
    operations: [operationCount('s', '', { bucket, latency: [bucket, 1], slowestMs: bucket, slowestTrace: id })],
    calls: [callCount('s', 'other', { bucket })],
    metrics: [metricCount('s', 'queue', { bucket, value: bucket })],
    occurrences: [occurrenceOf({ id: `occ_${id}`, at })],
    relations: [relationOf('service s', 'runs-in', 'pod p')],
  };
}

export function signalsConform({ stores, settle, freshScope }: Conformance): void {
  const read = async (scope: Scope, stepMs: number, span = SPAN) => {
    const { templates, traffic, metrics } = stores();
    const query = { ...span, ...LIMITS, stepMs };
    return {
      templates: await templates.counts(scope, query),
      operations: await traffic.operations(scope, query),
      calls: await traffic.calls(scope, query),
      metrics: await metrics.series(scope, query),
    };
  };
  const rollUpAll = async (scope: Scope, before: number) => {
    let moved = 0;
    for (let once = -1; once !== 0; ) {
      once = await stores().signals.rollUp(scope, before);
      moved += once;
      await settle();
    }
    return moved;
  };

  describe('signals', () => {
    test('a batch that was stored before is ignored whole, whatever is in it', async () => {
      const scope = freshScope();
      await stores().signals.append(scope, everything('bat_1', 1));
      await settle();
      const once = await read(scope, STEP);
      await stores().signals.append(scope, everything('bat_1', 1));
      await Promise.all(
        [2, 3].map((bucket) => stores().signals.append(scope, { ...everything('x', bucket), id: 'bat_1' }))
      );
      await settle();
      expect(await read(scope, STEP)).toEqual(once);
      expect((await stores().occurrences.list(scope, { ...SPAN, limit: 9 })).occurrences).toHaveLength(1);
      expect((await stores().logs.search(scope, { ...SPAN, limit: 9 })).lines).toHaveLength(1);
    });

    test('lines are found by template and by trace', async () => {
      const scope = freshScope();
      const lines = Array.from({ length: 60 }, (_, index) =>
        lineOf({
          id: `log_${index}`,
          at: NOON + index * 1000,
          template: index % 3 === 0 ? null : `t${index % 3}`,
          traceId: `trace-${index % 20}`,
          fingerprint: index % 2 === 0 ? 'fp' : null,
        })
      );
      await stores().signals.append(scope, batchOf({ id: 'bat_1', lines }));
      await settle();
      const search = async (query: object) =>
        (await stores().logs.search(scope, { ...SPAN, limit: 200, ...query })).lines;
      const newestFirst = [...lines].reverse();
      expect(await search({})).toEqual(newestFirst);
      expect(await search({ templates: ['t1'] })).toEqual(newestFirst.filter(({ template }) => template === 't1'));
      expect(await search({ templates: ['t2', 'none', 't1'] })).toHaveLength(40);
      expect(await search({ templates: ['none'] })).toEqual([]);
      expect(await search({ templates: [] })).toEqual([]);
      expect(await search({ traceId: 'trace-7' })).toEqual(newestFirst.filter(({ traceId }) => traceId === 'trace-7'));
      expect(await search({ traceId: 'trace-7', templates: ['t1'] })).toHaveLength(1);
      expect(await search({ traceId: 'trace-99' })).toEqual([]);
    });

    test('rolled up, everything adds up to the same, in wide steps', async () => {
      const scope = freshScope();
      for (const bucket of [0, 1, 29, 30, 45, 60, 61]) {
        await stores().signals.append(scope, everything(`bat_${bucket}`, bucket));
      }
      await stores().traffic.replace(scope, 'east', {
        operations: [operationCount('s', '', { bucket: 2 })],
        calls: [],
      });
      await settle();
      const wide = await read(scope, ROLLED_UP_STEP_MS);
      const whole = await stores().traffic.operations(scope, { ...SPAN, stepMs: null });
      expect(await rollUpAll(scope, NOON + (2 * ROLLED + 3) * STEP)).toBeGreaterThan(0);
      expect(await read(scope, ROLLED_UP_STEP_MS)).toEqual(wide);
      expect(await stores().traffic.operations(scope, { ...SPAN, stepMs: null })).toEqual(whole);
      const starts = (await read(scope, STEP)).templates.map(({ at }) => (at - NOON) / STEP);
      expect(starts).toEqual([0, 30, 60, 61]);
      expect(await stores().signals.rollUp(scope, NOON + (2 * ROLLED + 3) * STEP)).toBe(0);
    });

    test('what comes late for what was rolled up adds to it, and is not lost by rolling up again', async () => {
      const scope = freshScope();
      await stores().signals.append(scope, everything('bat_1', 3));
      await settle();
      await rollUpAll(scope, NOON + ROLLED * STEP);
      await stores().signals.append(scope, everything('bat_2', 4));
      await stores().signals.append(scope, everything('bat_3', 31));
      await settle();
      await rollUpAll(scope, NOON + 2 * ROLLED * STEP);
      const { templates, operations, metrics } = await read(scope, ROLLED_UP_STEP_MS);
      expect(templates.map(({ lines }) => lines)).toEqual([4, 2]);
      expect(operations.map(({ requests, slowestTrace }) => [requests, slowestTrace])).toEqual([
        [2, 'bat_2'],
        [1, 'bat_3'],
      ]);
      expect(metrics.map(({ sum, last }) => [sum, last])).toEqual([
        [7, 4],
        [31, 31],
      ]);
    });

    test('what a source says anew about what was rolled up is left out: nothing is counted twice', async () => {
      const scope = freshScope();
      const say = (requests: number, bucket: number) =>
        stores().traffic.replace(scope, 'east', {
          operations: [operationCount('s', '', { bucket, requests })],
          calls: [],
        });
      await say(5, 1);
      await say(7, 31);
      await settle();
      await rollUpAll(scope, NOON + ROLLED * STEP);
      await say(6, 1);
      await say(8, 31);
      await settle();
      const { operations } = await read(scope, ROLLED_UP_STEP_MS);
      expect(operations.map(({ requests }) => requests)).toEqual([5, 8]);
    });

    test('rolling up leaves other organisations and the counts by service as they are', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      for (const scope of [ours, theirs]) {
        await stores().signals.append(scope, everything('bat_1', 5));
      }
      await settle();
      const before = await read(theirs, STEP);
      await rollUpAll(ours, NOON + ROLLED * STEP);
      expect(await read(theirs, STEP)).toEqual(before);
      const counts = await stores().statistics.counts(ours, { ...SPAN, stepMs: STEP });
      expect(counts.map(({ at }) => at)).toEqual([NOON + 5 * STEP]);
    });

    test('expire with the statistics, occurrences too; relations and what still counts stay', async () => {
      const [scope, other] = [freshScope(), freshScope()];
      await stores().signals.append(other, everything('bat_1', 0));
      await stores().signals.append(scope, everything('bat_1', 0));
      await stores().signals.append(scope, {
        ...everything('bat_2', 60),
        templates: [{ id: 'u', text: 'new', mergedInto: null }],
        templateCounts: [templateCount('s', 'u', { bucket: 60 })],
      });
      await stores().signals.append(
        scope,
        batchOf({ id: 'bat_3', templates: [{ id: 'v', text: '', mergedInto: 'u' }] })
      );
      await settle();
      const before = NOON + 60 * STEP;
      expect(await stores().signals.expire(scope, { lines: before, statistics: before })).toBe(1);
      await settle();
      const left = await read(scope, STEP);
      for (const rows of Object.values(left)) {
        expect(rows.map(({ at }) => at)).toEqual([before]);
      }
      const { occurrences } = await stores().occurrences.list(scope, { ...SPAN, limit: 9 });
      expect(occurrences.map(({ id }) => id)).toEqual(['occ_bat_2']);
      expect(await stores().occurrences.relations(scope, { limit: 9 })).toHaveLength(1);
      expect((await stores().templates.known(scope, { service: 's', limit: 9 })).map(({ id }) => id)).toEqual(['u']);
      expect((await stores().metrics.names(scope, { ...SPAN, limit: 9 })).map(({ metric }) => metric)).toEqual([
        'queue',
      ]);
      expect((await read(other, STEP)).templates).toHaveLength(1);

      await stores().signals.expire(scope, { lines: before + 1, statistics: before + 1 });
      await settle();
      expect(Object.values(await read(scope, STEP)).flat()).toEqual([]);
      expect((await stores().statistics.lastSeen(scope, 0)).size).toBe(0);
      await stores().signals.append(scope, everything('bat_4', 70));
      await settle();
      expect((await read(scope, STEP)).templates).toEqual([
        templateCount('s', 't', { bucket: 70, lines: 2, errors: 1 }),
      ]);
      expect((await stores().templates.summaries(scope, { ...SPAN, limit: 9 }))[0]?.text).toBe('text <*>');
    });
  });
}

import SqliteDatabase from 'better-sqlite3';
import { emptyBatch, type SignalBatch } from '../../../ports/stores/signals/signal-store.ts';
import { packLines } from '../lines/pack-lines.ts';
import { writeOperations } from '../operations/write-operations.ts';
import { migrate } from '../schema/migrate.ts';
import { MIGRATIONS } from '../schema/migrations.ts';
import { lineOf } from '../../../../test/conformance/examples.ts';

const organisation = 'main:1';

function house() {
  const database = new SqliteDatabase(':memory:');
  migrate(database, MIGRATIONS);
  const operations = writeOperations(database);
  const push = (id: string, given: Partial<SignalBatch>) => {
    const { lines, counts, ...remainder } = { ...emptyBatch(id), ...given };
    const packed = { organisation, id, newest: 0, blocks: packLines(lines), counts };
    operations.appendSignals({ ...packed, remainder: JSON.stringify(remainder) });
  };
  const names = (table: 'log_services' | 'templates', column: string) =>
    database.prepare(`SELECT ${column} FROM ${table} ORDER BY 1`).pluck().all();
  const expireAll = (before: number) => {
    operations.expireLines({ organisation, at: before, batchesAt: before, atMost: 1_000 });
    operations.expireCounts({ organisation, at: before, atMost: 1_000 });
    while (!operations.expireSeries({ organisation, before, atMost: 3 })) {}
    // Once around in portions, and once more for what only then lost its last use.
    for (let portion = 0; portion < 20; portion += 1) {
      operations.expireNames({ organisation, atMost: 2 });
    }
  };
  return { push, names, expireAll };
}

const call = { caller: 'web', callee: 'cart', origin: 'spans', at: 0, calls: 1, errors: 0, latency: [] } as const;
const counted = (service: string, at: number) => ({ service, at, lines: 1, errors: 0, warnings: 0 });

test('a service is known as long as a line, a count or a call names it', () => {
  const { push, names, expireAll } = house();
  push('bat_1', {
    lines: [lineOf({ id: 'l', at: 5, service: 'spoke' })],
    counts: [counted('counted', 0)],
    calls: [call],
  });
  push('bat_2', { lines: [lineOf({ id: 'm', at: 90_000, service: 'stays' })], counts: [counted('counts', 90_000)] });
  push('bat_3', { calls: [{ ...call, caller: 'still', at: 90_000 }] });
  expect(names('log_services', 'service')).toEqual(['cart', 'counted', 'counts', 'spoke', 'stays', 'still', 'web']);
  expireAll(60_000);
  expect(names('log_services', 'service')).toEqual(['cart', 'counts', 'stays', 'still']);
  expireAll(1_000_000);
  expect(names('log_services', 'service')).toEqual([]);
  push('bat_4', { lines: [lineOf({ id: 'n', at: 5, service: 'spoke' })] });
  expect(names('log_services', 'service')).toEqual(['spoke']);
});

test('names that a sender made up leave nothing behind', () => {
  const { push, names, expireAll } = house();
  const metric = (labels: string) => ({
    ...{ service: 's', metric: 'm', unit: '', kind: 'gauge' as const, labels, at: 0 },
    ...{ count: 1, sum: 1, min: 1, max: 1, last: 1 },
  });
  for (let batch = 0; batch < 5; batch += 1) {
    push(`bat_${batch}`, {
      counts: [counted(`service-${batch}`, 0)],
      metrics: Array.from({ length: 20 }, (_, index) => metric(`x=${batch}-${index}`)),
    });
  }
  expireAll(60_000);
  expect(names('log_services', 'service')).toEqual([]);
});

test('a template is known as long as something counts for it or for what was merged into it', () => {
  const { push, names, expireAll } = house();
  const of = (template: string, at: number) => ({ service: 's', template, at, lines: 1, errors: 0 });
  const told = (id: string, mergedInto: string | null = null) => ({ id, text: id, mergedInto });
  push('bat_1', {
    templates: [
      told('gone'),
      told('merged', 'whole'),
      told('whole'),
      told('empty', 'empty-whole'),
      told('empty-whole'),
    ],
    templateCounts: [of('gone', 0), of('merged', 90_000)],
  });
  expireAll(60_000);
  expect(names('templates', 'id')).toEqual(['merged', 'whole']);
  expireAll(1_000_000);
  expect(names('templates', 'id')).toEqual([]);
});

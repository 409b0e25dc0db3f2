import SqliteDatabase from 'better-sqlite3';
import { emptyBatch } from '../../../ports/stores/signals/signal-store.ts';
import { readOperations } from '../operations/read-operations.ts';
import { writeOperations } from '../operations/write-operations.ts';
import { migrate } from '../schema/migrate.ts';
import { MIGRATIONS } from '../schema/migrations.ts';
import { GroupCommit } from '../threads/group-commit.ts';
import { SignalNumbers } from './signal-numbers.ts';

const organisation = 'main:1';

/** A batch with a new name of every sort. */
function batch(id: string) {
  const { lines: _, counts: __, ...remainder } = emptyBatch(id);
  const templateCounts = [{ service: 's', template: 't', at: 0, lines: 1, errors: 0 }];
  return {
    ...{ organisation, id, newest: 0, blocks: [] },
    counts: [{ service: 's', at: 0, lines: 1, errors: 0, warnings: 0 }],
    remainder: JSON.stringify({ ...remainder, templateCounts }),
  };
}

test('a number that was given in a call that was taken back is not remembered', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, MIGRATIONS);
  const numbers = new SignalNumbers(database);
  const { appendSignals } = writeOperations(database, numbers);
  const groups = new GroupCommit(
    database,
    ({ operation, input }) => {
      appendSignals(input as Parameters<typeof appendSignals>[0]);
      if (operation === 'fail') {
        throw new Error('failed behind the append');
      }
    },
    () => numbers.forget()
  );
  const queue = [
    { id: 1, operation: 'fail', input: batch('bat_1') },
    { id: 2, operation: 'append', input: batch('bat_2') },
  ];
  expect(groups.commit(queue, () => false).map(({ ok }) => ok)).toEqual([false, true]);
  const reads = readOperations(database);
  const span = { organisation, services: ['s'], from: 0, to: 10_000 };
  expect(reads.readTemplateCounts({ ...span, templates: ['t'], stepMs: 10_000 })).toHaveLength(1);
  expect(reads.readCounts({ ...span, stepMs: 10_000 })).toHaveLength(1);
});

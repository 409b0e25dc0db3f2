import SqliteDatabase, { type Database } from 'better-sqlite3';
import { GroupCommit } from './group-commit.ts';
import type { Call } from './thread-protocol.ts';

const NEVER = () => false;

function opened(): { database: Database; groups: GroupCommit; names: () => unknown[] } {
  const database = new SqliteDatabase(':memory:');
  database.exec('CREATE TABLE names (name TEXT PRIMARY KEY); CREATE TABLE parents (id INTEGER PRIMARY KEY)');
  database.exec('CREATE TABLE children (parent REFERENCES parents DEFERRABLE INITIALLY DEFERRED)');
  database.pragma('foreign_keys = ON');
  const groups = new GroupCommit(database, ({ input }) => {
    for (const sql of input as string[]) {
      database.exec(sql);
    }
    return input;
  });
  return { database, groups, names: () => database.prepare('SELECT name FROM names ORDER BY name').pluck().all() };
}

const call = (id: number, ...input: string[]): Call => ({ id, operation: 'run', input });
const insert = (name: string) => `INSERT INTO names VALUES ('${name}')`;

test('one caller’s failure takes back only its own work', () => {
  const { groups, names } = opened();
  const queue = [call(1, insert('a')), call(2, insert('b'), insert('a')), call(3, insert('c'))];
  const outcomes = groups.commit(queue, NEVER);
  expect(outcomes.map(({ id, ok }) => [id, ok])).toEqual([
    [1, true],
    [2, false],
    [3, true],
  ]);
  expect(outcomes[1]).toMatchObject({ problem: { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' } });
  expect(names()).toEqual(['a', 'c']);
});

test('where the commit fails, everybody hears it and nothing is stored', () => {
  const { groups, names, database } = opened();
  const queue = [call(1, insert('a')), call(2, 'INSERT INTO children VALUES (7)'), call(3, insert('c'))];
  expect(groups.commit(queue, NEVER).map(({ ok }) => ok)).toEqual([false, false, false]);
  expect(names()).toEqual([]);
  expect(database.inTransaction).toBe(false);
  expect(groups.commit([call(4, insert('d'))], NEVER)[0]).toMatchObject({ ok: true });
});

test('where SQLite itself gives up the transaction, the callers before hear of it too', () => {
  const { groups, names } = opened();
  const queue = [call(1, insert('a')), call(2, 'ROLLBACK', 'SELECT nothing'), call(3, insert('c'))];
  expect(groups.commit(queue, NEVER).map(({ id, ok }) => [id, ok])).toEqual([
    [1, false],
    [2, false],
  ]);
  expect(groups.commit(queue, NEVER)[0]).toMatchObject({ id: 3, ok: true });
  expect(names()).toEqual(['c']);
});

test('where not even the beginning works, all who wait hear it', () => {
  const { groups, database } = opened();
  database.close();
  expect(groups.commit([call(1, insert('a')), call(2, insert('b'))], NEVER).map(({ ok }) => ok)).toEqual([
    false,
    false,
  ]);
});

test('a group ends when it took long enough, and the rest stays in the queue', () => {
  const { groups, names } = opened();
  const queue = [call(1, insert('a')), call(2, insert('b'))];
  expect(groups.commit(queue, () => true)).toHaveLength(1);
  expect(queue.map(({ id }) => id)).toEqual([2]);
  expect(names()).toEqual(['a']);
});

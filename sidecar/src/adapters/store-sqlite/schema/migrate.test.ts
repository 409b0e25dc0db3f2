import SqliteDatabase, { type Database } from 'better-sqlite3';
import { STORED_LEVELS } from '../lines/log-levels.ts';
import { lineReads } from '../lines/search-blocks.ts';
import { writeOperations } from '../operations/write-operations.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';

function schemaOf(database: Database): unknown[] {
  return database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
}

function migratedFromEmpty(): unknown[] {
  const database = new SqliteDatabase(':memory:');
  migrate(database, MIGRATIONS);
  return schemaOf(database);
}

test('migrations are numbered from 1 without gaps', () => {
  expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

test.each(MIGRATIONS.map(({ number }) => number))('the schema before migration %i comes up to the same', (number) => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, MIGRATIONS.slice(0, number - 1));
  if (number > 1) {
    database.exec(`INSERT INTO incident_numbers VALUES ('kept:1', 41)`);
  }
  migrate(database, MIGRATIONS);
  expect(schemaOf(database)).toEqual(migratedFromEmpty());
  const numbers = database.prepare('SELECT last FROM incident_numbers').pluck().all();
  expect(numbers).toEqual(number > 1 ? [41] : []);
});

test('lines of the first layout are found after the upgrade as they were, and expire', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, MIGRATIONS.slice(0, 3));
  database.exec(`INSERT INTO log_organisations VALUES (1, 'main:1'), (2, 'main:2');
    INSERT INTO log_services VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 2, 'a')`);
  const insert = database.prepare('INSERT INTO log_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const rows = Array.from({ length: 1_300 }, (_, row) => {
    const service = 1 + (row % 3);
    const texts = row % 2 === 0 ? ['E"x"', 'at a\nat b', 'f00'] : [null, null, null];
    return [
      row,
      service === 3 ? 2 : 1,
      service,
      row * 100,
      row * 100 + 5,
      row % 6,
      `log_${row}`,
      `größe "${row}"`,
      ...texts,
    ];
  });
  rows.forEach((row) => insert.run(...row));
  migrate(database, MIGRATIONS);

  const { searchLines } = lineReads(database);
  const found = ['main:1', 'main:2'].map((organisation) => {
    return searchLines({ organisation, from: 0, to: 1e9, behind: null, limit: 2_000 }).lines;
  });
  expect(found.map((lines) => lines.length)).toEqual([867, 433]);
  for (const line of found.flat()) {
    const row = Number(line.id.slice(4));
    expect(line).toEqual({
      ...{ id: `log_${row}`, at: row * 100, receivedAt: row * 100 + 5, service: row % 3 === 1 ? 'b' : 'a' },
      ...{ level: STORED_LEVELS[row % 6], message: `größe "${row}"`, template: null, fingerprint: null },
      errorType: row % 2 === 0 ? 'E"x"' : null,
      stack: row % 2 === 0 ? 'at a\nat b' : null,
      traceId: row % 2 === 0 ? 'f00' : null,
    });
  }
  const traced = searchLines({ organisation: 'main:2', from: 0, to: 1e9, behind: null, limit: 5, traceId: 'f00' });
  expect(traced.lines).toHaveLength(5);
  const { expireLines } = writeOperations(database);
  expect(expireLines({ organisation: 'main:1', at: 1e9, batchesAt: 0, atMost: 10_000 })).toBe(867);
});

test('migrating again changes nothing', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, MIGRATIONS);
  migrate(database, MIGRATIONS);
  expect(schemaOf(database)).toEqual(migratedFromEmpty());
  expect(database.prepare('SELECT count(*) FROM schema_migrations').pluck().get()).toBe(MIGRATIONS.length);
});

test('a schema of a newer version is refused with a sentence, and left as it is', () => {
  const database = new SqliteDatabase(':memory:');
  const newer = [...MIGRATIONS, { number: MIGRATIONS.length + 1, name: 'later', sql: 'CREATE TABLE later (x)' }];
  migrate(database, newer);
  const before = schemaOf(database);
  expect(() => migrate(database, MIGRATIONS)).toThrow('written by a newer version of Incident Memory');
  expect(schemaOf(database)).toEqual(before);
});

test('a migration that fails leaves the schema before it', () => {
  const database = new SqliteDatabase(':memory:');
  const broken = [
    ...MIGRATIONS,
    { number: MIGRATIONS.length + 1, name: 'broken', sql: 'CREATE TABLE half (x); nonsense' },
  ];
  expect(() => migrate(database, broken)).toThrow('nonsense');
  expect(schemaOf(database)).toEqual(migratedFromEmpty());
});

test('memories that are there are found by what their trouble is known again', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, MIGRATIONS.slice(0, 7));
  const record = {
    incident: { id: 'inc_1', number: 1 },
    recurrences: [
      { at: 1, incident: 'inc_2' },
      { at: 2, incident: null },
    ],
    signature: { fingerprints: ['f1'], templates: [{ id: 'tpl_1', text: 'refused' }] },
  };
  const values = ['main:1', 'mem_1', 1, 'incident', 'active', 'incidents', 'confirmed', 0, null, 'organisation', null];
  database
    .prepare('INSERT INTO memories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(...values, 1, 1, null, ' ', JSON.stringify(record));
  migrate(database, MIGRATIONS);
  const marks = database.prepare('SELECT mark FROM memory_marks ORDER BY mark').pluck().all();
  expect(marks).toEqual(['incident inc_1', 'incident inc_2', 'message tpl_1', 'stack f1']);
});

import SqliteDatabase, { type Database } from 'better-sqlite3';
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

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { readOperations } from './read-operations.ts';
import { migrate } from '../schema/migrate.ts';
import { MIGRATIONS } from '../schema/migrations.ts';
import { writeOperations } from './write-operations.ts';

/** Remembers the text of everything that is prepared. */
function recording(database: Database): { database: Database; texts: Set<string> } {
  const texts = new Set<string>();
  const prepare = database.prepare.bind(database);
  database.prepare = ((sql: string) => {
    texts.add(sql);
    return prepare(sql);
  }) as Database['prepare'];
  return { database, texts };
}

function planOf(database: Database, sql: string): string[] {
  const values = sql.includes('@') ? [namedNulls(sql)] : Array<null>((sql.match(/\?/g) ?? []).length).fill(null);
  const rows = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
  return rows.map(({ detail }) => detail);
}

function namedNulls(sql: string): Record<string, null> {
  return Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, null]));
}

/** Runs every read in every form that makes a statement of its own. */
function runAll(database: Database): void {
  const reads = readOperations(database);
  writeOperations(database);
  const organisation = 'o';
  const reader = { organisation, teams: ['a'], user: 'ada' };
  reads.readEvents({ organisation, stream: 's' });
  reads.searchEvents({ organisation, of: 'incidents', from: 1, to: 2, behind: [1, 's', 1], rows: 1 });
  reads.searchEvents({ organisation, of: 'memories', behind: null, rows: 1 });
  reads.incidentById({ reader, id: 'i' });
  reads.incidentByNumber({ reader, number: 1 });
  for (const sort of ['started_at', 'updated_at'] as const) {
    for (const given of [{}, { states: ['open'] }, { services: ['a'] }, { severities: ['low'], from: 1, to: 2 }]) {
      for (const behind of [null, [1, 'i']] as const) {
        reads.listIncidents({ reader, sort, newestFirst: true, rows: 1, behind, ...given });
      }
    }
  }
  reads.memoriesById({ reader, ids: ['mem_1'] });
  reads.tallyMemories({ reader });
  for (const sort of ['started_at', 'updated_at'] as const) {
    for (const given of [
      {},
      { categories: ['a'], kind: 'note', from: 1, to: 2 },
      { services: ['a'], words: ['pool'] },
      { services: ['a'], marks: ['stack f'], from: 1, to: 2 },
    ]) {
      for (const behind of [null, [1, 'mem_1']] as const) {
        const unset = { kind: undefined, states: undefined, categories: undefined, services: undefined, words: [] };
        const times = { from: undefined, to: undefined, expiredBefore: undefined };
        const none = { ...times, provenances: undefined, marks: undefined };
        const labels = [{ key: 'a', value: null }];
        reads.listMemories({ reader, ...unset, ...none, labels, sort, newestFirst: true, behind, rows: 1, ...given });
      }
    }
  }
  reads.readEntries({ reader, memories: ['mem_1'] });
  reads.outdatedEntries({ reader, analyser: '1', model: 'm', limit: 1 });
  reads.alarmById({ organisation, id: 'alm_1' });
  for (const show of ['inbox', 'trial', 'incident', 'all'] as const) {
    for (const firing of [undefined, true, false]) {
      for (const given of [{}, { services: ['a'], detectors: ['latency'], from: 1, to: 2 }]) {
        for (const behind of [null, [1, 'alm_1']] as const) {
          const unset = { services: undefined, detectors: undefined, from: undefined, to: undefined };
          reads.listAlarms({ organisation, show, firing, ...unset, ...given, behind, rows: 1 });
        }
      }
    }
  }
  for (const services of [undefined, ['a'], ['a', 'b']]) {
    reads.readCounts({ organisation, services, from: 1, to: 2, stepMs: 10_000 });
    for (const kinds of [undefined, ['deploy']]) {
      for (const behind of [null, [1, 'occ_1']] as const) {
        reads.listOccurrences({ organisation, services, kinds, from: 1, to: 2, behind, rows: 1 });
      }
    }
  }
}

test('no query of the ports walks through a whole table', () => {
  const { database, texts } = recording(new SqliteDatabase(':memory:'));
  migrate(database, MIGRATIONS);
  texts.clear();
  runAll(database);
  const queries = [...texts].filter((sql) => !/EXPLAIN|sqlite_version|UPDATE heartbeat/.test(sql));
  expect(queries.length).toBeGreaterThan(50);
  const walks = queries.flatMap((sql) =>
    planOf(database, sql)
      // The only virtual tables are lists that were asked with (json_each, also under another name).
      .filter((step) => /^SCAN (?!json_each|CONSTANT|\w+ VIRTUAL TABLE)/.test(step))
      .map((step) => ({ sql, step }))
  );
  expect(walks).toEqual([]);
});

test('the newest blocks of lines, occurrences, alarms and incidents come from an index in their order, without sorting all that match', () => {
  const { database, texts } = recording(new SqliteDatabase(':memory:'));
  migrate(database, MIGRATIONS);
  runAll(database);
  const ordered = [...texts].filter((sql) =>
    /FROM (log_blocks|occurrences|alarms WHERE.*ORDER)|ORDER BY (started|updated)_at|ORDER BY e.at/.test(sql)
  );
  const simple = ordered.filter((sql) => !/incident_services|state IN|BY \+at/.test(sql));
  expect(simple.length).toBeGreaterThan(20);
  const sorting = simple.filter((sql) => planOf(database, sql).some((step) => step.includes('USE TEMP B-TREE')));
  expect(sorting).toEqual([]);
});

test('each step of rolling up and expiring finds its series in an index, in order', () => {
  const { database, texts } = recording(new SqliteDatabase(':memory:'));
  migrate(database, MIGRATIONS);
  texts.clear();
  writeOperations(database);
  const steps = [...texts].filter((sql) => /^SELECT.*ORDER BY (rolled_to|first_at|newest) LIMIT/s.test(sql));
  expect(steps).toHaveLength(9);
  for (const sql of steps) {
    expect(planOf(database, sql).join('\n')).toMatch(/^SEARCH \w+ USING (COVERING )?INDEX [^\n]+$/);
  }
});

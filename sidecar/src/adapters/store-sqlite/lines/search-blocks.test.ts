import SqliteDatabase from 'better-sqlite3';
import fc from 'fast-check';
import { MemoryLogStore } from '../../store-memory/signals/memory-log-store.ts';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import { systemScope } from '../../../domain/tenancy/scope.ts';
import type { LogSearch } from '../../../ports/stores/signals/log-store.ts';
import { STORED_LEVELS } from './log-levels.ts';
import { writeOperations } from '../operations/write-operations.ts';
import { migrate } from '../schema/migrate.ts';
import { MIGRATIONS } from '../schema/migrations.ts';
import { packLines } from './pack-lines.ts';
import { lineReads, type LineKey } from './search-blocks.ts';

const ORGANISATION = 'main:1';
const scope = systemScope(ORGANISATION);
const SERVICES = ['a', 'b', 'c'];
const MINUTE = 60_000;
const few = (prefix: string) => fc.option(fc.integer({ min: 0, max: 4 }).map((number) => `${prefix}${number}`));

/** Lines over some minutes, many at the same time, with texts that need care in JSON. */
const line = fc.record({
  at: fc.oneof(fc.integer({ min: 0, max: 5 * MINUTE }), fc.constantFrom(MINUTE - 1, MINUTE, MINUTE + 1)),
  receivedAt: fc.constantFrom(9 * MINUTE, 10 * MINUTE),
  service: fc.constantFrom(...SERVICES),
  level: fc.constantFrom(...STORED_LEVELS),
  message: fc.oneof(fc.constantFrom('a "quoted" \\ text', 'tab\there', 'größe 🔥'), fc.string({ unit: 'grapheme' })),
  errorType: few('E'),
  stack: few('at '),
  traceId: few('trace'),
  template: few('t'),
  fingerprint: few('f'),
});

const batches = fc
  .array(fc.array(line, { maxLength: 30 }), { maxLength: 6 })
  .map((all) =>
    all.map((lines, batch) => lines.map((one, place): LogLine => ({ id: `log_${batch}-${place}`, ...one })))
  );

const query = fc.record(
  {
    from: fc.integer({ min: 0, max: 5 * MINUTE }),
    to: fc.integer({ min: 0, max: 5 * MINUTE }),
    services: fc.subarray(SERVICES),
    levels: fc.subarray([...STORED_LEVELS]),
    templates: fc.subarray(['t0', 't1', 't9']),
    traceId: fc.constantFrom('trace0', 'trace9'),
    contains: fc.constantFrom('a', '"', '\\', '\t', 'ö', '🔥', '\ud83d', 'quoted" \\'),
    limit: fc.integer({ min: 1, max: 20 }),
  },
  { requiredKeys: ['from', 'to', 'limit'] }
);

function storeOf(all: readonly (readonly LogLine[])[]) {
  const database = new SqliteDatabase(':memory:');
  migrate(database, MIGRATIONS);
  const { appendSignals } = writeOperations(database);
  for (const [number, lines] of all.entries()) {
    appendSignals({
      ...{ organisation: ORGANISATION, id: `bat_${number}`, newest: 0, counts: [], remainder: null },
      blocks: packLines(lines),
    });
  }
  return database;
}

async function expected(all: readonly (readonly LogLine[])[], search: LogSearch): Promise<string[]> {
  const memory = new MemoryLogStore();
  memory.append(scope, all.flat());
  const { lines } = await memory.search(scope, { ...search, limit: 10_000 });
  return lines.map((one) => JSON.stringify(one));
}

test('page after page, a search finds what is there, newest first, however little a call may compare', async () => {
  await fc.assert(
    fc.asyncProperty(batches, query, fc.constantFrom(1, 20, 300_000), async (all, search, mostCompared) => {
      const { searchLines } = lineReads(storeOf(all), mostCompared);
      const found: string[] = [];
      let behind: LineKey | null = null;
      let pages = 0;
      do {
        const page: ReturnType<typeof searchLines> = searchLines({ organisation: ORGANISATION, ...search, behind });
        expect(page.lines.length).toBeLessThanOrEqual(search.limit);
        found.push(...page.lines.map((one) => JSON.stringify(one)));
        behind = page.next;
        pages += 1;
      } while (behind !== null && pages < 1_000);
      expect(found.map((text) => JSON.parse(text))).toEqual(
        (await expected(all, search)).map((text) => JSON.parse(text))
      );
    }),
    { numRuns: 300 }
  );
});

test('blocks without the template or the trace are not read', () => {
  const lines = Array.from({ length: 200 }, (_, index) => ({
    ...{ id: `log_${index}`, at: index * MINUTE, receivedAt: 0, service: 'a', level: 'info' as const, message: 'm' },
    ...{ errorType: null, stack: null, fingerprint: null, template: `t${index}`, traceId: `trace${index}` },
  }));
  const database = storeOf([lines]);
  const read = jest.spyOn(JSON, 'parse');
  const { searchLines } = lineReads(database);
  const span = { organisation: ORGANISATION, from: 0, to: 1e9, behind: null, limit: 10 };
  expect(searchLines({ ...span, templates: ['t7'] }).lines.map(({ id }) => id)).toEqual(['log_7']);
  expect(searchLines({ ...span, traceId: 'trace9' }).lines.map(({ id }) => id)).toEqual(['log_9']);
  expect(read.mock.calls.length).toBeLessThan(30);
  read.mockRestore();
});

import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SqliteDatabase from 'better-sqlite3';
import { DATABASE_FILE } from '../../src/adapters/store-sqlite/data-folder.ts';
import { levelNumber } from '../../src/adapters/store-sqlite/lines/log-levels.ts';
import { openSqliteStores } from '../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { migrate } from '../../src/adapters/store-sqlite/schema/migrate.ts';
import { MIGRATIONS } from '../../src/adapters/store-sqlite/schema/migrations.ts';
import { countLines } from '../../src/domain/signals/count-lines.ts';
import type { LogLine } from '../../src/domain/signals/log-line.ts';
import { countTemplates } from '../../src/domain/templates/count-templates.ts';
import { systemScope } from '../../src/domain/tenancy/scope.ts';
import { emptyBatch, type SignalBatch } from '../../src/ports/stores/signals/signal-store.ts';
import type { Stores } from '../../src/ports/stores/stores.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { NOON } from '../conformance/examples.ts';

/** What a line costs in the embedded store, and what a search over many takes. Only ratios hold on another machine. */
export interface LineBench {
  /** Rows of the same lines with the four indexes of the first layout, in one thread, JSON left out. */
  readonly rows: { readonly cpuMicrosecondsALine: number; readonly bytesALine: number };
  /** Through the port: packed, handed over, written, with counts of lines and templates. All threads. */
  readonly store: { readonly cpuMicrosecondsALine: number; readonly bytesALine: number; readonly perSecond: number };
  /** Spread over a day. */
  readonly searchedLines: number;
  readonly searchMilliseconds: Readonly<Record<string, number>>;
}

const LINES_A_BATCH = 1_000;
const AT_ONCE = 4;
const WRITTEN_BATCHES = 200;
/** As batches come at 50,000 lines a second. */
const FULL_RATE_APART_MS = 20;
const DAY_MS = 24 * 60 * 60 * 1000;
const SERVICES = 20;
/** Of each service. */
const TEMPLATES = 10;
const SEARCHES = 9;
const scope = systemScope('bench:1');

export async function benchLines(lines: number): Promise<LineBench> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'incident-memory-lines-'));
  try {
    const rows = writeRows(join(dataFolder, 'rows.sqlite'));
    const written = await inStores(join(dataFolder, 'written'), (stores) => {
      return writeBatches(stores, { batches: WRITTEN_BATCHES, apartMs: FULL_RATE_APART_MS });
    });
    const { value: store, bytes } = written;
    const searched = await inStores(join(dataFolder, 'searched'), async (stores) => {
      const batches = Math.ceil(lines / LINES_A_BATCH);
      await writeBatches(stores, { batches, apartMs: DAY_MS / batches });
      return search(stores);
    });
    const bytesALine = Math.round(bytes / (WRITTEN_BATCHES * LINES_A_BATCH));
    return { rows, store: { ...store, bytesALine }, searchedLines: lines, searchMilliseconds: searched.value };
  } finally {
    await rm(dataFolder, { recursive: true });
  }
}

async function inStores<Value>(
  dataFolder: string,
  task: (stores: Stores) => Promise<Value>
): Promise<{ value: Value; bytes: number }> {
  const stores = await openSqliteStores({ dataFolder });
  const value = await task(stores);
  await stores.close();
  return { value, bytes: statSync(join(dataFolder, DATABASE_FILE)).size };
}

function writeRows(file: string): LineBench['rows'] {
  const database = new SqliteDatabase(file);
  database.pragma('journal_mode = WAL');
  database.pragma('cache_size = -32000');
  migrate(database, MIGRATIONS.slice(0, 3));
  const insert = database.prepare('INSERT INTO log_lines VALUES (NULL, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let cpu = 0;
  for (let number = 0; number < WRITTEN_BATCHES; number += 1) {
    const { lines } = batchOf(number, FULL_RATE_APART_MS);
    cpu += cpuOf(() =>
      database.transaction(() => {
        for (const { service, at, receivedAt, level, id, message, errorType, stack, traceId } of lines) {
          const place = Number(service.slice('service-'.length));
          insert.run(place, at, receivedAt, levelNumber(level), id, message, errorType, stack, traceId);
        }
      })()
    );
  }
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  const count = WRITTEN_BATCHES * LINES_A_BATCH;
  return { cpuMicrosecondsALine: rounded(cpu / count), bytesALine: Math.round(statSync(file).size / count) };
}

/** Making the lines is no part of it: each round is made first, then timed until it is on disk. */
async function writeBatches(stores: Stores, { batches, apartMs }: { batches: number; apartMs: number }) {
  let cpu = 0;
  let milliseconds = 0;
  for (let number = 0; number < batches; number += AT_ONCE) {
    const round = Array.from({ length: AT_ONCE }, (_, index) => batchOf(number + index, apartMs));
    const [begun, started] = [process.cpuUsage(), performance.now()];
    await Promise.all(round.map((batch) => stores.signals.append(scope, batch)));
    milliseconds += performance.now() - started;
    const { user, system } = process.cpuUsage(begun);
    cpu += user + system;
  }
  const count = batches * LINES_A_BATCH;
  return { cpuMicrosecondsALine: rounded(cpu / count), perSecond: Math.round((count * 1000) / milliseconds) };
}

async function search({ logs }: Stores): Promise<Record<string, number>> {
  const day = { from: NOON, to: NOON + DAY_MS, limit: 100 };
  const service = 'service-3';
  const traceId = batchOf(0, 1).lines.find((line) => line.traceId !== null)?.traceId ?? '';
  const searches = {
    'newest 100 of all': day,
    'newest 100 errors of a service': { ...day, services: [service], levels: ['error', 'fatal'] as const },
    'newest 100 of a service that contain a text of one line in a thousand': {
      ...day,
      services: [service],
      contains: 'took 77 ',
    },
    'one call for a text that no line contains': { ...day, contains: 'nowhere to be found' },
    'newest 100 of a template': { ...day, templates: ['template-77'] },
    'one call for a trace that was seen when the day began': { ...day, traceId },
  };
  const milliseconds: Record<string, number> = {};
  for (const [name, query] of Object.entries(searches)) {
    const times: number[] = [];
    for (let time = 0; time < SEARCHES; time += 1) {
      const started = performance.now();
      await logs.search(scope, query);
      times.push(performance.now() - started);
    }
    milliseconds[name] = rounded(times.sort((a, b) => a - b)[Math.floor(SEARCHES / 2)] ?? 0);
  }
  return milliseconds;
}

/** A batch of about two seconds, so long after the one before. */
function batchOf(number: number, apartMs: number): SignalBatch {
  const random = new SeededRandom(number + 1);
  const whole = (below: number) => Math.floor(random.next() * below);
  const start = NOON + Math.floor(number * apartMs);
  const hex = () => whole(0xffffffff).toString(16).padStart(8, '0');
  const lines = Array.from({ length: LINES_A_BATCH }, (_, place): LogLine => {
    const service = whole(SERVICES);
    const template = service * TEMPLATES + whole(TEMPLATES);
    const isError = template % TEMPLATES === 0;
    return {
      id: `log_${number}-${place}`,
      at: start + whole(2_000),
      receivedAt: start + 2_500,
      service: `service-${service}`,
      level: isError ? 'error' : 'info',
      message: `step ${template} for customer ${whole(100_000)} took ${whole(1_000)} ms on replica-${whole(7)}, order ${hex()}`,
      errorType: isError ? 'TimeoutError' : null,
      stack: null,
      traceId: whole(2) === 0 ? `${hex()}${hex()}${hex()}${hex()}` : null,
      template: `template-${template}`,
      fingerprint: null,
    };
  });
  const templates = lines.map(({ service, template, at, level }) => ({
    ...{ service, at, template: template ?? '', isError: level === 'error' },
  }));
  return {
    ...emptyBatch(`bat_${number}`),
    lines,
    counts: countLines(lines),
    templateCounts: countTemplates(templates),
  };
}

function cpuOf(task: () => void): number {
  const begun = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(begun);
  return user + system;
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}

// By itself: node sidecar/test/load/line-bench.ts [--lines 5000000]
if (process.argv[1]?.endsWith('line-bench.ts') === true) {
  const { values } = parseArgs({ options: { lines: { type: 'string', default: '200000' } } });
  void benchLines(Number(values.lines)).then((figures) =>
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  );
}

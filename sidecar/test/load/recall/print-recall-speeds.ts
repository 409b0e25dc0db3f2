/**
 * One step, in a process of its own, since what is measured is also its start and its memory:
 * `node print-recall-speeds.ts index|ask sqlite|elasticsearch FOLDER MEMORIES QUESTIONS`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openElasticsearchStores } from '../../../src/adapters/store-elasticsearch/open-elasticsearch-stores.ts';
import { openSqliteStores } from '../../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { systemClock } from '../../../src/platform/system-clock.ts';
import type { Stores } from '../../../src/ports/stores/stores.ts';
import { benchIndex, benchQuestions, prepareQuestions, type Asked } from './bench-recall.ts';

const [step, store, folder = '', memories = '10000', questions = '60'] = process.argv.slice(2);
const asked = join(folder, 'asked.json');

function open(): Promise<Stores> {
  return store === 'sqlite'
    ? openSqliteStores({ dataFolder: join(folder, 'data') })
    : openElasticsearchStores({
        ...{ urls: [process.env.IM_TEST_ELASTICSEARCH_URL ?? ''], auth: { kind: 'none' }, requestTimeoutSeconds: 30 },
        ...{ majorVersion: 9, replicas: 0, clock: systemClock, indexPrefix: process.env.IM_TEST_INDEX_PREFIX ?? '' },
      });
}

if (step === 'index') {
  const stores = await open();
  const bench = await benchIndex(stores, Number(memories));
  await stores.close();
  writeFileSync(asked, JSON.stringify(await prepareQuestions(Number(questions)), packed));
  process.stdout.write(`${JSON.stringify(bench)}\n`);
} else {
  const bench = await benchQuestions(open, JSON.parse(readFileSync(asked, 'utf8'), unpacked) as Asked);
  process.stdout.write(`${JSON.stringify(bench)}\n`);
}

/** Vectors as lists, there and back. */
function packed(_key: string, value: unknown): unknown {
  return value instanceof Int8Array ? [...value] : value;
}

function unpacked(key: string, value: unknown): unknown {
  return key === 'values' && Array.isArray(value) ? Int8Array.from(value as number[]) : value;
}

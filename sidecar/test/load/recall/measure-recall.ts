import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { randomIndexPrefix } from '../../support/elasticsearch/elasticsearch-server.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import type { AskBench, IndexBench } from './bench-recall.ts';

const run = promisify(execFile);

export interface RecallBench extends IndexBench, AskBench {
  readonly store: string;
  readonly memories: number;
}

/** Indexes in one process, asks in another. With Elasticsearch, IM_TEST_ELASTICSEARCH_URL names the server. */
export function measureRecall(
  store: 'sqlite' | 'elasticsearch',
  { memories, questions }: { memories: number; questions: number }
): Promise<RecallBench> {
  return withTemporaryFolder(async (folder) => {
    const prefix = randomIndexPrefix();
    const env = { ...process.env, IM_TEST_INDEX_PREFIX: prefix };
    const step = async (name: string): Promise<unknown> => {
      const given = [join(import.meta.dirname, 'print-recall-speeds.ts'), name, store, folder];
      const { stdout } = await run(process.execPath, [...given, String(memories), String(questions)], { env });
      return JSON.parse(stdout);
    };
    try {
      const indexed = (await step('index')) as IndexBench;
      return { store, memories, ...indexed, ...((await step('ask')) as AskBench) };
    } finally {
      if (store === 'elasticsearch') {
        await removeIndices(process.env.IM_TEST_ELASTICSEARCH_URL ?? '', prefix);
      }
    }
  });
}

async function removeIndices(url: string, prefix: string): Promise<void> {
  const names = Object.keys((await (await fetch(`${url}/${prefix}-*/_alias`)).json()) as object);
  await Promise.all(names.map((name) => fetch(`${url}/${name}`, { method: 'DELETE' })));
}

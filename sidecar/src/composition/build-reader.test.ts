import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { openMemoryStores } from '../adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../domain/tenancy/scope.ts';
import { ConfigurationSchema } from '../platform/configuration/schema.ts';
import { MemorySearch } from '../usecases/recall/memory-search.ts';
import type { TextReader } from '../usecases/recall/recall-text.ts';
import { entryOf } from '../../test/conformance/memories/recall-examples.ts';
import { withTemporaryFolder } from '../../test/support/temporary-folder.ts';
import { buildReader, type Reading } from './build-reader.ts';
import { readAnew } from './background/remember.ts';

const scope = systemScope('main:1');
const memorySettings = (given: object) => ConfigurationSchema.shape.memory.parse(given);

/** Two subjects: whatever speaks of a lamp, and the rest. */
const vectorOf = (text: string) => (/lamp|bulb/.test(text) ? [1, 0, 0, 0, 0, 0, 0, 0] : [0, 1, 0, 0, 0, 0, 0, 0]);

type Behaviour = 'answers' | 'fails' | 'silent';

/** What was sent to be embedded. */
const texts: string[] = [];

/** A real endpoint on this machine, in one of three moods. */
async function withEndpoint(run: (url: string, set: (behaviour: Behaviour) => void, asked: string[]) => Promise<void>) {
  texts.length = 0;
  let behaviour: Behaviour = 'answers';
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat((await request.toArray()) as Buffer[]).toString('utf8');
    const { input } = JSON.parse(body) as { input: string[] };
    asked.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    texts.push(...input);
    if (behaviour !== 'silent') {
      response.statusCode = behaviour === 'answers' ? 200 : 503;
      response.end(JSON.stringify({ data: input.map((text, index) => ({ index, embedding: vectorOf(text) })) }));
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const set = (next: Behaviour) => {
      behaviour = next;
    };
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, set, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function readingBy(url: string): { reading: Reading; told: boolean[] } {
  const told: boolean[] = [];
  const embeddings = { url, model: 'small', dimensions: 8, apiKey: 'a-key', deadlineMilliseconds: 250 };
  return { reading: buildReader(memorySettings({ embeddings }), ({ answers }) => told.push(answers)), told };
}

async function entryFor(reader: TextReader, memory: string, text: string) {
  const [read] = await reader.read([text]);
  return entryOf(scope, { memory, ...read });
}

describe('concepts of one’s own', () => {
  it('come from the file that is configured, and are the reason of a match', async () => {
    await withTemporaryFolder(async (folder) => {
      const thesaurusFile = path.join(folder, 'own.yaml');
      const before = buildReader(memorySettings({}), () => undefined).reader;
      writeFileSync(thesaurusFile, 'concepts:\n  - id: gizmo-stuck\n    phrases: [gizmo stuck, Dingsbums klemmt]\n');
      const { reader } = buildReader(memorySettings({ thesaurusFile }), () => undefined);
      const index = openMemoryStores().recall;
      await index.put(scope, [await entryFor(reader, 'mem_1', 'the gizmo is stuck'), entryOf(scope, { memory: 'm2' })]);
      const { found } = await new MemorySearch({ index, reader }).find(scope, { text: 'Dingsbums klemmt' });
      expect(found[0]).toMatchObject({
        entry: { memory: 'mem_1' },
        reasons: { sharedConcepts: [{ label: 'gizmo stuck', asked: 'dingsbums klemmt', found: 'gizmo is stuck' }] },
      });
      // What was read without the file is read anew.
      expect(reader.analyser).not.toBe(before.analyser);
    });
  });

  it('stop the start where the file is not there or wrong, with its line and what to do', async () => {
    await withTemporaryFolder(async (folder) => {
      const file = path.join(folder, 'own.yaml');
      const open = () => buildReader(memorySettings({ thesaurusFile: file }), () => undefined);
      expect(open).toThrow(/memory.thesaurusFile .*IM_MEMORY_THESAURUS_FILE.* does not start.*\n.*cannot be read/);
      writeFileSync(file, 'concepts:\n  - id: gizmo\n    phrases: [gizmo]\n  - id: No Id\n    phrases: [other]\n');
      expect(open).toThrow(/\n {2}line 4: concepts.1.id: small letters/);
      writeFileSync(file, 'concepts:\n  - id: gizmo\n    phrases: [gizmo\n');
      expect(open).toThrow(/\n {2}line \d: .*not valid YAML/);
    });
  });
});

describe('an endpoint for embeddings', () => {
  it('embeds memories and questions; slow or down, the own table stands in, and the answer says so', async () => {
    await withEndpoint(async (url, set, asked) => {
      const { reading, told } = readingBy(url);
      const { reader } = reading;
      const index = openMemoryStores().recall;
      await index.put(scope, [await entryFor(reader, 'mem_1', 'the lamp'), await entryFor(reader, 'mem_2', 'a door')]);
      expect(asked[0]).toBe('POST /v1/embeddings Bearer a-key');
      await reader.readQuestion('does api_key=sk_live_4eC39HqLyjWDarjtT1zdp7dc still work?');
      expect(texts.join(' ')).toContain('still work?');
      expect(texts.join(' ')).not.toContain('sk_live');
      const ask = () => new MemorySearch({ index, reader }).find(scope, { text: 'bulb' });
      const answered = await ask();
      expect(answered).toMatchObject({
        meaning: 'wanted',
        found: [{ entry: { memory: 'mem_1' }, reasons: { meaning: 1 } }],
      });
      set('silent');
      expect((await ask()).meaning).toBe('stand-in');
      set('fails');
      await ask();
      await ask();
      // Three failures in a row: it is left alone.
      const before = asked.length;
      expect((await ask()).meaning).toBe('stand-in');
      expect(asked.length).toBe(before);
      expect(told).toEqual([false]);
      const [stood] = await reader.read(['the lamp']);
      expect(stood?.vector?.model).toMatch(/^table:/);
      await reading.close();
    });
  });

  it('takes over from the table without a gap: what it has not embedded is still found by meaning, then embedded', async () => {
    await withEndpoint(async (url, set) => {
      const index = openMemoryStores().recall;
      const byTable = buildReader(memorySettings({}), () => undefined).reader;
      await index.put(scope, [await entryFor(byTable, 'mem_1', 'out of memory on the server')]);
      const { reading } = readingBy(url);
      const { reader } = reading;
      const found = await new MemorySearch({ index, reader }).find(scope, { text: 'heap exhausted' });
      expect(found.meaning).toBe('wanted');
      expect(found.found[0]?.reasons.meaning).toBeGreaterThan(0.1);
      const anew: string[][] = [];
      const ledger = { indexAnew: async (_: string, ids: readonly string[]) => void anew.push([...ids]) };
      const again = () => readAnew({ ledger, reader } as never, { recall: index }, 'main:1');
      set('fails');
      await again();
      expect(anew).toEqual([]);
      set('answers');
      await again();
      expect(anew).toEqual([['mem_1']]);
      await index.put(scope, [await entryFor(reader, 'mem_1', 'out of memory on the server')]);
      await again();
      expect(anew).toHaveLength(1);
      await reading.close();
    });
  });
});

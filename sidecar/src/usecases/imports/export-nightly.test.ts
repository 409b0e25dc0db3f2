import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Memory } from '@incident-memory/contract';
import { FileExportFolder } from '../../adapters/export-folder/file-export-folder.ts';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { organisationId } from '../../domain/tenancy/scope.ts';
import { ExportNightly } from './export-nightly.ts';

const ORGANISATION = organisationId('test', 1);
const NIGHT = Date.UTC(2026, 10, 22, 2, 30);
const DAY = 24 * 60 * 60 * 1000;
const POOL = 'mem_00000000-0000-7000-8000-000000000001';
const QUEUE = 'mem_00000000-0000-7000-8000-000000000002';

let root: string;
beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'incident-memory-export-'))));
afterEach(() => rmSync(root, { recursive: true }));

function memory(id: string, title: string): Memory {
  return {
    ...{ id, version: 1, kind: 'note', state: 'active', title, text: `words of ${title}`, category: 'resources' },
    ...{ labels: {}, incident: null, service: null, services: [], severity: null, endedAt: null, cause: null },
    startedAt: '2026-03-01T02:13:00.000Z',
    signature: { errorType: null, fingerprints: [], templates: [], symptoms: [] },
    ...{ attempts: [], resolution: '', prevention: '', provenance: 'confirmed', stale: null, validUntil: null },
    source: { actor: { kind: 'person', name: 'ada' }, link: null, format: null },
    ...{ expiresAt: null, recurrences: [], links: [], evidence: [], flags: [], legalHold: false, helped: 0, misled: 0 },
    ...{ team: null, visibility: 'organisation' },
    ...{ createdAt: '2026-03-01T02:13:00.000Z', updatedAt: '2026-03-01T02:13:00.000Z' },
  };
}

function nightly(remembered: readonly Memory[]) {
  const scopes: unknown[] = [];
  const run = new ExportNightly({
    exports: {
      memories: async function* (scope) {
        scopes.push(scope);
        yield* remembered;
      },
    },
    settings: openMemoryStores().settings,
    folder: new FileExportFolder({ folder: root }),
  });
  return { run, scopes };
}

const documents = (): string[] => readdirSync(path.join(root, 'test-1')).toSorted();

it('writes one document a memory once a night, of what everyone may see, and removes what is gone', async () => {
  const remembered = [memory(POOL, 'Pool empty'), memory(QUEUE, 'Queue deep')];
  const { run, scopes } = nightly(remembered);
  expect(await run.run(ORGANISATION, NIGHT)).toBe(2);
  expect(documents()).toEqual([`2026-03-01-pool-empty-${POOL}.md`, `2026-03-01-queue-deep-${QUEUE}.md`]);
  expect(scopes).toEqual([{ organisation: ORGANISATION, teams: [], user: null }]);
  expect(await run.run(ORGANISATION, NIGHT + DAY / 2)).toBeNull();

  writeFileSync(path.join(root, 'test-1', 'README.md'), 'of somebody else');
  remembered.splice(0, 2, memory(QUEUE, 'Queue too deep'));
  expect(await run.run(ORGANISATION, NIGHT + DAY)).toBe(1);
  expect(documents()).toEqual([`2026-03-01-queue-too-deep-${QUEUE}.md`, 'README.md']);
});

it('forgets with the product: by stream, by name and by words', async () => {
  const { run } = nightly([memory(POOL, 'Pool empty'), memory(QUEUE, 'Queue deep')]);
  await run.run(ORGANISATION, NIGHT);
  expect(await run.place?.holding(ORGANISATION, ['WORDS of pool'])).toEqual([POOL]);
  expect(await run.place?.forget(ORGANISATION, { streams: [QUEUE], named: [], texts: ['words of pool'] })).toBe(2);
  expect(documents()).toEqual([]);
});

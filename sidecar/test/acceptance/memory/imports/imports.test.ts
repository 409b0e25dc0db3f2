import { ImportPreview, ImportQueue, ImportRun } from '@incident-memory/contract';
import {
  errorCode,
  startSidecar,
  type Person,
  type RunningSidecar,
} from '../../../support/processes/running-sidecar.ts';
import {
  GITHUB_ISSUES,
  GRAFANA_ANNOTATIONS,
  PAGERDUTY,
  POSTMORTEM,
  TICKETS_CSV,
} from '../../../support/imports/written-elsewhere.ts';

jest.setTimeout(30_000);

const EDITOR: Person = { login: 'eva', role: 'Editor' };
const VIEWER: Person = { login: 'vic', role: 'Viewer' };
const OTHERS: Person = { login: 'eva', role: 'Admin', organisation: 2 };

const FILES = [
  { name: 'postmortems/2026-03-01-ledger-pool.md', text: POSTMORTEM },
  { name: 'issues.json', text: JSON.stringify(GITHUB_ISSUES) },
  { name: 'pagerduty.json', text: JSON.stringify(PAGERDUTY) },
  { name: 'annotations.json', text: JSON.stringify(GRAFANA_ANNOTATIONS) },
  { name: 'tickets.csv', text: TICKETS_CSV },
];

let running: RunningSidecar;
beforeAll(async () => {
  running = await startSidecar();
});
afterAll(() => running.stop());

const post = (path: string, body: unknown, person = EDITOR) =>
  running.ask(person, { path: `/v1/memory/${path}`, body });
const get = (path: string, person = EDITOR) => running.ask(person, { path: `/v1/${path}` });

describe('what others wrote down', () => {
  it('is shown before it is taken: episodes, repeats, signatures, and what cannot be read', async () => {
    const { status, body } = await post('imports/preview', { files: FILES });
    expect(status).toBe(200);
    const preview = ImportPreview.parse(body);
    expect(preview.sentence).toBe('14 episodes, 7 of them repeats, of 7 signatures');
    expect(preview.files.map(({ format, records }) => [format, records])).toEqual([
      ['markdown', 1],
      ['github-issues', 2],
      ['pagerduty-incidents', 3],
      ['grafana-annotations', 13],
      ['csv', 4],
    ]);
    expect(preview).toMatchObject({ memories: 7, times: 7, known: 0, duplicates: 1, unreadable: 1 });
    expect(preview.groups[0]).toMatchObject({
      title: 'CheckoutLatencyHigh',
      service: 'checkout',
      episodes: 6,
      known: false,
    });
    expect(preview.problems).toEqual([
      { file: 'tickets.csv', place: 'line 7', problem: '"03/04/2026" may be two days: write 2026-MM-DD' },
    ]);
    expect(preview.assumptions).toContain('Times without a zone were read as UTC; say another zone if that is wrong');
    expect(preview.columns).toContainEqual({ file: 'tickets.csv', column: 'Opened', readAs: 'began' });
    expect(preview.columns).toContainEqual({ file: 'tickets.csv', column: 'Assignee', readAs: 'not read' });
    expect((await get('memories')).body.items).toEqual([]);
  });

  it('is taken once, however often it is sent', async () => {
    const first = ImportRun.parse((await post('imports', { files: FILES })).body);
    expect(first).toMatchObject({ memories: 7, times: 7, known: 0, remaining: 0 });
    const again = ImportRun.parse((await post('imports', { files: FILES.toReversed() })).body);
    expect(again).toMatchObject({ memories: 0, times: 0, known: 14 });
    const later = GRAFANA_ANNOTATIONS.filter(({ id }) => id < 104 || id === 900);
    const part = await post('imports', { files: [{ name: 'part.json', text: JSON.stringify(later) }] });
    expect(part.body).toMatchObject({ memories: 0, times: 0, known: 3 });
    const { items } = (await get('memories')).body;
    expect(items).toHaveLength(7);
    const alert = items.find(({ title }: { title: string }) => title === 'CheckoutLatencyHigh');
    expect(alert).toMatchObject({ provenance: 'imported', severity: 'critical', service: 'checkout', attempts: [] });
    expect(alert.recurrences).toHaveLength(5);
    expect((await get('memory/imports')).body.items.map(({ memories }: { memories: number }) => memories)).toEqual([
      0, 0, 7,
    ]);
  });

  it('helps as "last time (imported, unverified)": verbatim, with its link, without a rate, never recommended', async () => {
    const ask = { text: 'LedgerPoolExhausted: payments fail, ledger pool is empty', service: 'payment' };
    const { body } = await running.ask(EDITOR, { path: '/v1/recall', body: ask });
    expect(body.imported[0]).toMatchObject({
      provenance: 'imported',
      link: 'https://wiki.example.com/postmortems/ledger-pool',
      verbatim: expect.stringContaining('A configuration change lowered ledger.pool.max from 50 to 5.'),
    });
    expect([...body.recommended, ...body.contested, ...body.untested]).toEqual([]);
  });
});

describe('the queue', () => {
  const queue = async (person = EDITOR) => ImportQueue.parse((await get('memory/imports/queue', person)).body);
  const signatureOf = async (title: string) =>
    (await queue()).items.find((item) => item.title.includes(title))?.signature ?? 'none';

  it('has the most frequent first, with what their sources say', async () => {
    const { items, waiting } = await queue();
    expect(waiting).toBe(7);
    expect(items.map(({ episodes }) => episodes)).toEqual([6, 3, 1, 1, 1, 1, 1]);
    expect(items.find(({ title }) => title.startsWith('payments fail'))).toMatchObject({
      cause: { class: 'configuration', words: 'A configuration change lowered ledger.pool.max from 50 to 5.' },
      fix: { words: 'Set ledger.pool.max back to 50 and restarted payment.' },
      memories: [{ link: 'https://wiki.example.com/postmortems/ledger-pool' }],
    });
  });

  it('makes a recommendation of what a person confirms, and takes it back', async () => {
    const signature = await signatureOf('payments fail');
    const decided = await post(`imports/queue/${signature}`, { decision: 'confirm' });
    expect(decided.body.memories).toMatchObject([
      { provenance: 'confirmed', attempts: [{ outcomeKnownFrom: 'person' }] },
    ]);
    const ask = { text: 'LedgerPoolExhausted: payments fail while the ledger pool is empty', service: 'payment' };
    const recall = async () => (await running.ask(EDITOR, { path: '/v1/recall', body: ask })).body;
    const confirmed = await recall();
    expect(confirmed.imported).toEqual([]);
    expect(
      [...confirmed.recommended, ...confirmed.untested].map(({ fix }: { fix: { words: string } }) => fix.words)
    ).toEqual(['Set ledger.pool.max back to 50 and restarted payment.']);
    expect((await queue()).waiting).toBe(6);

    const undone = await post(`imports/queue/${signature}`, { decision: 'undo' });
    expect(undone.body.memories).toMatchObject([
      { provenance: 'imported', attempts: [{ outcomeKnownFrom: 'import' }] },
    ]);
    expect((await recall()).imported).toHaveLength(1);
    expect((await queue()).waiting).toBe(7);
    expect(errorCode(await post(`imports/queue/${signature}`, { decision: 'undo' }))).toBe('IM_MEMORY_UNDO_REFUSED');
  });

  it('takes a correction: what the source said was done was not', async () => {
    const signature = await signatureOf('Login fails');
    const { body } = await post(`imports/queue/${signature}`, {
      decision: 'confirm',
      cause: { words: 'sessions were signed with an expired key' },
      fix: { words: 'rotated the signing key of auth' },
      outcome: 'cured',
    });
    expect(body.memories[0]).toMatchObject({
      provenance: 'confirmed',
      cause: { words: 'sessions were signed with an expired key' },
      resolution: 'rotated the signing key of auth',
      attempts: [
        { state: 'withdrawn', fix: { words: 'restarted ntpd on auth-2' } },
        { state: 'done', outcome: 'cured', fix: { kind: 'configuration', words: 'rotated the signing key of auth' } },
      ],
    });
  });

  it('dismisses what is not worth it, so that it is recalled no more', async () => {
    const signature = await signatureOf('Disk');
    await post(`imports/queue/${signature}`, { decision: 'dismiss', reason: 'those machines are gone' });
    expect((await get('memories?service=database')).body.items).toMatchObject([{ state: 'retired' }]);
    await post(`imports/queue/${signature}`, { decision: 'undo' });
    expect((await get('memories?service=database')).body.items).toMatchObject([{ state: 'active' }]);
  });

  it('is nothing for readers, and empty for another organisation', async () => {
    const signature = await signatureOf('Disk');
    expect(errorCode(await post('imports/preview', { files: FILES }, VIEWER))).toBe('IM_ROLE_INSUFFICIENT');
    expect(errorCode(await post('imports/grafana/preview', {}, EDITOR))).toBe('IM_ROLE_INSUFFICIENT');
    expect(errorCode(await post('imports/grafana/preview', {}, OTHERS))).toBe('IM_IMPORT_NO_GRAFANA');
    expect(await queue(OTHERS)).toEqual({ items: [], waiting: 0 });
    expect((await get('memory/imports', OTHERS)).body.items).toEqual([]);
    expect(errorCode(await post(`imports/queue/${signature}`, { decision: 'confirm' }, OTHERS))).toBe(
      'IM_IMPORT_SIGNATURE_UNKNOWN'
    );
    const preview = await post('imports/preview', { files: FILES }, OTHERS);
    expect(preview.body).toMatchObject({ memories: 7, known: 0 });
  });
});

it('what was forgotten is not imported again, nor are its times', async () => {
  const [memory] = (await get('memories?service=checkout&text=CheckoutLatencyHigh')).body.items;
  const forgotten = await running.ask(
    {},
    { path: '/v1/memory/forget', body: { memories: [memory.id], reason: 'a drill' } }
  );
  expect(forgotten.status).toBe(200);
  const { body } = await post('imports', { files: FILES });
  expect(body).toMatchObject({ memories: 0, times: 0, forgotten: 6, known: 8 });
  const verified = await running.ask({}, { path: '/v1/memory/verify', body: {} });
  expect(verified.body).toMatchObject({ sound: true, broken: [] });
});

describe('an export', () => {
  interface Exported {
    readonly memories: Record<string, unknown>[];
  }
  const exported = async (from: RunningSidecar, person: Person = {}): Promise<Exported> =>
    (await from.ask(person, { path: '/v1/memory/export' })).body;

  it('imported into an empty store is the same export again, but for the times and versions of the import', async () => {
    const before = await exported(running);
    expect(before.memories.length).toBeGreaterThan(5);
    const other = await startSidecar();
    try {
      const files = [{ name: 'export.json', text: JSON.stringify(before) }];
      expect(errorCode(await other.ask(EDITOR, { path: '/v1/memory/imports', body: { files } }))).toBe(
        'IM_ROLE_INSUFFICIENT'
      );
      const { body } = await other.ask({}, { path: '/v1/memory/imports', body: { files } });
      expect(body).toMatchObject({ memories: before.memories.length, unreadable: 0 });
      const plain = ({ memories }: Exported) => memories.map(({ version: _, updatedAt: __, ...memory }) => memory);
      expect(plain(await exported(other))).toEqual(plain(before));
      expect((await other.ask({}, { path: '/v1/memory/imports', body: { files } })).body).toMatchObject({
        memories: 0,
      });
    } finally {
      await other.stop();
    }
  });

  it('holds what its reader may see, and nothing of another organisation', async () => {
    await running.ask(EDITOR, { path: '/v1/memories', body: { text: 'quokka of eva', visibility: 'private' } });
    const text = async (person: Person) => JSON.stringify(await exported(running, person));
    expect(await text(EDITOR)).toContain('quokka of eva');
    expect(await text(VIEWER)).not.toContain('quokka');
    expect((await exported(running, OTHERS)).memories).toEqual([]);
  });

  it('as Markdown is read by people, and by the import', async () => {
    const answer = await fetch(`${running.v1}/v1/memory/export?format=markdown`, {
      headers: {
        'x-incident-memory-key': 'the-shared-key-of-tests',
        'x-grafana-context': '{"OrgID":1,"OrgRole":"Viewer","Login":"v"}',
      },
    });
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/markdown');
    expect(text).toContain('# payments fail while the ledger pool is empty');
    expect(text).toContain(
      '## Root cause\n\nA configuration change lowered ledger.pool.max from 50 to 5. (configuration)'
    );
    const { body } = await post('imports/preview', { files: [{ name: 'memories.md', text }] }, OTHERS);
    expect(body.problems).toEqual([]);
    expect(body.groups.map(({ title }: { title: string }) => title)).toContain(
      'payments fail while the ledger pool is empty'
    );
  });
});

import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  type ImportPreview,
  type ImportQueue,
  type ImportRun,
  type QueueItem,
  type Role,
} from '@incident-memory/contract';
import { FakeSidecar } from '../../../testing/FakeSidecar';
import { MEMORY_ID } from '../../../testing/memorySamples';
import { renderApp } from '../../../testing/renderApp';
import { at, capabilitiesOf, sampleOverview } from '../../../testing/samples';

const COUNTS = {
  ...{ episodes: 61, repeats: 22, repeatsWithinDay: 5, signatures: 39, memories: 40, times: 21 },
  ...{ known: 3, forgotten: 0, duplicates: 0, remaining: 0, unreadable: 1 },
};
const PREVIEW: ImportPreview = {
  sentence: '61 episodes, 22 of them repeats (5 within 24 hours), of 39 signatures',
  ...COUNTS,
  files: [{ name: 'tickets.csv', format: 'csv', records: 64 }],
  columns: [
    { file: 'tickets.csv', column: 'Opened', readAs: 'began' },
    { file: 'tickets.csv', column: 'Assignee', readAs: 'not read' },
  ],
  assumptions: ['Times without a zone were read as UTC; say another zone if that is wrong'],
  groups: [
    {
      ...{ signature: 'sig-0000000000000001', title: 'Pool <b>empty</b>', service: 'payment', known: true },
      ...{ episodes: 12, repeats: 11, repeatsWithinDay: 2, firstAt: at(-90), lastAt: at(0) },
    },
  ],
  sample: [],
  problems: [{ file: 'tickets.csv', place: 'line 7', problem: '"03/04/2026" may be two days: write 2026-MM-DD' }],
};
const RUN: ImportRun = {
  ...{ id: 'bat_1', at: at(0), by: { kind: 'person', name: 'ada' }, sentence: PREVIEW.sentence },
  ...{ formats: ['csv'], files: 1, ...COUNTS },
};

function waiting(number: number, told: Partial<QueueItem> = {}): QueueItem {
  return {
    ...{ signature: `sig-000000000000000${number}`, title: `Trouble ${number}`, service: 'payment' },
    ...{ episodes: 10 - number, orMore: false, firstAt: at(-90), lastAt: at(0) },
    cause: { class: 'configuration', words: 'the pool was too small' },
    fix: { kind: 'configuration', words: 'made the pool larger' },
    memories: [
      {
        ...{ memory: MEMORY_ID, title: `Trouble ${number}`, link: 'https://wiki.example.com/1' },
        ...{ verbatim: '<script>alert(1)</script>', startedAt: at(0), flags: [] },
      },
    ],
    memoriesInAll: 1,
    ...told,
  };
}

function sidecar(role: Role, queue: ImportQueue = { items: [], waiting: 0 }) {
  return new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf(role))
    .answer('GET /v1/overview', sampleOverview())
    .answer('GET /v1/memory/imports', { items: [RUN], nextCursor: null })
    .answer('GET /v1/memory/imports/queue', queue)
    .answer('POST /v1/memory/imports/preview', PREVIEW)
    .answer('POST /v1/memory/imports', RUN)
    .answer('POST /v1/memory/imports/queue/:signature', {
      ...{ signature: 'sig-0000000000000001', decision: 'confirm' },
      memories: [],
    })
    .install();
}

const PATH = 'memory?tab=imports';

it('shows what files would bring before anything is written, then brings it', async () => {
  const fake = sidecar('Editor');
  const { user } = renderApp(PATH);
  await user.click(await screen.findByLabelText('Or paste it'));
  await user.paste('title,date');
  await user.click(screen.getByRole('button', { name: 'Look at what is pasted' }));
  await screen.findByText('Opened → began; not read: Assignee');
  expect(screen.getAllByText(PREVIEW.sentence)).toHaveLength(2);
  screen.getByText(/40 become memories · 21 are counted as times of one · 3 are there already/);
  within(screen.getByRole('row', { name: /Pool <b>empty<\/b>/ })).getByText('Known');
  screen.getByText(/tickets.csv, line 7: "03\/04\/2026" may be two days/);
  expect(fake.requestsTo('POST /v1/memory/imports')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Import 40 memories and 21 more times of them' }));
  await screen.findByText('Imported 40 memories and 21 more times of them');
  expect(fake.requestsTo('POST /v1/memory/imports')[0]?.body).toEqual({
    files: [{ name: 'pasted', text: 'title,date' }],
    zone: 'Z',
  });
});

it('takes dropped files, and says which are too large before it reads them', async () => {
  const fake = sidecar('Editor');
  renderApp(PATH);
  const zone = await screen.findByTestId('dropzone');
  const large = new File(['x'], 'large.csv');
  Object.defineProperty(large, 'size', { value: 21 * 1024 * 1024 });
  fireEvent.drop(zone, { dataTransfer: { files: [large], types: ['Files'] } });
  await screen.findByText('These files have 21 MB; at most 20 MB are taken at once.');
  fireEvent.drop(zone, { dataTransfer: { files: [new File(['# Pool'], 'pm.md')], types: ['Files'] } });
  await waitFor(() =>
    expect(fake.requestsTo('POST /v1/memory/imports/preview')[0]?.body).toMatchObject({
      files: [{ name: 'pm.md', text: '# Pool' }],
    })
  );
});

it('goes through the queue by the keyboard: Enter confirms and opens the next, and it can be taken back', async () => {
  const fake = sidecar('Editor', { items: [waiting(1), waiting(2)], waiting: 31 });
  const { user } = renderApp(PATH);
  const card = await screen.findByRole('article', { name: 'Trouble 1' });
  screen.getByText('the 2 most frequent of 31 signatures');
  within(card).getByText('the pool was too small (a configuration)');
  within(card).getByText('<script>alert(1)</script>');
  expect(within(card).getByRole('link', { name: /its source/ })).toHaveAttribute('href', 'https://wiki.example.com/1');
  within(card).getByRole('button', { name: 'Confirm' }).focus();
  await user.keyboard('{Enter}');
  const next = await screen.findByRole('article', { name: 'Trouble 2' });
  await waitFor(() => expect(within(next).getByRole('button', { name: 'Confirm' })).toHaveFocus());
  expect(await screen.findAllByText('Confirmed: Trouble 1')).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: 'Take it back' }));
  await waitFor(() =>
    expect(fake.requestsTo('POST /v1/memory/imports/queue/:signature').map(({ body }) => body)).toEqual([
      { decision: 'confirm' },
      { decision: 'undo' },
    ])
  );
});

it('asks for words where its source has none', async () => {
  const fake = sidecar('Editor', { items: [waiting(1, { cause: null, fix: null })], waiting: 1 });
  const { user } = renderApp(PATH);
  await user.click(await screen.findByRole('button', { name: 'Say what it was' }));
  await user.click(screen.getByLabelText(/^The cause/));
  await user.paste('a cold cache');
  await user.click(screen.getByLabelText('What was done'));
  await user.paste('warmed it');
  await user.click(screen.getByRole('button', { name: 'Confirm it so' }));
  await waitFor(() =>
    expect(fake.requestsTo('POST /v1/memory/imports/queue/:signature')[0]?.body).toEqual({
      decision: 'confirm',
      cause: { words: 'a cold cache' },
      fix: { words: 'warmed it' },
      outcome: 'cured',
    })
  );
});

it('offers readers the export and no decision', async () => {
  sidecar('Viewer', { items: [waiting(1)], waiting: 1 });
  renderApp(PATH);
  await screen.findByText('Importing takes the role Editor');
  await screen.findByRole('article', { name: 'Trouble 1' });
  expect(screen.queryByRole('button', { name: 'Confirm' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Export as JSON' })).toHaveAttribute(
    'href',
    '/api/plugin-proxy/incidentmemory-app/v1/memory/export?format=json'
  );
});

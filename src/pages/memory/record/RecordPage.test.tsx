import { screen, waitFor, within } from '@testing-library/react';
import { type Memory, type Role } from '@incident-memory/contract';
import { Failure, FakeSidecar, type SeenRequest } from '../../../testing/FakeSidecar';
import { memoryAnswers, sampleMemory, sampleMemoryEntry } from '../../../testing/memorySamples';
import { renderApp } from '../../../testing/renderApp';
import { capabilitiesOf } from '../../../testing/samples';
import { draftOf, problemOf, toCorrection } from './correction';

function sidecar(memory: Memory = sampleMemory(), role: Role = 'Editor') {
  let current = memory;
  const change = (changes: (request: SeenRequest) => Partial<Memory>) => (request: SeenRequest) => {
    current = { ...current, ...changes(request), version: current.version + 1 };
    return current;
  };
  const fake = new FakeSidecar().answer('GET /v1/capabilities', capabilitiesOf(role));
  for (const [address, answer] of Object.entries(memoryAnswers())) {
    fake.answer(address as keyof ReturnType<typeof memoryAnswers>, answer);
  }
  return fake
    .answer('GET /v1/memories/:memory', ({ path }: SeenRequest) =>
      path.endsWith(memory.id) ? current : sampleMemory({ id: memory.links[0]?.memory, title: 'The first time' })
    )
    .answer(
      'POST /v1/memories/:memory/confirm',
      change(() => ({ provenance: 'confirmed' }))
    )
    .answer(
      'POST /v1/memories/:memory/stale',
      change(({ body }) => ({ stale: { since: memory.startedAt, ...(body as { reason: string }) } }))
    )
    .answer(
      'POST /v1/memories/:memory/correct',
      change(({ body }) => body as Partial<Memory>)
    )
    .answer(
      'POST /v1/memories/:memory/unlink',
      change(() => ({ links: [] }))
    )
    .answer(
      'POST /v1/memories/:memory/feedback',
      change(() => ({ misled: 1 }))
    )
    .install();
}

const open = () => renderApp(`memory/${sampleMemory().id}`);

describe('A memory', () => {
  it('shows everything in it, what was tried, its links and its whole history', async () => {
    sidecar();
    open();
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('A memory');
    expect(await screen.findByRole('heading', { level: 1, name: /INC-31 · Payments time out/ })).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'What is worth knowing' })).toHaveTextContent(
      'A deploy: connections were not given back'
    );
    expect(screen.getByRole('region', { name: 'How it is known again' })).toHaveTextContent('TimeoutException');
    expect(screen.getByRole('region', { name: 'What was tried' })).toHaveTextContent(
      'Cured failures fell from 12 % to 0.2 % within 3 min'
    );
    expect(await screen.findByRole('link', { name: /The first time/ })).toBeInTheDocument();
    expect(await screen.findByText(/roll back payment to 2.14.1 cured it/)).toBeInTheDocument();
  });

  it('is confirmed, and called stale with its reason, as the version that was seen', async () => {
    const fake = sidecar(sampleMemory({ provenance: 'observed' }));
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Confirm that it is right' }));
    expect(await screen.findByText('Confirmed.')).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/memories/:memory/confirm')[0]?.headers['If-Match']).toBe('"4"');
    await user.click(screen.getByRole('button', { name: 'No longer holds' }));
    await user.type(screen.getByLabelText(/What has changed/), 'the pool was replaced');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'It no longer holds' }));
    expect(await screen.findByText('It is called stale now.')).toBeInTheDocument();
    expect(screen.getByText(/the pool was replaced/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'It holds again' })).toBeInTheDocument();
  });

  it('is corrected by what was changed alone', async () => {
    const fake = sidecar();
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Correct' }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByRole('button', { name: 'Correct it' })).toBeDisabled();
    await user.clear(within(dialog).getByLabelText(/What ended it/));
    await user.type(within(dialog).getByLabelText(/What ended it/), 'Rolled back.');
    await user.click(within(dialog).getByRole('button', { name: 'Correct it' }));
    await waitFor(() =>
      expect(fake.requestsTo('POST /v1/memories/:memory/correct')[0]?.body).toEqual({ resolution: 'Rolled back.' })
    );
  });

  it('says how it misled, and takes a link back', async () => {
    const fake = sidecar();
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'It misled' }));
    await user.type(screen.getByLabelText(/How\?/), 'another cause');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'It misled' }));
    await waitFor(() =>
      expect(fake.requestsTo('POST /v1/memories/:memory/feedback')[0]?.body).toEqual({
        helped: false,
        reason: 'another cause',
      })
    );
    await user.click(screen.getByRole('button', { name: 'Take back the link: came back after' }));
    expect(await screen.findByText('To nothing yet.')).toBeInTheDocument();
  });

  it('is called doubtful where it is, and offers a Viewer nothing to press', async () => {
    sidecar(sampleMemory({ flags: ['instruction-like', 'foreign'] }), 'Viewer');
    open();
    expect(await screen.findByText('Doubtful: it is found, and never recommended')).toBeInTheDocument();
    expect(
      screen.getByText('It reads like an instruction to a machine and was written by a model or from outside.')
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Correct' })).not.toBeInTheDocument();
  });

  it('explains a memory that is not there or not theirs', async () => {
    sidecar().answer('GET /v1/memories/:memory', Failure.of('IM_INCIDENT_UNKNOWN', 404));
    open();
    expect(await screen.findByText('There is no such memory that you may see')).toBeInTheDocument();
  });

  it('strikes out what was taken back', async () => {
    sidecar().answer('GET /v1/memories/:memory/history', {
      items: [sampleMemoryEntry({ undone: true })],
      nextCursor: null,
    });
    open();
    expect(await screen.findByText(/taken back/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Undo: INC/ })).not.toBeInTheDocument();
  });
});

describe('a correction', () => {
  const draft = draftOf(sampleMemory());

  it('is empty where nothing was changed', () => {
    expect(toCorrection(draft, sampleMemory())).toEqual({});
  });

  it('reads lines as lists, labels as pairs, a day as its end', () => {
    const changed = {
      ...draft,
      symptoms: 'slow\n\n stuck ',
      labels: 'team:payments\nurl:http://x',
      validUntil: '2027-01-31',
    };
    expect(toCorrection(changed, sampleMemory())).toEqual({
      symptoms: ['slow', 'stuck'],
      labels: { team: 'payments', url: 'http://x' },
      validUntil: '2027-01-31T23:59:59.000Z',
    });
    expect(toCorrection({ ...draft, causeClass: null, causeWords: '' }, sampleMemory())).toEqual({ cause: null });
  });

  it('says what is wrong with it', () => {
    expect(problemOf({ ...draft, labels: 'team' })).toBe('The label “team” is not written as key:value.');
    expect(problemOf({ ...draft, title: ' ' })).toBe('A title is needed.');
    expect(problemOf({ ...draft, causeClass: null })).toBe('Choose the kind of cause as well.');
    expect(problemOf(draft)).toBeNull();
  });
});

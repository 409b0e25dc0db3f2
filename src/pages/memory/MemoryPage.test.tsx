import { screen, waitFor, within } from '@testing-library/react';
import { type Role } from '@incident-memory/contract';
import { Failure, FakeSidecar } from '../../testing/FakeSidecar';
import { memoryAnswers, sampleFirstTime, sampleMemory, sampleMemoryEntry } from '../../testing/memorySamples';
import { renderApp } from '../../testing/renderApp';
import { capabilitiesOf } from '../../testing/samples';

function sidecar(role: Role = 'Editor') {
  const fake = new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf(role))
    .answer('GET /v1/services', { items: [{ service: 'payment' }] });
  for (const [address, answer] of Object.entries(memoryAnswers())) {
    fake.answer(address as keyof ReturnType<typeof memoryAnswers>, answer);
  }
  return fake.install();
}

describe('Memory, search', () => {
  it('says why each match stands there, what helped, and what not to try', async () => {
    const fake = sidecar();
    const { user } = renderApp('memory');
    await user.type(await screen.findByLabelText(/What do you see/), 'pool exhausted');
    await user.click(screen.getByRole('button', { name: 'Search' }));
    const found = await screen.findByRole('region', { name: 'Like it' });
    expect(found).toHaveTextContent('1 match among 152 memories');
    expect(found).toHaveTextContent('Likely the same');
    expect(within(found).getByRole('list', { name: 'Matches' })).toHaveTextContent('the same message');
    expect(screen.getByRole('region', { name: 'Worked' })).toHaveTextContent('cured 4 of 5');
    expect(screen.getByRole('region', { name: 'Do not try' })).toHaveTextContent('Raise the pool size');
    expect(screen.getByTestId('address')).toHaveTextContent('/memory?q=pool+exhausted');
    expect(fake.requestsTo('POST /v1/recall')[0]?.body).toEqual({ text: 'pool exhausted', limit: 20 });
  });

  it('says plainly that nothing is near enough', async () => {
    sidecar().answer('POST /v1/recall', sampleFirstTime({ general: [] }));
    renderApp('memory?q=unheard&service=payment&label=team:payments&category=incidents');
    expect(await screen.findByText('Nothing near enough among 152 memories')).toBeInTheDocument();
    expect(screen.getByText(/No answer is given rather than a weak one/)).toBeInTheDocument();
  });

  it('takes all of its filters from the address', async () => {
    const fake = sidecar();
    renderApp('memory?q=x&service=payment&label=team:payments&category=incidents&since=30d');
    await screen.findByRole('region', { name: 'Like it' });
    expect(fake.requestsTo('POST /v1/recall')[0]?.body).toMatchObject({
      service: 'payment',
      categories: ['incidents'],
      labels: { team: 'payments' },
      from: expect.any(Number),
    });
  });

  it('says so when memory does not answer', async () => {
    sidecar().answer('POST /v1/recall', Failure.of('IM_STORE_UNAVAILABLE', 503));
    renderApp('memory?q=x');
    expect(await screen.findByText('Could not load what memory knows')).toBeInTheDocument();
  });
});

describe('Memory, the list', () => {
  it('shows what is remembered with what was tried, filtered by the address', async () => {
    const fake = sidecar();
    renderApp(
      'memory?tab=memories&state=active&provenance=confirmed&category=incidents&label=team&text=pool&kind=incident'
    );
    const row = await screen.findByRole('row', { name: /Payments time out after a deploy/ });
    expect(row).toHaveTextContent('1 fix: 1 cured');
    expect(row).toHaveTextContent('team:payments');
    expect(fake.requestsTo('GET /v1/memories')[0]?.query).toEqual({
      text: 'pool',
      kind: 'incident',
      state: 'active',
      category: 'incidents',
      provenance: 'confirmed',
      label: 'team',
      sort: '-startedAt',
      limit: 50,
    });
  });

  it('says what an empty memory means, and what empty filters mean', async () => {
    sidecar().answer('GET /v1/memories', { items: [], nextCursor: null });
    const { user } = renderApp('memory?tab=memories');
    expect(await screen.findByText('Nothing is remembered yet')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Retired' }));
    expect(await screen.findByText('Nothing fits these filters')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear the filters' }));
    expect(await screen.findByText('Nothing is remembered yet')).toBeInTheDocument();
  });

  it('remembers a note and opens it', async () => {
    const fake = sidecar().answer('POST /v1/memories', sampleMemory({ kind: 'note' }));
    const { user } = renderApp('memory?tab=memories');
    await user.click(await screen.findByRole('button', { name: 'Remember a note' }));
    await user.type(screen.getByLabelText(/What should be remembered/), 'The pool holds 80');
    await user.click(screen.getByRole('button', { name: 'Remember it' }));
    await waitFor(() => expect(screen.getByTestId('address')).toHaveTextContent(`/memory/${sampleMemory().id}`));
    expect(fake.requestsTo('POST /v1/memories')[0]?.body).toEqual({ title: '', text: 'The pool holds 80' });
  });
});

describe('Memory, the log', () => {
  const refused = sampleMemoryEntry({
    id: 'e2',
    sequence: 7,
    type: 'suggestion-rejected',
    actor: { kind: 'person', name: 'ada' },
    sentence: 'INC-42: restart the pods: sessions would be lost',
  });
  const log = { items: [refused, sampleMemoryEntry()], nextCursor: null };

  it('is filtered by what, by whom and by words, and says among how many', async () => {
    const fake = sidecar().answer('GET /v1/memory/log', log);
    const asked = () => fake.requestsTo('GET /v1/memory/log').at(-1)?.query;
    const { user } = renderApp('memory?tab=log');
    expect(await screen.findByText('2 entries')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Outcomes' }));
    await waitFor(() => expect(asked()).toMatchObject({ type: 'outcome-judged' }));
    await user.click(screen.getByRole('button', { name: 'Outcomes' }));
    await user.type(screen.getByLabelText('Login'), 'ada{Enter}');
    await waitFor(() => expect(asked()).toMatchObject({ who: 'ada' }));
    expect(asked()).not.toHaveProperty('type');
    await user.click(screen.getByRole('radio', { name: 'People' }));
    await waitFor(() => expect(asked()).toMatchObject({ who: 'ada', by: 'person' }));
    await user.type(screen.getByLabelText('With the words'), 'nothing like it');
    expect(await screen.findByText('Nothing among the newest 2 fits these filters')).toBeInTheDocument();
    expect(screen.getByTestId('address')).toHaveTextContent('by=person');
  });

  it('takes a decision back', async () => {
    const fake = sidecar().answer('GET /v1/memory/log', log).answer('POST /v1/memories/:memory/undo', sampleMemory());
    const { user } = renderApp('memory?tab=log');
    await user.click(await screen.findByRole('button', { name: /Undo: INC-42/ }));
    expect(await screen.findByText(/Taken back. That, too, stands in the history/)).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/memories/:memory/undo')[0]?.body).toEqual({ sequence: 7, reason: '' });
  });

  it('offers a Viewer no way back, and none for what was taken back', async () => {
    sidecar('Viewer').answer('GET /v1/memory/log', { items: [{ ...refused, undone: true }], nextCursor: null });
    renderApp('memory?tab=log');
    expect(await screen.findByText(/taken back/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Undo/ })).not.toBeInTheDocument();
  });
});

import { act, screen, waitFor, within } from '@testing-library/react';
import { type Incident, type Role } from '@incident-memory/contract';
import { fakeBrowser } from '../../testing/fakeBrowser';
import { Failure, FakeSidecar } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { capabilitiesOf, numbered, sampleChart } from '../../testing/samples';

function sidecar(list: () => unknown, role: Role = 'Editor') {
  return new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf(role))
    .answer('GET /v1/services', { items: [] })
    .answer('GET /v1/incidents', list)
    .install();
}

const listOf = (...items: Incident[]) => ({ items, nextCursor: null });
const address = () => screen.getByTestId('address').textContent;

describe('Live incidents', () => {
  afterEach(() => fakeBrowser.remove());

  it('asks for what is live, and says when there is nothing', async () => {
    const fake = sidecar(() => listOf());
    renderApp('live');
    expect(await screen.findByText('No incident in these states')).toBeInTheDocument();
    expect(fake.requestsTo('GET /v1/incidents')[0]?.query).toEqual({
      state: 'open,awaiting-confirmation',
      sort: '-startedAt',
      limit: 50,
    });
  });

  it('reads its filters from the address and writes them there', async () => {
    const fake = sidecar(() => listOf(numbered(1)));
    const { user } = renderApp('live?state=resolved&severity=high,nonsense&service=payment&sort=startedAt');
    await screen.findByText('INC-1 · Errors in payment');
    expect(fake.requestsTo('GET /v1/incidents')[0]?.query).toEqual({
      state: 'resolved',
      severity: 'high',
      service: 'payment',
      sort: 'startedAt',
      limit: 50,
    });
    expect(screen.getByRole('button', { name: 'Resolved' })).toHaveAttribute('aria-pressed', 'true');
    await user.click(screen.getByRole('button', { name: 'Merged' }));
    await user.click(screen.getByRole('button', { name: 'High' }));
    expect(address()).toBe('/a/incidentmemory-app/live?state=resolved,merged&service=payment&sort=startedAt');
    await waitFor(() =>
      expect(fake.requests.at(-1)?.query).toEqual({
        state: 'resolved,merged',
        service: 'payment',
        sort: 'startedAt',
        limit: 50,
      })
    );
  });

  it('narrows to outages and to what nobody is on, and says where users are hurt and how it spread', async () => {
    const spread = {
      ...{ kind: 'cascade' as const, first: 'database', certainty: 'origin' as const, steps: [] },
      sentence: 'database failed first, then payment, which calls it',
    };
    const fake = sidecar(() => listOf(numbered(1, { outage: true, spread })));
    const { user } = renderApp('live?outage=true');
    expect(await screen.findByText(spread.sentence)).toBeInTheDocument();
    expect(screen.getByText('Outage')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Unowned' }));
    await waitFor(() => expect(fake.requests.at(-1)?.query).toMatchObject({ outage: 'true', acknowledged: 'false' }));
    expect(screen.getByRole('link', { name: /would have fired/ })).toHaveAttribute(
      'href',
      '/a/incidentmemory-app/findings'
    );
  });

  it('says that filters hide everything, and clears them', async () => {
    sidecar(() => listOf());
    const { user } = renderApp('live?severity=low');
    await user.click(await screen.findByRole('button', { name: 'Clear the filters' }));
    expect(address()).toBe('/a/incidentmemory-app/live');
  });

  it('loads more with the cursor', async () => {
    const fake = sidecar(() => ({ items: [numbered(2)], nextCursor: 'next' }));
    fake.answer('GET /v1/incidents', ({ query }: { query: Record<string, unknown> }) =>
      query.cursor === 'next' ? listOf(numbered(1)) : { items: [numbered(2)], nextCursor: 'next' }
    );
    const { user } = renderApp('live');
    await user.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('INC-1 · Errors in payment')).toBeInTheDocument();
    expect(screen.getByText('INC-2 · Errors in payment')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
  });

  it('acknowledges several at once and tells which were refused', async () => {
    const owned = numbered(3, { acknowledged: { at: new Date().toISOString(), by: 'vera' } });
    const fake = sidecar(() => listOf(owned, numbered(2), numbered(1)));
    fake.answer('POST /v1/incidents/acknowledge', {
      acknowledged: [numbered(2).id],
      refused: [{ incident: numbered(1).id, reason: 'it is merged' }],
    });
    const { user } = renderApp('live');
    await user.click(await screen.findByRole('button', { name: 'Select all 2 that are unowned' }));
    expect(screen.queryByRole('checkbox', { name: 'Select INC-3' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Acknowledge 2' }));
    expect(await screen.findByText(/1 incident acknowledged.*INC-1 \(it is merged\)/)).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/incidents/acknowledge')[0]?.body).toEqual({
      incidents: [numbered(2).id, numbered(1).id],
    });
  });

  it('offers a Viewer no selection', async () => {
    sidecar(() => listOf(numbered(2), numbered(1)), 'Viewer');
    renderApp('live');
    await screen.findByText('INC-2 · Errors in payment');
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('shows and marks an incident that comes over the stream', async () => {
    fakeBrowser.install();
    let items = [numbered(1)];
    const fake = sidecar(() => listOf(...items));
    renderApp('live');
    await screen.findByText('INC-1 · Errors in payment');
    await waitFor(() => expect(fake.openStreams).toBe(1));
    act(() => fake.send({ type: 'hello', version: '0.1.0' }));
    expect(await screen.findByText('Live')).toBeInTheDocument();
    items = [numbered(2), numbered(1)];
    act(() => fake.send({ type: 'incident', id: numbered(2).id, number: 2, state: 'open', version: 1 }));
    const row = await screen.findByRole('row', { name: /INC-2/ });
    expect(within(row).getByText('New')).toBeInTheDocument();
    expect(screen.getByText('2 incidents, 1 new')).toBeInTheDocument();
  });

  it('says that it only asks now and then when there is no stream', async () => {
    sidecar(() => listOf(numbered(1)));
    renderApp('live');
    expect(await screen.findByText('Asking every 5 s')).toBeInTheDocument();
  });

  it('opens an incident beside the list from the address', async () => {
    sidecar(() => listOf(numbered(7)))
      .answer('GET /v1/incidents/:incident', numbered(7))
      .answer('GET /v1/incidents/:incident/events', listOf())
      .answer('GET /v1/incidents/:incident/chart', sampleChart())
      .answer('GET /v1/incidents/:incident/samples', listOf());
    const { user } = renderApp('live');
    await user.click(await screen.findByRole('link', { name: 'INC-7 · Errors in payment' }));
    expect(address()).toContain('incident=7');
    expect(await screen.findByText('No sample lines are kept for this incident')).toBeInTheDocument();
  });

  it('names a failure and lets it be tried again', async () => {
    let answer: unknown = Failure.of('IM_TIMEOUT', 503);
    sidecar(() => answer);
    const { user } = renderApp('live');
    await screen.findByText('Could not load the incidents');
    answer = listOf(numbered(1));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('INC-1 · Errors in payment')).toBeInTheDocument();
  });
});

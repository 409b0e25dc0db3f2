import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { type Alarm, type Role } from '@incident-memory/contract';
import { detectionAnswers, numberedAlarm, sampleAlarm } from '../../testing/detectionSamples';
import { fakeBrowser } from '../../testing/fakeBrowser';
import { Failure, FakeSidecar, type SeenRequest } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { capabilitiesOf } from '../../testing/samples';

type Address = keyof ReturnType<typeof detectionAnswers>;

function sidecar(alarms: () => unknown, role: Role = 'Editor') {
  const fake = new FakeSidecar().answer('GET /v1/capabilities', capabilitiesOf(role));
  for (const [address, answer] of Object.entries(detectionAnswers())) {
    fake.answer(address as Address, answer);
  }
  return fake.answer('GET /v1/alarms', alarms).install();
}

const listOf = (...items: Alarm[]) => ({ items, nextCursor: null });
const address = () => screen.getByTestId('address').textContent;
const judged = (alarm: Alarm, is: 'confirmed' | 'dismissed', reason = ''): Alarm => ({
  ...alarm,
  verdict: { is, reason, at: new Date().toISOString(), by: 'ada' },
});

describe('Findings', () => {
  // A wide screen, on which what is chosen stands beside the list.
  beforeEach(() => {
    const media = { matches: true, addEventListener: () => undefined, removeEventListener: () => undefined };
    jest.spyOn(window, 'matchMedia').mockImplementation(() => media as unknown as MediaQueryList);
  });
  afterEach(() => {
    fakeBrowser.remove();
    jest.restoreAllMocks();
  });

  it('asks for what waits for a verdict, and says what an empty inbox means', async () => {
    const fake = sidecar(() => listOf());
    renderApp('findings');
    expect(await screen.findByText('Nothing odd waits for a verdict')).toBeInTheDocument();
    expect(await screen.findByText(/1 detector is on trial, 2 are live\./)).toBeInTheDocument();
    expect(fake.requestsTo('GET /v1/alarms')[0]?.query).toEqual({ show: 'inbox', limit: 50 });
  });

  it('tells of each what, where, how odd, whether it stands, and why it was held back', async () => {
    sidecar(() => listOf(sampleAlarm({ heldBack: 'Held back: maintenance is planned until 22:19 UTC.', score: 5 })));
    renderApp('findings');
    const row = await screen.findByRole('row', { name: /payment/ });
    for (const text of [
      'payment · 118 error lines in 2 min, where 0 to 6 are usual',
      'Error count',
      'far off (5.0 × the line)',
      'Firing',
      'for 11 min',
      'Held back: maintenance is planned until 22:19 UTC.',
      'waits for a verdict',
    ]) {
      expect(within(row).getByText(text)).toBeInTheDocument();
    }
  });

  it('keeps its filters in the address', async () => {
    const fake = sidecar(() => listOf(sampleAlarm()));
    const { user } = renderApp('findings?service=payment&detector=latency');
    await user.click(await screen.findByRole('radio', { name: 'Would have fired' }));
    await user.click(screen.getByRole('button', { name: 'Ended' }));
    expect(address()).toBe('/a/incidentmemory-app/findings?service=payment&detector=latency&show=trial&firing=false');
    const wanted = { show: 'trial', service: 'payment', detector: 'latency', firing: 'false', limit: 50 };
    await waitFor(() => expect(fake.requestsTo('GET /v1/alarms').at(-1)?.query).toEqual(wanted));
  });

  it('asks for the last day as seen from now, and clears what hides everything', async () => {
    const fake = sidecar(() => listOf());
    const { user } = renderApp('findings?since=24h');
    await user.click(await screen.findByRole('button', { name: 'Clear the filters' }));
    const from = Number(fake.requestsTo('GET /v1/alarms')[0]?.query.from);
    expect(Math.abs(Date.now() - 24 * 3_600_000 - from)).toBeLessThan(60_000);
    expect(address()).toBe('/a/incidentmemory-app/findings');
  });

  it('opens one beside the list with its band, and says that it was right', async () => {
    const alarm = sampleAlarm();
    let items = [alarm];
    const fake = sidecar(() => listOf(...items)).answer('POST /v1/alarms/:alarm/confirm', () => {
      items = [];
      return judged(alarm, 'confirmed');
    });
    const { user } = renderApp('findings');
    await user.click(await screen.findByRole('link', { name: /118 error lines/ }));
    expect(address()).toContain('finding=alm_0001');
    const beside = within(screen.getByRole('complementary', { name: 'The chosen finding' }));
    expect(await beside.findByRole('img', { name: /error lines of payment against its usual, 1 alarm/ })).toBeVisible();
    expect(fake.requestsTo('GET /v1/bands')[0]?.query).toMatchObject({ service: 'payment', signal: 'errors' });
    expect(beside.getByText('118 errors in 2 min, usually 0 to 6')).toBeInTheDocument();
    await user.click(beside.getByRole('button', { name: 'Confirm' }));
    expect(await beside.findByText('Right')).toBeInTheDocument();
    // The answer no longer holds it, and it stays where it is read.
    await waitFor(() => expect(fake.requestsTo('GET /v1/alarms').length).toBeGreaterThan(1));
    expect(screen.getByRole('row', { name: /118 error lines/ })).toHaveTextContent(/Right, said ada/);
    expect(fake.requestsTo('POST /v1/alarms/:alarm/confirm')[0]?.headers).toHaveProperty('Idempotency-Key');
  });

  it('wants a reason before it says wrong, and takes the verdict back', async () => {
    const alarm = sampleAlarm();
    const fake = sidecar(() => listOf(alarm))
      .answer('POST /v1/alarms/:alarm/dismiss', ({ body }: SeenRequest) =>
        judged(alarm, 'dismissed', (body as { reason: string }).reason)
      )
      .answer('POST /v1/alarms/:alarm/undo', alarm);
    const { user } = renderApp('findings?finding=alm_0001');
    const beside = within(await screen.findByRole('complementary', { name: 'The chosen finding' }));
    await user.click(await beside.findByRole('button', { name: 'Dismiss' }));
    expect(beside.getByRole('button', { name: 'It was wrong' })).toBeDisabled();
    await user.click(beside.getByRole('button', { name: 'A test' }));
    await user.type(beside.getByRole('textbox', { name: /Why was it wrong/ }), ' of ours{Control>}{Enter}{/Control}');
    expect(await beside.findByText(/: A test of ours/)).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/alarms/:alarm/dismiss')[0]).toMatchObject({
      path: '/v1/alarms/alm_0001/dismiss',
      body: { reason: 'A test of ours' },
    });
    await user.click(beside.getByRole('button', { name: /^Undo the verdict/ }));
    expect(await beside.findByRole('button', { name: 'Confirm' })).toBeInTheDocument();
  });

  it('says that a verdict was not kept, and goes on showing none', async () => {
    sidecar(() => listOf(sampleAlarm())).answer(
      'POST /v1/alarms/:alarm/confirm',
      Failure.of('IM_STORE_UNAVAILABLE', 503)
    );
    const { user } = renderApp('findings?finding=alm_0001');
    await user.click(await screen.findByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText('The verdict was not kept')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Confirm' })).toBeEnabled();
  });

  it('is gone through with keys, which no letter outside of it reaches', async () => {
    const outside = jest.fn();
    document.addEventListener('keydown', outside);
    const fake = sidecar(() => listOf(numberedAlarm(2), numberedAlarm(1))).answer(
      'POST /v1/alarms/:alarm/confirm',
      judged(numberedAlarm(1), 'confirmed')
    );
    const { user } = renderApp('findings');
    const first = await screen.findByRole('link', { name: /odd thing 2/ });
    fireEvent.keyDown(document.body, { key: 'j' });
    expect(address()).not.toContain('finding=');
    expect(outside).toHaveBeenCalledTimes(1);
    act(() => first.focus());
    await user.keyboard('j');
    expect(address()).toContain('finding=alm_0002');
    await user.keyboard('j');
    expect(address()).toContain('finding=alm_0001');
    expect(screen.getByRole('link', { name: /odd thing 1/ })).toHaveFocus();
    await user.keyboard('jc');
    expect(await screen.findAllByText('Right')).toHaveLength(2);
    expect(fake.requestsTo('POST /v1/alarms/:alarm/confirm')[0]?.path).toBe('/v1/alarms/alm_0001/confirm');
    await user.keyboard('k');
    await user.keyboard('d');
    expect(await screen.findByRole('textbox', { name: /Why was it wrong/ })).toHaveFocus();
    await user.keyboard('just a job{Escape}');
    expect(address()).toContain('finding=alm_0002');
    expect(outside).toHaveBeenCalledTimes(1 + 'just a job'.length + 1);
    document.removeEventListener('keydown', outside);
  });

  it('lets a Viewer look, and not judge', async () => {
    sidecar(() => listOf(sampleAlarm()), 'Viewer');
    renderApp('findings?finding=alm_0001');
    expect(await screen.findByText('Saying whether it was right takes the role Editor.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Confirm' })).not.toBeInTheDocument();
  });

  it('holds what is new until it is asked for', async () => {
    let items = [numberedAlarm(1)];
    const fake = sidecar(() => listOf(...items));
    fakeBrowser.install();
    renderApp('findings');
    await screen.findByText(/odd thing 1/);
    await waitFor(() => expect(fake.openStreams).toBe(1));
    items = [numberedAlarm(2), numberedAlarm(1)];
    act(() => fake.send({ type: 'alarm', changed: 1 }));
    const more = await screen.findByRole('button', { name: 'Show 1 new' });
    expect(screen.queryByText(/odd thing 2/)).not.toBeInTheDocument();
    fireEvent.click(more);
    expect(screen.getAllByRole('link', { name: /odd thing/ }).map((link) => link.textContent)).toEqual([
      'payment · odd thing 2',
      'payment · odd thing 1',
    ]);
  });

  it('says of what has left the list that it is as last seen, and does not call it firing', async () => {
    let items = [numberedAlarm(2), numberedAlarm(1)];
    const fake = sidecar(() => listOf(...items));
    fakeBrowser.install();
    renderApp('findings?finding=alm_0002');
    await screen.findByRole('link', { name: /odd thing 2/ });
    await waitFor(() => expect(fake.openStreams).toBe(1));
    items = [numberedAlarm(1)];
    act(() => fake.send({ type: 'alarm', changed: 1 }));
    const row = within(screen.getByRole('row', { name: /odd thing 2/ }));
    expect(await row.findByText('as last seen')).toBeInTheDocument();
    expect(row.getByText(/No longer in this list/)).toBeInTheDocument();
    expect(screen.getByText('not known now: it is no longer in this list')).toBeInTheDocument();
  });

  it('says when a link leads to what is not in the list', async () => {
    sidecar(() => listOf(sampleAlarm()));
    const { user } = renderApp('findings?finding=alm_9999&service=payment');
    await user.click(await screen.findByRole('button', { name: 'Look among all' }));
    expect(address()).toBe('/a/incidentmemory-app/findings?finding=alm_9999&show=all');
  });

  it('goes on without a chart that cannot be had', async () => {
    sidecar(() => listOf(sampleAlarm())).answer('GET /v1/bands', Failure.of('IM_STORE_UNAVAILABLE', 503));
    renderApp('findings?finding=alm_0001');
    expect(await screen.findByText('Could not load the chart')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Confirm' })).toBeInTheDocument();
  });

  it('names a failure and lets it be tried again', async () => {
    let answer: unknown = Failure.of('IM_TIMEOUT', 503);
    sidecar(() => answer);
    const { user } = renderApp('findings');
    await screen.findByText('Could not load the findings');
    answer = listOf(sampleAlarm());
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/118 error lines/)).toBeInTheDocument();
  });
});

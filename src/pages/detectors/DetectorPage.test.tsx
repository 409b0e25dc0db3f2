import { screen, waitFor, within } from '@testing-library/react';
import { type PreviewAnswer, type Role } from '@incident-memory/contract';
import { detectionAnswers, sampleDetector, samplePreview } from '../../testing/detectionSamples';
import { Failure, FakeSidecar } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { capabilitiesOf } from '../../testing/samples';

type Address = keyof ReturnType<typeof detectionAnswers>;

function sidecar(preview: () => unknown = () => samplePreview(), role: Role = 'Admin') {
  const fake = new FakeSidecar().answer('GET /v1/capabilities', capabilitiesOf(role));
  for (const [address, answer] of Object.entries(detectionAnswers())) {
    fake.answer(address as Address, answer);
  }
  return fake.answer('POST /v1/detectors/preview', preview).install();
}

const replay = async (user: ReturnType<typeof renderApp>['user']) => {
  const button = await screen.findByRole('button', { name: 'Replay' });
  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
};

describe('a detector and its replay', () => {
  it('replays the span and the services that the address names, when it is told to', async () => {
    const fake = sidecar();
    const { user } = renderApp('detectors/error-count?span=24h&service=payment');
    await screen.findByText('Nothing was replayed yet');
    expect(fake.requestsTo('POST /v1/detectors/preview')).toHaveLength(0);
    await replay(user);
    await screen.findByText(/It would have raised 2 alarms/);
    const { from, to, ...rest } = fake.requestsTo('POST /v1/detectors/preview')[0]?.body as Record<string, string>;
    expect(rest).toEqual({ detector: 'error-count', services: ['payment'] });
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(24 * 3_600_000);
  });

  it('shows what it would have found and missed, every alarm, and charts that can be heard', async () => {
    sidecar();
    const { user } = renderApp('detectors/error-count');
    await replay(user);
    expect(await screen.findByText(/missed INC-12 \(opened by an alert\)/)).toBeInTheDocument();
    const incidents = within(screen.getByRole('table', { name: /^Real incidents/ })).getAllByRole('row');
    expect(incidents[1]).toHaveTextContent(/INC-12.*missed it/);
    expect(incidents[2]).toHaveTextContent(/INC-11.*found it, 40 s earlier/);
    expect(within(screen.getByRole('table', { name: /^Alarms/ })).getAllByRole('row')).toHaveLength(3);
    expect(screen.getByRole('img', { name: /error lines of payment against its usual, 1 alarm/ })).toBeInTheDocument();
    expect(screen.getByText(/7 services, 70,560 points/)).toBeInTheDocument();
  });

  it('says when not all could be looked at, or nothing is stored', async () => {
    let answer: PreviewAnswer = samplePreview({ truncated: 'Only the first 50 services were replayed.' });
    sidecar(() => answer);
    const { user } = renderApp('detectors/error-count');
    await replay(user);
    expect(await screen.findByText('Only the first 50 services were replayed.')).toBeInTheDocument();
    answer = samplePreview({ points: 0, alarms: [], series: [], incidents: [] });
    await user.click(screen.getByRole('button', { name: 'Replay again' }));
    expect(await screen.findByText('Nothing is stored that this detector could have seen.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Make it live' })).not.toBeInTheDocument();
  });

  it('says what it is doing, and can be cancelled', async () => {
    sidecar(() => new Promise(() => undefined));
    const { user } = renderApp('detectors/error-count');
    await replay(user);
    expect(await screen.findByText('Replaying 7 days of all services…')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.getByText('Nothing was replayed yet')).toBeInTheDocument();
  });

  it('is made live after the look, with a reason', async () => {
    const fake = sidecar().answer('POST /v1/detectors/:detector/mode', sampleDetector({ mode: 'live' }));
    const { user } = renderApp('detectors/error-count');
    await replay(user);
    await user.click(await screen.findByRole('button', { name: 'Make it live' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Error count: live?' }));
    await user.type(dialog.getByRole('textbox', { name: /Why/ }), 'found 1 of 2');
    await user.click(dialog.getByRole('button', { name: 'Make it live' }));
    expect(await screen.findByText('Error count is live now')).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/detectors/:detector/mode')[0]).toMatchObject({
      path: '/v1/detectors/error-count/mode',
      body: { mode: 'live', reason: 'found 1 of 2' },
    });
  });

  it('lets an Editor look, and a Viewer not even that', async () => {
    sidecar(undefined, 'Editor');
    const { user, unmount } = renderApp('detectors/error-count');
    await replay(user);
    expect(await screen.findByText('It is on trial. Making it live takes the role Admin.')).toBeInTheDocument();
    unmount();
    sidecar(undefined, 'Viewer');
    renderApp('detectors/error-count');
    expect(await screen.findByText('A replay takes the role Editor.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Replay' })).toBeDisabled();
  });

  it('says why a fixed rule is not replayed, and when there is no such detector', async () => {
    sidecar();
    const { unmount } = renderApp('detectors/error-burst');
    expect(await screen.findByText('A fixed rule is not replayed')).toBeInTheDocument();
    unmount();
    renderApp('detectors/nonsense');
    expect(await screen.findByText('There is no detector “nonsense”')).toBeInTheDocument();
  });

  it('names a failure, which changed nothing', async () => {
    let answer: unknown = Failure.of('IM_TIMEOUT', 503);
    sidecar(() => answer);
    const { user } = renderApp('detectors/error-count');
    await replay(user);
    expect(await screen.findByText('The replay did not run to its end')).toBeInTheDocument();
    answer = samplePreview();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/It would have raised 2 alarms/)).toBeInTheDocument();
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import { type Detector, type DetectorMode, type Role } from '@incident-memory/contract';
import { detectionAnswers, sampleDetectionQuality, sampleDetectors } from '../../testing/detectionSamples';
import { Failure, FakeSidecar, type SeenRequest } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { capabilitiesOf } from '../../testing/samples';

type Address = keyof ReturnType<typeof detectionAnswers>;

function sidecar(role: Role = 'Admin') {
  const fake = new FakeSidecar().answer('GET /v1/capabilities', capabilitiesOf(role));
  for (const [address, answer] of Object.entries(detectionAnswers())) {
    fake.answer(address as Address, answer);
  }
  const modes = new Map<string, DetectorMode>();
  const now = (): Detector[] => sampleDetectors().map((one) => ({ ...one, mode: modes.get(one.id) ?? one.mode }));
  return fake
    .answer('GET /v1/detectors', () => ({ days: 30, items: now() }))
    .answer('POST /v1/detectors/:detector/mode', ({ path, body }: SeenRequest) => {
      const id = path.split('/')[3] ?? '';
      modes.set(id, (body as { mode: DetectorMode }).mode);
      return now().find((one) => one.id === id);
    })
    .install();
}

const address = () => screen.getByTestId('address').textContent;
const row = async (name: RegExp) => within(await screen.findByRole('row', { name }));

describe('Detectors', () => {
  it('tells of each what it was worth, with counts', async () => {
    sidecar('Viewer');
    renderApp('detectors');
    const first = await row(/^Error count/);
    for (const text of ['Trial', '14', 'right 9 of 11 (52–95 %)', '2 of 3', '40 s earlier']) {
      expect(first.getByText(text)).toBeInTheDocument();
    }
    const burst = await row(/^Error burst/);
    for (const text of ['none', 'no verdicts yet', 'none to find yet']) {
      expect(burst.getByText(text)).toBeInTheDocument();
    }
    expect(screen.getByText(/Changing a mode takes the role Admin/)).toBeInTheDocument();
    expect(first.queryByRole('radio')).not.toBeInTheDocument();
  });

  it('tells how well all of it did, and of which time', async () => {
    const fake = sidecar();
    const { user } = renderApp('detectors');
    const section = within(await screen.findByRole('region', { name: 'How well detection did' }));
    for (const text of [
      'right 18 of 21 (65–95 %)',
      'half within 22 s, 95 % within 4 min',
      '4 of 25',
      'half within 9 min',
      '14 proved, 3 unproven',
    ]) {
      expect(await section.findByText(text)).toBeInTheDocument();
    }
    expect(section.getByText(/of 25 incidents opened; 4 without a verdict yet/)).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: '90 days' }));
    expect(address()).toBe('/a/incidentmemory-app/detectors?days=90');
    await waitFor(() => expect(fake.requestsTo('GET /v1/detection/quality').at(-1)?.query).toEqual({ days: 90 }));
  });

  it('claims nothing where no incident was opened', async () => {
    const none = { ...sampleDetectionQuality().incidents, opened: 0, confirmed: 0, dismissed: 0, alertFirst: 0 };
    sidecar().answer('GET /v1/detection/quality', sampleDetectionQuality({ incidents: none }));
    renderApp('detectors');
    expect(await screen.findByText('No incident was opened in this time')).toBeInTheDocument();
  });

  it('leaves alone what the file fixes', async () => {
    sidecar();
    renderApp('detectors');
    const slow = await row(/^Slow requests/);
    expect(slow.getByText('set in the configuration file, changed there')).toBeInTheDocument();
    expect(slow.queryByRole('radio')).not.toBeInTheDocument();
  });

  it('asks why before it switches one off, and offers the way back', async () => {
    const fake = sidecar();
    const { user } = renderApp('detectors');
    await user.click((await row(/^Error burst/)).getByRole('radio', { name: 'Off' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Error burst: off?' }));
    expect(dialog.getByText(/What it alone could see is missed/)).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Switch it off' })).toBeDisabled();
    await user.type(dialog.getByRole('textbox', { name: /Why/ }), 'too loud');
    await user.click(dialog.getByRole('button', { name: 'Switch it off' }));
    expect(await screen.findByText('Error burst is off now')).toBeInTheDocument();
    expect((await row(/^Error burst/)).getByRole('radio', { name: 'Off' })).toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Undo: live again' }));
    await waitFor(() => expect(screen.queryByText('Error burst is off now')).not.toBeInTheDocument());
    expect(fake.requestsTo('POST /v1/detectors/:detector/mode').map(({ body }) => body)).toEqual([
      { mode: 'off', reason: 'too loud' },
      { mode: 'live', reason: 'Taken back at once' },
    ]);
  });

  it('says that a mode was not changed, and keeps what was typed', async () => {
    sidecar().answer('POST /v1/detectors/:detector/mode', Failure.of('IM_STORE_UNAVAILABLE', 503));
    const { user } = renderApp('detectors');
    await user.click((await row(/^Error burst/)).getByRole('radio', { name: 'Trial' }));
    await user.type(await screen.findByRole('textbox', { name: /Why/ }), 'too loud');
    await user.click(screen.getByRole('button', { name: 'Put it on trial' }));
    expect(await screen.findByText('The mode was not changed')).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: /Why/ })).toHaveValue('too loud');
  });

  it('leads to the replay in place of making one live at once', async () => {
    const fake = sidecar();
    const { user } = renderApp('detectors');
    await user.click((await row(/^Error count/)).getByRole('radio', { name: 'Live' }));
    expect(address()).toBe('/a/incidentmemory-app/detectors/error-count');
    expect(await screen.findByText('Nothing was replayed yet')).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'Live' })).toBeDisabled();
    expect(fake.requestsTo('POST /v1/detectors/:detector/mode')).toHaveLength(0);
  });

  it('names a failure of either half, and shows the other', async () => {
    sidecar().answer('GET /v1/detection/quality', Failure.of('IM_TIMEOUT', 503));
    renderApp('detectors');
    expect(await screen.findByText('Could not load how well it did')).toBeInTheDocument();
    await row(/^Error count/);
  });
});

import { screen, within } from '@testing-library/react';
import { type Role, type SettingsAnswer } from '@incident-memory/contract';
import { Failure, FakeSidecar } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { capabilitiesOf, sampleOverview } from '../../testing/samples';

const SETTINGS: SettingsAnswer = {
  sources: sampleOverview().sources,
  settings: [
    {
      key: 'detection.errors',
      value: 100,
      unit: 'errors',
      origin: 'file',
      description: 'Opens an incident.',
      secret: false,
    },
    {
      key: 'sharedKey',
      value: true,
      unit: null,
      origin: 'environment',
      description: 'Shared with Grafana.',
      secret: true,
    },
    { key: 'demo.enabled', value: false, unit: null, origin: 'default', description: 'Runs the demo.', secret: false },
  ],
};

function sidecar(role: Role = 'Admin') {
  return new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf(role))
    .answer('GET /v1/settings', SETTINGS)
    .install();
}

describe('Settings', () => {
  it('shows each setting with its origin, and never a secret', async () => {
    sidecar();
    renderApp('settings');
    const configured = await screen.findByRole('region', { name: 'What is configured' });
    const rows = within(configured)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent);
    expect(rows).toEqual([
      'detection.errors100 errorsFileOpens an incident.',
      'sharedKeyset (secret)EnvironmentShared with Grafana.',
      'demo.enablednoDefaultRuns the demo.',
    ]);
    expect(within(configured).getByText(/read-only here/)).toBeInTheDocument();
  });

  it('finds settings by words that stay in the address', async () => {
    sidecar();
    const { user } = renderApp('settings');
    await user.type(await screen.findByLabelText('Find a setting'), 'demo');
    expect(screen.getByText('demo.enabled')).toBeInTheDocument();
    expect(screen.queryByText('sharedKey')).not.toBeInTheDocument();
    expect(screen.getByTestId('address')).toHaveTextContent('find=demo');
  });

  it('tests each connection and says what came of it', async () => {
    const fake = sidecar();
    fake.answer('POST /v1/settings/test', ({ body }: { body: { target: string } }) =>
      body.target === 'store'
        ? { target: 'store', ok: true, milliseconds: 3.4, sentence: 'Wrote and read a mark.' }
        : { target: 'telemetry', ok: false, milliseconds: 9, sentence: 'connection refused' }
    );
    const { user } = renderApp('settings');
    await user.click(await screen.findByRole('button', { name: 'Test the store' }));
    expect(await screen.findByText('It works (3 ms)')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Test the log source' }));
    expect(await screen.findByText('It does not work')).toBeInTheDocument();
    expect(screen.getByText('connection refused')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Test the connection to the sidecar' }));
    expect(await screen.findByText(/The sidecar answered in/)).toBeInTheDocument();
  });

  it('tells others than admins why they see nothing', async () => {
    const fake = sidecar('Editor');
    renderApp('settings');
    expect(await screen.findByText('Settings are shown to admins')).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/settings/test')).toHaveLength(0);
  });

  it('keeps the tests at hand when the settings cannot be read', async () => {
    sidecar().answer('GET /v1/settings', Failure.of('IM_INTERNAL', 500));
    renderApp('settings');
    expect(await screen.findByText('Could not load the settings')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Test the store' })).toBeInTheDocument();
  });
});

import { fireEvent, screen, within } from '@testing-library/react';
import { type MaintenanceWindow, type Role } from '@incident-memory/contract';
import { sampleWindow } from '../../testing/detectionSamples';
import { Failure, FakeSidecar, type SeenRequest } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { capabilitiesOf } from '../../testing/samples';

function sidecar(items: () => MaintenanceWindow[], role: Role = 'Editor') {
  return new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf(role))
    .answer('GET /v1/services', { items: [{ service: 'database' }] })
    .answer('GET /v1/maintenance', () => ({ items: items() }))
    .install();
}
const address = () => screen.getByTestId('address').textContent;

describe('Maintenance', () => {
  it('says what it means that nothing is expected', async () => {
    sidecar(() => []);
    renderApp('maintenance');
    expect(await screen.findByText('Nothing is expected')).toBeInTheDocument();
  });

  it('shows each with its services and who said it, those of the file without a button', async () => {
    const everywhere = sampleWindow({ id: 'mnt_file', title: 'Nightly job', services: [], fixedByFile: true });
    sidecar(() => [sampleWindow(), everywhere]);
    renderApp('maintenance');
    const row = within(await screen.findByRole('row', { name: /Database moves/ }));
    expect(row.getByText('database')).toBeInTheDocument();
    expect(row.getByText('Now')).toBeInTheDocument();
    const fixed = within(screen.getByRole('row', { name: /Nightly job/ }));
    expect(fixed.getByText('all services')).toBeInTheDocument();
    expect(fixed.getByText('the configuration file')).toBeInTheDocument();
    expect(fixed.queryByRole('button')).not.toBeInTheDocument();
  });

  it('asks before it ends one, and says that it did', async () => {
    let items = [sampleWindow()];
    const fake = sidecar(() => items).answer('POST /v1/maintenance/:window/end', () => {
      items = [sampleWindow({ endedAt: new Date().toISOString() })];
      return items[0];
    });
    const { user } = renderApp('maintenance');
    await user.click(await screen.findByRole('button', { name: 'End now: Database moves' }));
    expect(fake.requestsTo('POST /v1/maintenance/:window/end')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Yes, end now' }));
    expect(await screen.findByText(/“Database moves” has ended/)).toBeInTheDocument();
    expect(await screen.findByText('Past')).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/maintenance/:window/end')[0]?.path).toBe('/v1/maintenance/mnt_0001/end');
  });

  it('plans one, warns when it is for all services, and keeps the form where it was refused', async () => {
    let answer: unknown = Failure.of('IM_STORE_UNAVAILABLE', 503);
    const fake = sidecar(() => []).answer('POST /v1/maintenance', ({ body }: SeenRequest) =>
      answer === null ? sampleWindow(body as object) : answer
    );
    const { user } = renderApp('maintenance');
    await user.click(await screen.findByRole('button', { name: 'Plan one' }));
    expect(address()).toContain('plan=new');
    expect(screen.getByText('It is meant for all services')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Plan it' }));
    expect(screen.getByText(/Say what is expected/)).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: /What is expected/ }), 'Moving house');
    fireEvent.change(screen.getByLabelText(/^From/), { target: { value: '2036-01-01T10:00' } });
    fireEvent.change(screen.getByLabelText(/^To/), { target: { value: '2036-01-01T12:30' } });
    expect(screen.getByText('For 2 h 30 min.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Plan it' }));
    expect(await screen.findByText('It was not planned')).toBeInTheDocument();
    answer = null;
    await user.click(screen.getByRole('button', { name: 'Plan it' }));
    expect(await screen.findByText('“Moving house” is planned')).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/maintenance').at(-1)?.body).toEqual({
      kind: 'maintenance',
      title: 'Moving house',
      services: [],
      from: new Date('2036-01-01T10:00').toISOString(),
      to: new Date('2036-01-01T12:30').toISOString(),
    });
  });

  it('lets a Viewer look alone', async () => {
    sidecar(() => [sampleWindow()], 'Viewer');
    renderApp('maintenance?plan=new');
    await screen.findByText('Database moves');
    expect(screen.queryByRole('button', { name: /End now|Plan/ })).not.toBeInTheDocument();
  });

  it('names a failure', async () => {
    sidecar(() => []).answer('GET /v1/maintenance', Failure.of('IM_TIMEOUT', 503));
    renderApp('maintenance');
    expect(await screen.findByText('Could not load what is planned')).toBeInTheDocument();
  });
});

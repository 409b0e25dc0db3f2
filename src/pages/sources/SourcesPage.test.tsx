import { screen, within } from '@testing-library/react';
import { fakeBrowser } from '../../testing/fakeBrowser';
import { FakeSidecar } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { capabilitiesOf } from '../../testing/samples';
import { signalAnswers } from '../../testing/signalSamples';

describe('Sources and services', () => {
  afterEach(() => fakeBrowser.remove());

  function sidecar(): FakeSidecar {
    const fake = new FakeSidecar().answer('GET /v1/capabilities', capabilitiesOf('Viewer'));
    const answers = signalAnswers();
    return fake
      .answer('GET /v1/sources', answers['GET /v1/sources'])
      .answer('GET /v1/services', answers['GET /v1/services'])
      .answer('GET /v1/graph', answers['GET /v1/graph'])
      .install();
  }

  it('tells what a source costs, and that a restricted one leaves no samples', async () => {
    sidecar();
    renderApp('sources');
    const row = within(await screen.findByRole('row', { name: /loki/ }));
    expect(row.getByText('through Grafana, polled', { exact: false })).toBeInTheDocument();
    expect(row.getByText('360 requests · 1.50 MB · 9 s')).toBeInTheDocument();
    expect(row.getByText(/counts only/)).toBeInTheDocument();
  });

  it('warns of what did not fit and says what to look for', async () => {
    sidecar();
    renderApp('sources');
    expect(await screen.findByText('Metric series: 12 did not fit')).toBeInTheDocument();
    expect(screen.getByText('Does a label hold ids?')).toBeInTheDocument();
  });

  it('lists services, what needs a look first and what is only called last', async () => {
    sidecar();
    const { user } = renderApp('services');
    const table = await screen.findByRole('table', { name: /Services/ });
    const names = within(table)
      .getAllByRole('rowheader')
      .map((header) => header.textContent);
    expect(names).toEqual(['payment', 'api-gateway', 'postgres']);
    expect(within(table).getByText('In an incident')).toBeInTheDocument();
    expect(within(table).getByText('no lines, spans only')).toBeInTheDocument();
    expect(within(table).getByText('only called')).toBeInTheDocument();
    await user.type(screen.getByLabelText('Search services'), 'gate');
    expect(screen.getByTestId('address')).toHaveTextContent('search=gate');
    expect(screen.queryByText('postgres')).not.toBeInTheDocument();
  });
});

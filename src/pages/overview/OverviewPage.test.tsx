import { type QuietReport } from '@incident-memory/contract';
import { screen, within } from '@testing-library/react';
import { Failure, FakeSidecar } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { capabilitiesOf, numbered, sampleOverview } from '../../testing/samples';
import { sampleOccurrence } from '../../testing/signalSamples';

function sidecar(overview: unknown, role: 'Viewer' | 'Editor' = 'Editor') {
  return new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf(role))
    .answer('GET /v1/overview', overview)
    .install();
}

describe('Overview', () => {
  it('says what it is loading', async () => {
    sidecar(() => new Promise(() => undefined));
    renderApp('overview');
    expect(await screen.findByText('Loading the overview…')).toBeInTheDocument();
  });

  it('trusts the quiet when everything is heard', async () => {
    sidecar(sampleOverview());
    renderApp('overview');
    const quiet = await screen.findByRole('region', { name: 'Can I trust the quiet?' });
    expect(quiet).toHaveTextContent('Yes: 7 services heard, every source is fresh, and checks run on time.');
    expect(screen.queryByRole('region', { name: 'What hurts now' })).not.toBeInTheDocument();
    expect(screen.getByText('3 outcomes; a word is given from 30 on.')).toBeInTheDocument();
  });

  it('does not trust silence when nothing was ever heard', async () => {
    sidecar(sampleOverview({ servicesWatched: 0, sources: [] }));
    renderApp('overview');
    const quiet = await screen.findByRole('region', { name: 'Can I trust the quiet?' });
    expect(within(quiet).getByText('No:')).toBeInTheDocument();
    expect(quiet).toHaveTextContent('No service has sent anything, so nothing is watched.');
    expect(quiet).toHaveTextContent('No source of telemetry is configured');
    expect(screen.getByText('None has sent anything yet.')).toBeInTheDocument();
  });

  it('does not call a source fresh that never delivered', async () => {
    const [first] = sampleOverview().sources.map((source) => ({ ...source, name: 'alerts', state: 'never' as const }));
    sidecar(sampleOverview({ sources: [...sampleOverview().sources, ...(first === undefined ? [] : [first])] }));
    renderApp('overview');
    expect(await screen.findByText(/ever delivered is fresh \(nothing yet from alerts\)/)).toBeInTheDocument();
  });

  it('doubts the quiet, and says each reason', async () => {
    sidecar(
      sampleOverview({
        servicesSilent: ['analytics'],
        detection: { lastCheckAt: new Date(Date.now() - 180_000).toISOString(), everySeconds: 5, checksMissed: 2 },
        sources: sampleOverview().sources.map((logs) => ({ ...logs, state: 'failing', problem: 'connection refused' })),
        spool: { batches: 2, bytes: 250_000, limitBytes: 1_000_000 },
      })
    );
    renderApp('overview');
    const quiet = await screen.findByRole('region', { name: 'Can I trust the quiet?' });
    expect(within(quiet).getByText('Not fully:')).toBeInTheDocument();
    const reasons = within(quiet)
      .getAllByRole('listitem')
      .map((item) => item.textContent);
    expect(reasons).toEqual([
      'The last check is 3 min old; one runs every 5 s.',
      'Fallen silent, so nobody can tell how they are: analytics.',
      'Not fresh: logs.',
      '2 batches wait on disk for the store (25 % of the room) and are not counted yet.',
    ]);
    expect(within(quiet).getByText('connection refused')).toBeInTheDocument();
  });

  it('says what a quiet screen may hide: who is not watched, what is learnt, what is expected, what waits', async () => {
    const quiet: QuietReport = {
      unwatched: ['card-provider'],
      learning: ['billing'],
      detectors: { live: 3, trial: 8, off: 1 },
      findings: 4,
      wouldHaveFired: 200,
      maintenance: [
        {
          ...{ id: 'mnt_0001', kind: 'maintenance', title: 'database upgrade', services: ['database'] },
          ...{
            from: '2026-11-21T12:00:00.000Z',
            to: '2026-11-21T13:00:00.000Z',
            by: 'ana',
            fixedByFile: false,
            endedAt: null,
          },
        },
      ],
      riskyChanges: [{ change: sampleOccurrence({ service: 'payment' }), why: '3 min later: latency 900 ms' }],
    };
    sidecar(sampleOverview({ quiet }));
    renderApp('overview');
    expect(await screen.findByText(/nobody watches them: card-provider/)).toBeInTheDocument();
    expect(screen.getByText(/only gross failures show: billing/)).toBeInTheDocument();
    expect(screen.getByText(/"database upgrade" is under way/)).toBeInTheDocument();
    expect(screen.getByText(/8 on trial, 1 switched off/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '4 findings wait' })).toHaveAttribute(
      'href',
      expect.stringContaining('/findings')
    );
    expect(screen.getByText(/would have fired 200 or more times/)).toBeInTheDocument();
    expect(screen.getByText('3 min later: latency 900 ms')).toBeInTheDocument();
  });

  it('puts the worst incident first, with its next step', async () => {
    sidecar(
      sampleOverview({
        activeIncidents: 2,
        awaitingConfirmation: 1,
        incidents: [
          numbered(41, { severity: 'medium', title: 'Errors in user' }),
          numbered(42, { severity: 'critical', acknowledged: { at: new Date().toISOString(), by: 'vera' } }),
          numbered(40, { state: 'awaiting-confirmation', title: 'Errors in auth' }),
        ],
      })
    );
    renderApp('overview');
    const busy = await screen.findByRole('region', { name: 'What hurts now' });
    const rows = within(busy).getAllByRole('listitem');
    expect(rows[0]).toHaveTextContent('INC-42');
    expect(rows[0]).toHaveTextContent('Mitigate it (vera is on it)');
    expect(rows[1]).toHaveTextContent('INC-41');
    expect(rows[1]).toHaveTextContent('Acknowledge it: nobody is on it');
    const closures = screen.getByRole('region', { name: 'Closures to confirm' });
    expect(closures).toHaveTextContent('INC-40');
  });

  it('names the failure, what to do, and the request', async () => {
    sidecar(Failure.of('IM_STORE_UNAVAILABLE', 503));
    renderApp('overview');
    expect(await screen.findByText('Could not load the overview')).toBeInTheDocument();
    expect(screen.getByText('What IM_STORE_UNAVAILABLE means.')).toBeInTheDocument();
    expect(screen.getByText(/What to do about IM_STORE_UNAVAILABLE/)).toBeInTheDocument();
    expect(screen.getByText(/request req_test/)).toBeInTheDocument();
  });

  it('keeps what it knew and calls it old when it cannot be renewed', async () => {
    let answer: unknown = sampleOverview();
    sidecar(() => answer);
    const { user } = renderApp('overview');
    await screen.findByRole('region', { name: 'Can I trust the quiet?' });
    answer = Failure.of('IM_STORE_UNAVAILABLE', 503);
    expect(await screen.findByText(/Not up to date: shown as it was at/, {}, { timeout: 8000 })).toBeInTheDocument();
    expect(screen.getByText('Services watched')).toBeInTheDocument();
    answer = sampleOverview({ servicesWatched: 8 });
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    expect(await screen.findByText(/8 services heard/)).toBeInTheDocument();
    expect(screen.queryByText(/Not up to date/)).not.toBeInTheDocument();
  }, 15_000);

  it('lets an Editor break a service of the demo', async () => {
    const fake = sidecar(sampleOverview({ demo: true })).answer('POST /v1/demo/inject', {
      service: 'database',
      kind: 'abrupt',
      errors: 120,
      overSeconds: 8,
    });
    const { user } = renderApp('overview');
    await user.click(await screen.findByRole('button', { name: 'Break a service' }));
    await user.click(screen.getByRole('button', { name: 'Break database' }));
    expect(await screen.findByText('database is unwell now')).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/demo/inject')[0]?.body).toEqual({
      service: 'database',
      kind: 'abrupt',
      errors: 120,
    });
  });

  it('does not offer breaking to a Viewer, nor outside the demo', async () => {
    sidecar(sampleOverview({ demo: true }), 'Viewer');
    const { unmount } = renderApp('overview');
    await screen.findByText('Services watched');
    expect(screen.queryByRole('button', { name: 'Break a service' })).not.toBeInTheDocument();
    unmount();
    sidecar(sampleOverview());
    renderApp('overview');
    await screen.findByText('Services watched');
    expect(screen.queryByRole('button', { name: 'Break a service' })).not.toBeInTheDocument();
  });
});

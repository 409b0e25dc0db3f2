import { screen, within } from '@testing-library/react';
import { detectionAnswers } from '../../testing/detectionSamples';
import { fakeBrowser } from '../../testing/fakeBrowser';
import { Failure, FakeSidecar } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { capabilitiesOf } from '../../testing/samples';
import { sampleOccurrence, sampleTemplate, signalAnswers } from '../../testing/signalSamples';

const bands = { 'GET /v1/bands': detectionAnswers()['GET /v1/bands'] };
type Answers = Partial<Record<keyof ReturnType<typeof signalAnswers>, unknown>>;

function sidecar(changes: Answers = {}): FakeSidecar {
  const fake = new FakeSidecar().answer('GET /v1/capabilities', capabilitiesOf('Viewer'));
  for (const [address, answer] of Object.entries({ ...signalAnswers(), ...bands, ...changes })) {
    fake.answer(address as keyof ReturnType<typeof signalAnswers>, answer);
  }
  return fake.install();
}

const section = async (name: string) => within(await screen.findByRole('region', { name }));

describe('the page of a service', () => {
  afterEach(() => fakeBrowser.remove());

  it('asks everything for this service and this time', async () => {
    const fake = sidecar();
    renderApp('services/payment?from=1700000000000&to=1700003600000');
    await section('What it says');
    const asked = fake.requests.filter(({ path }) => !['/v1/capabilities', '/v1/services'].includes(path));
    for (const { path, query } of asked) {
      if (path !== '/v1/relations') {
        expect({ path, ...query }).toMatchObject({ service: 'payment', from: 1700000000000, to: 1700003600000 });
      }
    }
    expect(new Set(asked.map(({ path }) => path)).size).toBeGreaterThanOrEqual(7);
  });

  it('shows charts that can be heard, calls both ways, operations, changes and where it runs', async () => {
    sidecar();
    renderApp('services/payment');
    expect(await screen.findByRole('img', { name: /^Requests to payment: all at most 5/ })).toBeInTheDocument();
    expect(
      await screen.findByRole('img', { name: /^Latency of payment: half within at most 12 ms/ })
    ).toBeInTheDocument();
    const calls = await section('Calls');
    expect(await calls.findByRole('link', { name: 'api-gateway' })).toHaveAttribute(
      'href',
      '/a/incidentmemory-app/services/api-gateway'
    );
    expect(calls.getByText('concluded from trace ids in lines')).toBeInTheDocument();
    expect(await (await section('What it is asked for')).findByText('POST /pay')).toBeInTheDocument();
    const changed = await section('What changed');
    expect(await changed.findByText('2.14.1 → 2.15.0')).toBeInTheDocument();
    expect(changed.getByRole('link', { name: /open/ })).toHaveAttribute('href', 'https://ci.example.com/run/7');
    expect(await (await section('Where it runs')).findByText(/shop\/payment-1/)).toBeInTheDocument();
  });

  it('draws each signal against what was usual, with its alarms', async () => {
    const fake = sidecar();
    renderApp('services/payment');
    const usual = await section('Against its usual');
    expect((await usual.findAllByRole('img', { name: /against its usual, 1 alarm/ })).length).toBeGreaterThan(0);
    const asked = fake.requestsTo('GET /v1/bands').map(({ query }) => query.signal);
    expect(new Set(asked)).toEqual(new Set(['errors', 'requests', 'failures', 'latency']));
  });

  it('takes the time along to its callers and to its lines', async () => {
    sidecar();
    renderApp('services/payment?from=now-6h&to=now-5h');
    const calls = await section('Calls');
    expect(await calls.findByRole('link', { name: 'api-gateway' })).toHaveAttribute(
      'href',
      '/a/incidentmemory-app/services/api-gateway?from=now-6h&to=now-5h'
    );
    expect(screen.getByRole('link', { name: 'Its log lines' })).toHaveAttribute(
      'href',
      '/a/incidentmemory-app/logs?from=now-6h&to=now-5h&service=payment'
    );
  });

  it('says that there may be more messages than are shown', async () => {
    const items = Array.from({ length: 100 }, (_, place) => sampleTemplate({ id: `tpl_${place}` }));
    sidecar({ 'GET /v1/templates': { items } });
    renderApp('services/payment');
    expect(await (await section('What it says')).findByText(/^The first 100/)).toBeInTheDocument();
  });

  it('marks a message that is new, and shows its lines when asked', async () => {
    const fake = sidecar();
    const { user } = renderApp('services/payment');
    const said = await section('What it says');
    expect(await said.findByText('new')).toBeInTheDocument();
    expect(said.getByText('40 errors')).toBeInTheDocument();
    const [first] = said.getAllByRole('button', { name: 'Show its lines' });
    expect(first).toBeDefined();
    await user.click(first as HTMLElement);
    expect(await said.findByText('cannot reach bank-7 after 3 s')).toBeInTheDocument();
    expect(fake.requestsTo('GET /v1/logs')[0]?.query).toMatchObject({ template: 'tpl_0123456789abcdef' });
  });

  it('tells apart what is merged and what is live, and follows no address that is not of the web', async () => {
    const change = sampleOccurrence({ stage: 'merged', url: 'javascript:alert(1)' });
    sidecar({ 'GET /v1/occurrences': { items: [change], nextCursor: null } });
    renderApp('services/payment');
    const changed = await section('What changed');
    expect(await changed.findByText(/merged, not live yet/)).toBeInTheDocument();
    expect(changed.queryByRole('link')).not.toBeInTheDocument();
  });

  it('says what each emptiness means', async () => {
    const nothing = { from: new Date().toISOString(), to: new Date().toISOString(), stepSeconds: 60, series: [] };
    sidecar({
      'GET /v1/services/rates': nothing,
      'GET /v1/operations/rates': nothing,
      'GET /v1/templates': { items: [] },
      'GET /v1/operations': { items: [] },
      'GET /v1/graph': { ...nothing, series: undefined, nodes: [], edges: [], hiddenNodes: 0 },
      'GET /v1/occurrences': { items: [], nextCursor: null },
      'GET /v1/metrics': { items: [] },
      'GET /v1/relations': { items: [] },
    });
    renderApp('services/payment');
    for (const title of ['No log lines in this time', 'No message in this time', 'No call in or out in this time']) {
      expect(await screen.findByText(title)).toBeInTheDocument();
    }
    expect(screen.queryByRole('region', { name: 'Where it runs' })).not.toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'What it reports of itself' })).not.toBeInTheDocument();
  });

  it('keeps the rest when one part cannot be had', async () => {
    sidecar({ 'GET /v1/templates': Failure.of('IM_STORE_UNAVAILABLE', 503) });
    renderApp('services/payment');
    expect(await screen.findByText('Could not load its messages')).toBeInTheDocument();
    expect(await (await section('What changed')).findByText(/payment 2.15.0 went out/)).toBeInTheDocument();
  });
});

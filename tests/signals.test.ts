import { APP, Stage, type Visit } from './support/host';
import { breakService, seeIncident } from './support/incidents';

const SERVICES_DASHBOARD = '/d/incident-memory-services';
const MINUTES = 'from=now-15m&to=now';

describe('signals of the demo, in the browser', () => {
  let stage: Stage;
  let visit: Visit;
  beforeAll(async () => {
    stage = await Stage.open();
    visit = await stage.visit({ role: 'Editor', height: 1200 });
    await visit.goto(`${APP}/overview`);
    await breakService(visit, 'payment');
    await seeIncident(visit, 'payment');
  });
  afterAll(() => stage.close());

  const section = (name: string) => visit.page.getByRole('region', { name, exact: true });

  it('the list of services shows the broken one first, and leads to it', async () => {
    await visit.goto(`${APP}/services?${MINUTES}`);
    const first = visit.page.getByRole('row').nth(1);
    await first.getByText('In an incident').waitFor();
    await first.getByRole('link', { name: 'payment' }).click();
    await visit.page.getByRole('heading', { level: 1, name: 'payment' }).waitFor();
  });

  it('the page of the service draws requests and latency, and says what failed', async () => {
    await visit.goto(`${APP}/services/payment?${MINUTES}`);
    await visit.page.getByRole('img', { name: /^Requests to payment: all at most/ }).waitFor();
    await visit.page.getByRole('img', { name: /^Latency of payment: half within/ }).waitFor();
    await section('What it is asked for').getByText('POST /payments').waitFor();
    const calls = section('Calls');
    await calls.getByRole('link', { name: 'api-gateway' }).waitFor();
    await calls.getByRole('link', { name: 'database' }).waitFor();
    await section('Where it runs')
      .getByText(/payment/)
      .first()
      .waitFor();
  });

  it('a message opens into its lines', async () => {
    const said = section('What it says');
    await said
      .getByText(/\d+ errors/)
      .first()
      .waitFor();
    await said.getByRole('button', { name: 'Show its lines' }).first().click();
    await said.getByText('ERROR').first().waitFor();
  });

  it('the log explorer finds lines by text and follows a trace through several services', async () => {
    await visit.goto(`${APP}/logs?${MINUTES}&level=error&service=payment`);
    await section('Lines')
      .getByRole('button', { name: /payment/ })
      .first()
      .click();
    await visit.page.getByRole('button', { name: 'Lines of the same trace' }).click();
    await visit.page.waitForURL(/trace=[0-9a-f]{32}/);
    await visit.page.getByRole('button', { name: /^Only trace/ }).waitFor();
    const { searchParams } = new URL(visit.page.url());
    const trace = searchParams.get('trace') ?? '';
    const now = Date.now();
    const { items } = await visit.api<{ items: { traceId: string }[] }>(
      `/logs?from=${now - 900_000}&to=${now + 60_000}&trace=${trace}`
    );
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ traceId }) => traceId))).toEqual(new Set([trace]));
  });

  it('the sources tell that the demo is fresh and that everything fits', async () => {
    await visit.goto(`${APP}/sources`);
    await visit.page.getByRole('row', { name: /demo.*Fresh/ }).waitFor();
    expect(await visit.page.getByText('did not fit').count()).toBe(0);
  });

  it('the dashboard draws who calls whom from the frames of the node graph', async () => {
    await visit.goto(`${SERVICES_DASHBOARD}?${MINUTES}`);
    const graph = visit.page.getByTestId('data-testid Panel header Who calls whom');
    for (const edge of ['api-gateway → payment', 'payment → database']) {
      await graph.locator(`[data-edge="${edge}"]`).waitFor({ state: 'attached' });
    }
    await visit.page.getByTestId('data-testid Panel header Requests a second').locator('canvas').first().waitFor();
  });
});

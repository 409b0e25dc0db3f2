import { APP, Stage, type Visit } from './support/host';
import { breakService, seeIncident } from './support/incidents';

const DETECTION_DASHBOARD = '/d/incident-memory-detection';

describe('detection of the demo, in the browser', () => {
  let stage: Stage;
  let visit: Visit;
  beforeAll(async () => {
    stage = await Stage.open();
    visit = await stage.visit({ height: 1200 });
    await visit.goto(`${APP}/overview`);
    await breakService(visit, 'payment');
    await (await seeIncident(visit, 'payment')).click();
  });
  afterAll(() => stage.close());

  const section = (name: string) => visit.page.getByRole('region', { name, exact: true });

  it('the incident shows what detectors say, against the usual, and how it spread', async () => {
    await section('What detectors say').getByText('Failing requests').first().waitFor();
    await section('Against the usual')
      .getByRole('img', { name: /failed requests of payment against its usual/ })
      .waitFor();
    const spread = section('How it spread');
    await spread.getByText('Origin', { exact: true }).waitFor();
    await spread.getByRole('link', { name: 'payment' }).waitFor();
    await section('New or louder messages').getByText('New').first().waitFor();
    await section('Slow or failing calls').getByText('api-gateway → payment').waitFor();
  });

  it('findings tell which alarms are in it', async () => {
    await visit.goto(`${APP}/findings?show=incident`);
    await visit.page
      .getByRole('row', { name: /payment.*requests failed/ })
      .first()
      .waitFor();
  });

  it('a detector is replayed over what just happened, and found it', async () => {
    await visit.goto(`${APP}/detectors`);
    await visit.page.getByRole('link', { name: 'Failing requests' }).click();
    await visit.page.getByRole('button', { name: 'Replay', exact: true }).click();
    await visit.page.getByText(/It would have raised \d+ alarm/).waitFor();
    await visit.page.getByText(/It would have found 1 of 1 real incident/).waitFor();
  });

  it('a dashboard draws the band in a stock panel', async () => {
    await visit.goto(`${DETECTION_DASHBOARD}?var-service=payment&from=now-15m&to=now`);
    const panel = visit.page.getByTestId('data-testid Panel header Failed requests against the usual');
    await panel.locator('canvas').first().waitFor();
    await visit.page
      .getByTestId('data-testid Panel header Alarms and findings')
      .getByText(/requests failed/)
      .first()
      .waitFor();
  });
});

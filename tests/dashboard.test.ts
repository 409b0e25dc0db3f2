import type { Page } from 'playwright-core';
import { APP, DASHBOARD, Stage, type Visit } from './support/host';
import { breakService, seeIncident } from './support/incidents';

/** Grafana's own names of its parts; the workbench uses the same. */
const panel = (page: Page, title: string) => page.getByTestId(`data-testid Panel header ${title}`);
const menuButton = (page: Page, title: string) => page.getByTestId(`data-testid Panel menu ${title}`);
const MARK = 'data-testid annotation-marker';

describe('a dashboard during an incident', () => {
  let stage: Stage;
  let visit: Visit;
  beforeAll(async () => {
    stage = await Stage.open();
    visit = await stage.visit({ role: 'Editor', height: 1600 });
    await visit.goto(`${APP}/overview`);
    await breakService(visit, 'payment');
    await seeIncident(visit, 'payment');
    await visit.goto(`${DASHBOARD}?from=now-15m&to=now&refresh=5s`);
  });
  afterAll(() => stage.close());

  it('shows the incident in our panel, with a way into the app', async () => {
    const { page } = visit;
    const link = panel(page, 'Active incidents').getByRole('link', { name: /INC-\d+.*payment/ });
    await link.waitFor();
    expect(await link.getAttribute('href')).toMatch(/\/a\/incidentmemory-app\/incidents\/\d+$/);
  });

  it('draws the error rates of the services in a stock panel', async () => {
    const { page } = visit;
    const rates = panel(page, 'Errors by service');
    await rates.locator('canvas').first().waitFor();
    await rates.getByText('payment', { exact: true }).first().waitFor();
  });

  it('lists the incident in a table', async () => {
    await panel(visit.page, 'Incidents')
      .getByText(/payment/)
      .first()
      .waitFor();
  });

  it('marks the incident on the chart', async () => {
    const { page } = visit;
    await panel(page, 'Errors by service').getByTestId(MARK).first().waitFor();
  });

  it('takes a service from the variable, and shows only that one', async () => {
    const { page } = visit;
    await visit.goto(`${DASHBOARD}?from=now-15m&to=now&var-service=auth`);
    const rates = panel(page, 'Errors by service');
    await rates.getByText('auth', { exact: true }).first().waitFor();
    expect(await rates.getByText('payment', { exact: true }).count()).toBe(0);
    await visit.goto(`${DASHBOARD}?from=now-15m&to=now`);
  });

  it('answers "Ask about this" from the menu of a panel', async () => {
    const { page } = visit;
    await panel(page, 'Errors by service').locator('canvas').first().waitFor();
    await panel(page, 'Errors by service').hover();
    await menuButton(page, 'Errors by service').click();
    await page.getByRole('menuitem', { name: 'Extensions' }).hover();
    await page.getByRole('menuitem', { name: 'Ask about this' }).click();
    await page.waitForURL((url) => url.pathname === `${APP}/ask`);
    await page.getByRole('heading', { level: 1, name: 'Ask about this' }).waitFor();
    const about = page.getByRole('region', { name: 'What this is understood to be about' });
    await about
      .getByText(/payment/)
      .first()
      .waitFor();
    await page
      .getByRole('region', { name: 'Incidents around that time' })
      .getByRole('link', { name: /INC-\d+.*payment/ })
      .waitFor();
  });
});

import { APP, Stage, type Visit } from './support/host';
import { breakService, crossingLineAt, openIncidents, seeIncident } from './support/incidents';

/** On the screen within 20 s of the line that crosses the threshold is promised; our aim is a median of 2 s. */
const LINE_TO_SCREEN_MS = 20_000;

describe('from an error line to a closed incident', () => {
  let stage: Stage;
  let visit: Visit;
  beforeAll(async () => {
    stage = await Stage.open();
    visit = await stage.visit({ role: 'Editor' });
  });
  afterAll(() => stage.close());

  it('is seen, taken, noted and closed by one person, without a reload', async () => {
    const { page } = visit;
    await visit.goto(`${APP}/overview`);
    await page.getByRole('region', { name: 'Can I trust the quiet?' }).waitFor();
    expect(await openIncidents(visit, 'database')).toEqual([]);
    expect(await page.getByRole('link', { name: /INC-\d+.*database/ }).count()).toBe(0);

    const began = Date.now();
    await breakService(visit, 'database');
    const link = await seeIncident(visit, 'database');
    const seen = Date.now();
    const lineToScreen = seen - (await crossingLineAt(visit, 'database', began));
    process.stdout.write(`line to screen: ${lineToScreen} ms\n`);
    expect(lineToScreen).toBeLessThan(LINE_TO_SCREEN_MS);
    expect(await openIncidents(visit, 'database')).toHaveLength(1);

    await link.click();
    await page.getByRole('heading', { level: 1, name: /INC-\d+ · .*database/ }).waitFor();
    await page
      .getByText(/connection pool exhausted/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('Acknowledged: others see that you are on it.').waitFor();

    await page.getByRole('button', { name: 'Note', exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('pool of 50 is full since the deploy');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Written into the timeline.').waitFor();
    await page.getByRole('region', { name: 'Timeline' }).getByText('pool of 50 is full since the deploy').waitFor();

    await page.getByRole('button', { name: 'Confirm it is over' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/What was the cause/).fill('pool too small for the new query');
    await dialog.getByLabel(/What cured it/).fill('rolled the query back');
    await dialog.getByRole('button', { name: 'Close it with these notes' }).click();
    await page.getByText('Closed, with your notes. It can be reopened.').waitFor();
    const notes = page.getByRole('region', { name: 'What it was, and what cured it' });
    await notes.getByText('rolled the query back').waitFor();
    expect(await openIncidents(visit, 'database')).toEqual([]);
  });

  it('opens no incident for the services beside it', async () => {
    const others = (await openIncidents(visit)).map(({ service }) => service);
    expect(others).toEqual([]);
  });
});

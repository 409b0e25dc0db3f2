import { APP, Stage, type Visit } from './support/host';
import { breakService, openIncidents, seeIncident } from './support/incidents';
import { remember } from './support/memories';

const MEMORY_DASHBOARD = '/d/incident-memory-memory';
const FIX = 'Point payments at the second provider';

describe('memory of the demo, in the browser', () => {
  let stage: Stage;
  let visit: Visit;
  let incident = 0;
  beforeAll(async () => {
    stage = await Stage.open();
    visit = await stage.visit({ height: 1200 });
    await visit.goto(`${APP}/overview`);
    await breakService(visit, 'payment');
    await seeIncident(visit, 'payment');
    incident = (await openIncidents(visit, 'payment'))[0]?.number ?? 0;
    await visit.goto(`${APP}/incidents/${incident}`);
  });
  afterAll(() => stage.close());

  const section = (name: string) => visit.page.getByRole('region', { name, exact: true });

  it('says first whether it was seen before, and what can be done', async () => {
    await section('Seen before').getByText(/time/).first().waitFor();
    await section('Make it stop')
      .getByRole('button', { name: /^I’m doing this/ })
      .first()
      .waitFor();
  });

  it('keeps what someone does: under way, done, and what it did', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'I’m doing something else' }).click();
    await page.getByLabel('What are you doing?').fill(FIX);
    await page.getByRole('dialog').getByRole('button', { name: 'I’m doing this' }).click();
    const tried = section('Tried this time');
    await tried.getByText('Under way').waitFor();
    await page.getByRole('button', { name: `Done: ${FIX}` }).click();
    await page.getByRole('button', { name: `Say what it did: ${FIX}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What it did').click();
    await page.getByRole('option', { name: /Cured/ }).click();
    await dialog.getByRole('button', { name: 'Say so' }).click();
    await tried.getByText('Cured', { exact: true }).waitFor();
  });

  it('fills in the notes of closing', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Confirm it is over' }).click();
    expect(await page.getByLabel('What cured it?').inputValue()).toBe(FIX);
    await page.getByRole('button', { name: 'Close it with these notes' }).click();
    await section('What it was, and what cured it').getByText(FIX).waitFor();
  });

  it('lists the memory, with its whole history on its own page', async () => {
    const { page } = visit;
    await visit.goto(`${APP}/memory?tab=memories`);
    await page.getByRole('link', { name: new RegExp(`INC-${incident} ·`) }).click();
    await section('What was tried').getByText(FIX, { exact: true }).waitFor();
    await section('Its whole history').getByText('Outcome', { exact: true }).first().waitFor();
  });

  it('finds by words and meaning, and says plainly what it does not know', async () => {
    const { page } = visit;
    const title = 'The pool of payment holds 80';
    const text = 'payment has 80 connections; when it is exhausted, connections are not given back';
    await remember(stage, visit, { title, text, service: 'payment' });
    await visit.goto(`${APP}/memory`);
    const search = async (words: string) => {
      await page.getByLabel('What do you see?').fill(words);
      await page.getByRole('button', { name: 'Search', exact: true }).click();
    };
    await search('pool exhausted');
    await section('Like it').getByRole('link', { name: title }).waitFor();
    await search('zebra crossing paint dries slowly');
    await section('Like it')
      .getByText(/Nothing near enough among/)
      .waitFor();
  });

  it('brings in what was written before, shows it first, and learns when somebody confirms it', async () => {
    const { page } = visit;
    const text = [
      '# Postmortem: parcels are not tracked',
      '**Date:** 2026-02-03 09:20 UTC',
      '**Service:** shipping',
      '## Root cause',
      'The certificate of the carrier expired.',
      '## Resolution',
      'Renewed the certificate of the carrier.',
    ].join('\n');
    await visit.goto(`${APP}/memory?tab=imports`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'parcels.md', mimeType: 'text/markdown', buffer: Buffer.from(text) });
    await page.getByText('1 episode, 0 of them repeats, of 1 signature', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Import 1 memory' }).click();
    const card = section('To confirm').getByRole('article', { name: 'parcels are not tracked' });
    await card.getByText('The certificate of the carrier expired.').first().waitFor();
    await card.getByRole('button', { name: 'Confirm' }).press('Enter');
    await section('To confirm').getByText('Confirmed: parcels are not tracked').last().waitFor();
    await visit.goto(`${APP}/memory?q=parcels%20not%20tracked`);
    await section('Like it').getByRole('link', { name: 'parcels are not tracked' }).waitFor();
  });

  it('is a dashboard, too', async () => {
    await visit.goto(`${MEMORY_DASHBOARD}?var-service=payment&var-seen=pool%20exhausted&from=now-1y&to=now`);
    const panel = (title: string) => visit.page.getByTestId(`data-testid Panel header ${title}`);
    await panel('Like it')
      .getByText(/^(same|likely|similar)$/)
      .first()
      .waitFor();
    await panel('Remembered in this time').getByText('payment').first().waitFor();
  });
});

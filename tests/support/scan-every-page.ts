import type { Route } from 'playwright-core';
import { findBarriers } from './accessibility';
import { API, APP, Stage, type Theme, type Visit } from './host';
import { breakService, openIncidents, seeIncident } from './incidents';
import { bringIn, remember } from './memories';
import { PAGES, STATES, type State } from './scanned-pages';

const NOTE = {
  title: 'The pool of payment holds 80',
  text: 'payment has 80 connections; when it is exhausted, connections are not given back',
  service: 'payment',
};

/** A failing store as the sidecar tells it. */
const FAILURE = {
  error: {
    code: 'IM_STORE_UNAVAILABLE',
    message: 'The store does not answer.',
    action: 'Look at the sidecar and its store.',
    retryable: true,
    requestId: 'req_browser_test',
  },
};

async function bringAbout(visit: Visit, state: State): Promise<void> {
  const everything = (url: URL) => url.pathname.startsWith(API);
  if (state === 'loading') {
    await visit.page.route(everything, () => undefined);
  }
  if (state === 'failing') {
    await visit.page.route(everything, (route: Route) => route.fulfill({ status: 503, json: FAILURE }));
  }
}

/** Scans every page, in every state, in one theme; with a product of its own. */
export function scanEveryPage(theme: Theme): void {
  let stage: Stage;
  let incident = 0;
  let memory = '';
  beforeAll(async () => {
    stage = await Stage.open();
    const editor = await stage.visit({ role: 'Editor' });
    await editor.goto(`${APP}/overview`);
    await breakService(editor, 'user');
    await seeIncident(editor, 'user');
    incident = (await openIncidents(editor, 'user'))[0]?.number ?? 0;
    memory = (await remember(stage, editor, NOTE)).id;
    await bringIn(stage, editor, '# Queue of mails too deep\nDate: 2026-02-03\nService: notification\n');
    await editor.leave();
  });
  afterAll(() => stage.close());

  describe.each(STATES)('%s', (state) => {
    // One window for all pages: what the browser has read once it need not read and compile again.
    let visit: Visit;
    beforeAll(async () => {
      visit = await stage.visit({ theme, organisation: state === 'empty' ? 'second' : 'first' });
      await bringAbout(visit, state);
    });
    afterAll(() => visit.leave());

    it.each(PAGES)('$name has no barrier', async ({ path, part, shows }) => {
      await visit.goto(path({ incident, memory }));
      await visit.page.locator(part).getByText(shows[state]).first().waitFor();
      expect(await findBarriers(visit.page, part)).toEqual([]);
    });
  });

  it('the dialogs have no barrier', async () => {
    const visit = await stage.visit({ theme, role: 'Editor' });
    await visit.goto(`${APP}/incidents/${incident}`);
    for (const name of ['Confirm it is over', 'Note', 'Dismiss', 'I’m doing something else']) {
      await visit.page.getByRole('button', { name, exact: true }).click();
      expect(await findBarriers(visit.page, '[role=dialog]')).toEqual([]);
      await visit.page.keyboard.press('Escape');
      await visit.page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await visit.leave();
  });

  it('the incident page fits a phone', async () => {
    const visit = await stage.visit({ theme, role: 'Editor', width: 390, height: 844 });
    await visit.goto(`${APP}/incidents/${incident}`);
    await visit.page.getByText('Why it opened').waitFor();
    await visit.page.getByRole('button', { name: 'Acknowledge' }).waitFor();
    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const cut = await visit.page
      .locator('main')
      .evaluate((main) =>
        [...main.querySelectorAll('button, h1, p')]
          .filter(
            (element) => element.getBoundingClientRect().right > 390 && element.closest('[class*=scroll]') === null
          )
          .map((element) => element.textContent)
      );
    expect(cut).toEqual([]);
    expect(await findBarriers(visit.page, 'main')).toEqual([]);
    await visit.leave();
  });
}

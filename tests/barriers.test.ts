import type { Browser } from 'playwright-core';
import { findBarriers } from './support/accessibility';
import { startBrowser } from './support/browser';

describe('the accessibility scan', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it.each([
    ['a button without a name', '<button></button>', 'button-name'],
    ['grey on grey', '<p style="color:#777;background:#888">read me</p>', 'color-contrast'],
    ['a field without a label', '<input type="text">', 'label'],
    ['a picture without words', '<img src="data:,">', 'image-alt'],
  ])('finds %s', async (_, html, rule) => {
    const page = await browser.newPage();
    await page.setContent(`<main><p>Something to read</p>${html}</main>`);
    expect((await findBarriers(page, 'main')).join()).toContain(`${rule}:`);
    await page.close();
  });

  it('does not take a part without content for a sound one', async () => {
    const page = await browser.newPage();
    await page.setContent('<main style="height: 1px"></main>');
    await expect(findBarriers(page, 'main')).rejects.toThrow(/nothing to judge/);
    await page.close();
  });
});

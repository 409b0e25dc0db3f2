import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: ReadonlyArray<{
    readonly target: unknown[];
    readonly html: string;
    readonly failureSummary?: string;
  }>;
}
interface Axe {
  run(context: object, options: object): Promise<{ violations: Violation[] }>;
}

const SOURCE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
/** These judge a whole page; what is scanned is our part of Grafana's. */
const OF_THE_HOST = ['region', 'landmark-one-main', 'page-has-heading-one', 'bypass', 'html-has-lang', 'heading-order'];

/** What axe finds wrong within the part, one readable line a finding. An empty part is an error, not a pass. */
export async function findBarriers(page: Page, part: string): Promise<string[]> {
  if ((await page.locator(part).first().innerText()).trim() === '') {
    throw new Error(`There is nothing to judge within ${part}`);
  }
  await settled(page);
  await page.evaluate(SOURCE);
  const rules = Object.fromEntries(OF_THE_HOST.map((rule) => [rule, { enabled: false }]));
  const violations = await page.evaluate(
    async ([selector, standards, off]) => {
      const { axe } = window as unknown as { axe: Axe };
      const result = await axe.run(
        { include: [[selector]] },
        { runOnly: { type: 'tag', values: standards }, rules: off, resultTypes: ['violations'] }
      );
      return result.violations;
    },
    [part, STANDARDS, rules] as const
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} — ${target.join(' ')} — ${html.slice(0, 160)}`)
  );
}

/** A button that has just become pressable is on its way from grey to its colour, which nobody reads. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from './browser';
import { GrafanaHost } from './grafana-host';
import { startProduct } from './product';
import { WorkbenchHost } from './workbench-host';

export const APP = '/a/incidentmemory-app';
export const DASHBOARD = '/d/incident-memory';
/** Every request of the plugin to its sidecar. */
export const API = '/api/plugin-proxy/incidentmemory-app/v1';

export type Role = 'Admin' | 'Editor' | 'Viewer';
export type Theme = 'dark' | 'light';

export interface Visitor {
  readonly role?: Role;
  /** The demo lives in the first; the second has the app too, and nothing in it. */
  readonly organisation?: 'first' | 'second';
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
}

/** What the specs need of the place where the plugin runs: the workbench, or a Grafana at hand. */
export interface Host {
  readonly address: string;
  /** Signs a visitor in; pages of the context are that person's. */
  admit(context: BrowserContext, visitor: Required<Visitor>): Promise<void>;
  /** The address of a page in the visitor's theme. */
  pageAddress(path: string, visitor: Required<Visitor>): string;
  stop(): Promise<void>;
}

export interface Visit {
  readonly page: Page;
  goto(path: string): Promise<void>;
  /** Asks the sidecar as this person, through the proxy. */
  api<Answer>(path: string): Promise<Answer>;
  leave(): Promise<void>;
}

/** One product and one browser for a test file. */
export class Stage {
  private readonly browser: Browser;
  readonly host: Host;

  private constructor(browser: Browser, host: Host) {
    this.browser = browser;
    this.host = host;
  }

  /** With GRAFANA_URL set, a real Grafana with a running sidecar and its demo is taken as it is. */
  static async open(): Promise<Stage> {
    const { GRAFANA_URL: url } = process.env;
    const host = url === undefined ? new WorkbenchHost(await startProduct()) : new GrafanaHost(url, process.env);
    return new Stage(await startBrowser(), host);
  }

  async visit(visitor: Visitor = {}): Promise<Visit> {
    const whole: Required<Visitor> = {
      role: 'Admin',
      organisation: 'first',
      theme: 'dark',
      width: 1366,
      height: 768,
      ...visitor,
    };
    const context = await this.browser.newContext({ viewport: { width: whole.width, height: whole.height } });
    await this.host.admit(context, whole);
    const page = await context.newPage();
    return {
      page,
      goto: async (path) => {
        await page.goto(this.host.pageAddress(path, whole), { waitUntil: 'domcontentloaded' });
      },
      api: async <Answer>(path: string) => {
        const answer = await context.request.get(`${this.host.address}${API}${path}`);
        if (!answer.ok()) {
          throw new Error(`${path} was answered with ${answer.status()}: ${await answer.text()}`);
        }
        return (await answer.json()) as Answer;
      },
      leave: () => context.close(),
    };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.host.stop();
  }
}

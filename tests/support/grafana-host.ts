import { randomBytes } from 'node:crypto';
import { request as newRequest, type APIRequestContext, type APIResponse, type BrowserContext } from 'playwright-core';
import type { Host, Role, Visitor } from './host';

type Environment = Readonly<Record<string, string | undefined>>;
const SECOND_ORGANISATION = 'Incident Memory browser tests';

/**
 * A real Grafana with our provisioning. Visitors are users made for the run by the admin that GRAFANA_USER and
 * GRAFANA_PASSWORD name. The second organisation needs the app's settings: IM_SIDECAR_URL and IM_SHARED_KEY as
 * Grafana was given them.
 */
export class GrafanaHost implements Host {
  readonly address: string;
  private readonly environment: Environment;
  private readonly made: number[] = [];
  private admin: Promise<APIRequestContext> | undefined;
  private second: Promise<number> | undefined;

  constructor(url: string, environment: Environment) {
    this.address = url.replace(/\/$/, '');
    this.environment = environment;
  }

  async admit(context: BrowserContext, { role, organisation }: Required<Visitor>): Promise<void> {
    const orgId = organisation === 'first' ? 1 : await (this.second ??= this.makeSecondOrganisation());
    const login = `im-test-${randomBytes(6).toString('hex')}`;
    const password = randomBytes(18).toString('hex');
    const admin = await this.asAdmin();
    const user = { name: login, login, password, OrgId: orgId };
    const { id } = await answerOf<{ id: number }>(admin.post('/api/admin/users', { data: user }));
    this.made.push(id);
    await answerOf(admin.patch(`/api/orgs/${orgId}/users/${id}`, { data: { role: role satisfies Role } }));
    await answerOf(context.request.post(`${this.address}/login`, { data: { user: login, password } }));
  }

  pageAddress(path: string, { theme }: Required<Visitor>): string {
    const address = new URL(this.address + path);
    address.searchParams.set('theme', theme);
    return address.href;
  }

  async stop(): Promise<void> {
    const admin = await this.asAdmin();
    for (const id of this.made) {
      await admin.delete(`/api/admin/users/${id}`);
    }
    await admin.dispose();
  }

  private asAdmin(): Promise<APIRequestContext> {
    const authorization = `Basic ${Buffer.from(`${this.need('GRAFANA_USER')}:${this.need('GRAFANA_PASSWORD')}`).toString('base64')}`;
    this.admin ??= newRequest.newContext({ baseURL: this.address, extraHTTPHeaders: { authorization } });
    return this.admin;
  }

  private async makeSecondOrganisation(): Promise<number> {
    const admin = await this.asAdmin();
    const there = await admin.get(`/api/orgs/name/${encodeURIComponent(SECOND_ORGANISATION)}`);
    const orgId = there.ok()
      ? ((await there.json()) as { id: number }).id
      : (await answerOf<{ orgId: number }>(admin.post('/api/orgs', { data: { name: SECOND_ORGANISATION } }))).orgId;
    const settings = {
      enabled: true,
      pinned: true,
      jsonData: { sidecarUrl: this.need('IM_SIDECAR_URL') },
      secureJsonData: { apiKey: this.need('IM_SHARED_KEY') },
    };
    await answerOf(
      admin.post('/api/plugins/incidentmemory-app/settings', {
        data: settings,
        headers: { 'X-Grafana-Org-Id': String(orgId) },
      })
    );
    return orgId;
  }

  private need(name: string): string {
    const value = this.environment[name];
    if (value === undefined || value === '') {
      throw new Error(`With GRAFANA_URL set, ${name} is needed too`);
    }
    return value;
  }
}

async function answerOf<Answer>(asked: Promise<APIResponse>): Promise<Answer> {
  const answer = await asked;
  if (!answer.ok()) {
    throw new Error(`${answer.url()} was answered with ${answer.status()}: ${await answer.text()}`);
  }
  return (await answer.json()) as Answer;
}

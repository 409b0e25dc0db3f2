import type { Incident, LogSample, Overview, ServiceRates, TimelineEntry } from '@incident-memory/contract';
import {
  grafanaContext,
  INTAKE_TOKEN,
  otlpBody,
  send,
  SHARED_KEY,
  type Answer,
  type SentLine,
} from '../support/processes/running-sidecar.ts';
import type { Addresses } from '../support/processes/sidecar-process.ts';

interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

const PAGE = 200;
const machine = { authorization: `Bearer ${INTAKE_TOKEN}` };

/** Everything that people and machines do with a sidecar under load. A request that got no answer rejects. */
export class SidecarClient {
  private readonly addresses: Addresses;

  constructor(addresses: Addresses) {
    this.addresses = addresses;
  }

  sendLines(lines: readonly SentLine[]): Promise<Answer> {
    return send(`${this.addresses.intake}/intake/otlp/v1/logs`, { body: otlpBody(lines), headers: machine });
  }

  sendAlert(alert: { service: string; fingerprint: string; startsAt: string; resolved?: boolean }): Promise<Answer> {
    const { service, fingerprint, startsAt, resolved = false } = alert;
    const body = {
      alerts: [
        {
          status: resolved ? 'resolved' : 'firing',
          labels: { alertname: 'chaos', service },
          annotations: { summary: `${service} is on fire` },
          startsAt,
          endsAt: resolved ? new Date().toISOString() : null,
          fingerprint,
        },
      ],
    };
    return send(`${this.addresses.intake}/intake/alerts/alertmanager`, { body, headers: machine });
  }

  act(path: string, { body, key }: { body: unknown; key?: string }): Promise<Answer> {
    return this.ask(path, { body, ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }) });
  }

  async overview(): Promise<Overview> {
    return (await this.read('/v1/overview')) as Overview;
  }

  incidents(query = ''): Promise<Incident[]> {
    return this.all<Incident>(`/v1/incidents?${query}`);
  }

  underWay(): Promise<Incident[]> {
    return this.incidents('state=open,awaiting-confirmation');
  }

  timeline(incident: string): Promise<TimelineEntry[]> {
    return this.all<TimelineEntry>(`/v1/incidents/${incident}/events?`);
  }

  lines(service: string, { from, to }: { from: number; to: number }): Promise<LogSample[]> {
    return this.all<LogSample>(`/v1/logs?service=${service}&from=${from}&to=${to}`);
  }

  linesOfTrace(trace: string, { from, to }: { from: number; to: number }): Promise<LogSample[]> {
    return this.all<LogSample>(`/v1/logs?trace=${trace}&from=${from}&to=${to}`);
  }

  async rates(service: string, { from, to }: { from: number; to: number }): Promise<ServiceRates> {
    return (await this.read(
      `/v1/services/rates?service=${service}&from=${from}&to=${to}&stepSeconds=10`
    )) as ServiceRates;
  }

  private async all<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    let cursor = '';
    do {
      const page = (await this.read(`${path}&limit=${PAGE}${cursor}`)) as Page<Item>;
      items.push(...page.items);
      cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
    } while (cursor !== '');
    return items;
  }

  private async read(path: string): Promise<unknown> {
    const answer = await this.ask(path, {});
    if (answer.status !== 200) {
      throw new Error(`GET ${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 500)}`);
    }
    return answer.body;
  }

  private ask(path: string, { body, headers = {} }: { body?: unknown; headers?: Record<string, string> }) {
    const person = grafanaContext({ login: 'ada', role: 'Editor' });
    return send(`${this.addresses.v1}${path}`, {
      ...(body === undefined ? {} : { body }),
      headers: { 'x-incident-memory-key': SHARED_KEY, 'x-grafana-context': person, ...headers },
    });
  }
}

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ErrorCode, Role } from '@incident-memory/contract';
import { composeSidecar, type Sidecar } from '../../../src/compose-sidecar.ts';
import { ConfigurationSchema, type Configuration } from '../../../src/platform/configuration/schema.ts';
import { createLogger } from '../../../src/platform/logger.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Stores } from '../../../src/ports/stores/stores.ts';
import { randomIndexPrefix } from '../elasticsearch/elasticsearch-server.ts';

export const SHARED_KEY = 'the-shared-key-of-tests';
export const INTAKE_TOKEN = 'a-token-of-tests';
export const OTHER_INTAKE_TOKEN = 'a-token-of-the-other-organisation';
export const WEBHOOK_SECRET = 'a-webhook-secret-of-tests';
export const GITHUB_SECRET = 'a-github-secret-of-tests';

export interface Person {
  readonly login?: string;
  readonly role?: Role | 'None';
  readonly organisation?: number;
  readonly teams?: readonly number[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into answers of many shapes.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface RunningSidecar {
  readonly sidecar: Sidecar;
  readonly stores: Stores;
  readonly v1: string;
  readonly intake: string;
  /** Where Elasticsearch's clients need no path; null unless its port is configured. */
  readonly elasticsearch: string | null;
  readonly log: string[];
  /** Asks as Grafana's proxy does. */
  ask(
    person: Person,
    request: { method?: string; path: string; body?: unknown; headers?: Record<string, string> }
  ): Promise<Answer>;
  /** Sends log lines as OTLP JSON. */
  sendLines(lines: readonly SentLine[], token?: string): Promise<Answer>;
  stop(): Promise<void>;
}

export interface SentLine {
  readonly service: string;
  readonly level?: 'INFO' | 'WARN' | 'ERROR' | 'FATAL' | 'DEBUG';
  readonly message?: string;
  readonly at?: number;
}

/** A whole sidecar in this process on free ports of the loopback, with two organisations. */
export async function startSidecar(
  options: { configuration?: Record<string, unknown>; clock?: Clock; stores?: Stores } = {}
): Promise<RunningSidecar> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'incident-memory-test-'));
  const configuration: Configuration = ConfigurationSchema.parse({
    listen: { port: 0, intakePort: 0 },
    sharedKey: SHARED_KEY,
    store: storeOfRun(),
    dataFolder,
    detection: { evaluateEverySeconds: 0.2 },
    machineCredentials: [
      { id: 'tests', sha256: sha256(INTAKE_TOKEN), organisation: 1, kinds: ['logs', 'alerts', 'changes'] },
      { id: 'others', sha256: sha256(OTHER_INTAKE_TOKEN), organisation: 2, kinds: ['logs', 'alerts', 'changes'] },
    ],
    grafanaWebhooks: [{ id: 'grafana', secrets: [WEBHOOK_SECRET], organisation: 1 }],
    githubWebhooks: [{ id: 'github', secrets: [GITHUB_SECRET], organisation: 1 }],
    ...options.configuration,
  });
  const log: string[] = [];
  const logger = createLogger('info', { write: (line: string) => void log.push(line) });
  const sidecar = await composeSidecar({
    configuration,
    logger,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.stores ? { stores: options.stores } : {}),
  });
  const { v1, intake, elasticsearch } = await sidecar.start();
  return {
    sidecar,
    stores: sidecar.stores,
    v1,
    intake,
    elasticsearch,
    log,
    ask: (person, request) => ask(v1, person, request),
    sendLines: (lines, token = INTAKE_TOKEN) =>
      send(`${intake}/intake/otlp/v1/logs`, { body: otlpBody(lines), headers: { authorization: `Bearer ${token}` } }),
    stop: async () => {
      await sidecar.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** IM_TEST_STORE=elasticsearch with IM_TEST_ELASTICSEARCH_URL: whatever starts a sidecar runs over a real server. */
function storeOfRun(): object {
  const url = process.env['IM_TEST_ELASTICSEARCH_URL'];
  return process.env['IM_TEST_STORE'] === 'elasticsearch' && url !== undefined
    ? { kind: 'elasticsearch', elasticsearch: { url, indexPrefix: randomIndexPrefix(), replicas: 0 } }
    : { kind: 'memory' };
}

export function grafanaContext({ login = 'ada', role = 'Admin', organisation = 1, teams = [] }: Person): string {
  return JSON.stringify({
    UserID: 1,
    OrgID: organisation,
    OrgName: 'Main Org.',
    OrgRole: role,
    Login: login,
    IsAnonymous: false,
    Teams: teams,
  });
}

export function errorCode(answer: Answer): ErrorCode | undefined {
  return (answer.body as { error?: { code: ErrorCode } } | null)?.error?.code;
}

export function otlpBody(lines: readonly SentLine[]): unknown {
  const services = [...new Set(lines.map(({ service }) => service))];
  return {
    resourceLogs: services.map((service) => ({
      resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
      scopeLogs: [{ logRecords: lines.filter((line) => line.service === service).map(logRecord) }],
    })),
  };
}

function logRecord({ level = 'ERROR', message = 'connection refused', at = Date.now() }: SentLine): unknown {
  return { timeUnixNano: `${at}000000`, severityText: level, body: { stringValue: message } };
}

async function ask(base: string, person: Person, request: Parameters<RunningSidecar['ask']>[1]): Promise<Answer> {
  return send(`${base}${request.path}`, {
    ...(request.method === undefined ? {} : { method: request.method }),
    ...(request.body === undefined ? {} : { body: request.body }),
    headers: { 'x-incident-memory-key': SHARED_KEY, 'x-grafana-context': grafanaContext(person), ...request.headers },
  });
}

export async function send(
  url: string,
  { method, body, headers = {} }: { method?: string; body?: unknown; headers?: Record<string, string> } = {}
): Promise<Answer> {
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

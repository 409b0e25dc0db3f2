import type { SourceCost } from '@incident-memory/contract';
import { z } from 'zod';
import type { Outbound, OutboundAnswer } from '../../platform/outbound/outbound-http.ts';
import type { Clock } from '../../ports/clock.ts';
import { TelemetryUnavailable } from '../../ports/telemetry-source.ts';
import { asMessage, failureSentence } from './failure-sentence.ts';
import { jsonOrNull, readResults, type QueryResult } from './frames.ts';

export interface GrafanaServerOptions {
  readonly url: string;
  readonly token: string;
  /** The OrgID that the token must belong to. */
  readonly orgId: number;
  readonly outbound: Pick<Outbound, 'ask'>;
  readonly clock: Clock;
  readonly redact: (text: string) => string;
}

export interface DataSourceInfo {
  readonly uid: string;
  readonly type: string;
  readonly name: string;
  readonly timeField: string | null;
  /** Rows depend on who asks: what our token sees, others need not see. */
  readonly dependsOnReader: boolean;
}

/** Some 5,000 series of a quarter of an hour are 10 MB; reading is done in one go. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** Data sources come and go by hand. */
const INVENTORY_KEPT_MS = 10 * 60 * 1000;
const DEFAULT_PATIENCE_MS = 60_000;
const LONGEST_PATIENCE_MS = 15 * 60_000;

const User = z.object({ uid: z.string().nullish(), orgId: z.number().nullish() });
const DataSources = z.array(
  z.object({
    uid: z.string(),
    type: z.string(),
    name: z.string().nullish(),
    jsonData: z.record(z.string(), z.unknown()).nullish(),
  })
);

/** Adds up what asking takes. */
export type Meter = (cost: SourceCost) => void;

/** One Grafana, asked with the token of a service account. All methods throw TelemetryUnavailable. */
export class GrafanaServer {
  private readonly options: GrafanaServerOptions;
  private inventory: { at: number; sources: Promise<ReadonlyMap<string, DataSourceInfo>> } | null = null;
  private notBefore = 0;

  constructor(options: GrafanaServerOptions) {
    this.options = options;
  }

  /** The data sources that the token may see, by uid; whose token it is was checked before. */
  dataSources(meter: Meter): Promise<ReadonlyMap<string, DataSourceInfo>> {
    const now = this.options.clock.now();
    if (this.inventory === null || now - this.inventory.at >= INVENTORY_KEPT_MS || now < this.inventory.at) {
      const sources = this.readInventory(meter);
      this.inventory = { at: now, sources };
      sources.catch(() => this.forget());
    }
    return this.inventory.sources;
  }

  forget(): void {
    this.inventory = null;
  }

  /** Each query has its own outcome; `what` is asked for, for the sentence of a refusal. */
  async query(
    body: object,
    { what, meter }: { what: string; meter: Meter }
  ): Promise<ReadonlyMap<string, QueryResult>> {
    const answer = await this.ask({ method: 'POST', path: '/api/ds/query', body, meter });
    // A query that failed makes the whole answer 400 (or 207), with the outcome of each inside.
    const results = [200, 207, 400].includes(answer.status) ? readResults(answer.text) : null;
    if (results === null) {
      throw this.failure(answer, what);
    }
    return results;
  }

  /** The JSON that a path answers; whose token it is is to be checked before. */
  async read(path: string, { what, meter }: { what: string; meter: Meter }): Promise<unknown> {
    const answer = await this.ask({ method: 'GET', path, meter });
    const told = answer.status === 200 ? jsonOrNull(answer.text) : null;
    if (told === null) {
      throw this.failure(answer, what);
    }
    return told;
  }

  private async readInventory(meter: Meter): Promise<ReadonlyMap<string, DataSourceInfo>> {
    await this.checkIdentity(meter);
    const what = 'its data sources';
    const answer = await this.ask({ method: 'GET', path: '/api/datasources', meter });
    const parsed = DataSources.safeParse(answer.status === 200 ? jsonOrNull(answer.text) : null);
    if (!parsed.success) {
      throw this.failure(answer, what);
    }
    return new Map(
      parsed.data.map(({ uid, type, name, jsonData }) => [
        uid,
        {
          uid,
          type,
          name: name ?? uid,
          timeField: typeof jsonData?.timeField === 'string' && jsonData.timeField !== '' ? jsonData.timeField : null,
          dependsOnReader: jsonData?.teamHttpHeaders !== undefined || jsonData?.oauthPassThru === true,
        },
      ])
    );
  }

  /** Where anonymous access is on, Grafana answers a wrong token as anonymous: whose it is must be asked. */
  async checkIdentity(meter: Meter): Promise<void> {
    const answer = await this.ask({ method: 'GET', path: '/api/user', meter });
    const user = User.safeParse(answer.status === 200 ? jsonOrNull(answer.text) : null);
    if (!user.success) {
      throw this.failure(answer, 'whose token this is');
    }
    const { uid, orgId } = user.data;
    if (!/^(service-account|api-key):/.test(uid ?? '')) {
      throw new TelemetryUnavailable(failureSentence(401, { what: '', message: 'answered as somebody else' }));
    }
    if (orgId !== this.options.orgId) {
      throw new TelemetryUnavailable(
        `the token belongs to organisation ${orgId ?? 'unknown'} of that Grafana, not to ${this.options.orgId}: ` +
          'use a token of the right one, or say which it is as grafanaOrganisation'
      );
    }
  }

  private async ask({
    method,
    path,
    body,
    meter,
  }: {
    method: 'GET' | 'POST';
    path: string;
    body?: object;
    meter: Meter;
  }): Promise<OutboundAnswer> {
    const { url, token, outbound, clock } = this.options;
    const begun = clock.now();
    if (begun < this.notBefore) {
      const until = new Date(this.notBefore).toISOString();
      throw new TelemetryUnavailable(`Grafana asked for patience; it is asked again at ${until}`);
    }
    let bytes = 0;
    try {
      const answer = await outbound.ask({
        method,
        url: `${url.replace(/\/+$/, '')}${path}`,
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body }),
        maxBytes: MAX_ANSWER_BYTES,
      });
      bytes = answer.bytes;
      if (answer.status === 429) {
        this.notBefore = clock.now() + patience(answer.retryAfter);
      }
      return answer;
    } catch (cause) {
      throw new TelemetryUnavailable(unreachable(cause, new URL(url).origin), { cause });
    } finally {
      meter({ requests: 1, bytes, milliseconds: Math.max(0, clock.now() - begun) });
    }
  }

  private failure({ status, text }: OutboundAnswer, what: string): TelemetryUnavailable {
    this.forget();
    const said = jsonOrNull(text);
    const told = typeof said === 'object' && said !== null && 'message' in said ? said.message : null;
    const message = asMessage(told, this.options.redact);
    const sentence =
      status === 200
        ? `what answers at ${new URL(this.options.url).origin} to the question for ${what} is not the API of Grafana`
        : failureSentence(status, { what, message });
    return new TelemetryUnavailable(sentence);
  }
}

/** `Retry-After` in seconds; dates are not worth reading, a minute does. */
function patience(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? '');
  return seconds > 0 ? Math.min(seconds * 1000, LONGEST_PATIENCE_MS) : DEFAULT_PATIENCE_MS;
}

function unreachable(cause: unknown, origin: string): string {
  // By shape, not by class: errors of sockets come from elsewhere.
  const { name = '', code = '' } = (cause ?? {}) as { name?: unknown; code?: unknown };
  if (name === 'AnswerTooLong') {
    return `the answer of Grafana at ${origin} is longer than ${MAX_ANSWER_BYTES} bytes: ask for fewer series`;
  }
  if (String(name).includes('Timeout')) {
    return `Grafana at ${origin} did not answer in time`;
  }
  const told = typeof code === 'string' && code !== '' ? ` (${code})` : '';
  return `Grafana at ${origin} could not be reached${told}: check url, and that the sidecar may connect there`;
}

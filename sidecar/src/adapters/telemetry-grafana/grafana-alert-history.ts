import type { AlertHistory } from '../../ports/alert-history.ts';
import type { Clock } from '../../ports/clock.ts';
import { TelemetryUnavailable } from '../../ports/telemetry-source.ts';
import type { GrafanaServer } from './grafana-server.ts';

interface Options {
  readonly name: string;
  readonly url: string;
  readonly server: Pick<GrafanaServer, 'checkIdentity' | 'read'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly close: () => Promise<void>;
}

const PAGE = 1000;
/** Within the time that an answer to a person may take, with room for what is made of it. */
const DEADLINE_MS = 20_000;
const WHAT = 'its annotations (permission annotations:read)';

/**
 * `GET /api/annotations` of Grafana, which gives alert states and what people drew alike, the latest end first, and knows
 * no pages: the next one is asked for up to the end of the last one, and what comes twice is left out by its id. Read
 * from Grafana 12.3: pkg/api/annotations.go and annotationsimpl/xorm_store.go, which compares a beginning with `to`.
 */
export class GrafanaAlertHistory implements AlertHistory {
  readonly name: string;
  private readonly options: Options;

  constructor(options: Options) {
    this.name = options.name;
    this.options = options;
  }

  async read({ from, to, most }: { from: number; to: number; most: number }) {
    try {
      return await this.pages({ from, to, most });
    } finally {
      await this.options.close();
    }
  }

  private async pages({ from, to, most }: { from: number; to: number; most: number }) {
    const { server, clock } = this.options;
    const until = clock.now() + DEADLINE_MS;
    const meter = (): void => undefined;
    const found = new Map<string, unknown>();
    await server.checkIdentity(meter);
    for (let end = to; end >= from; ) {
      if (clock.now() > until) {
        throw new TelemetryUnavailable(
          `Grafana needs longer than ${DEADLINE_MS / 1000} s to tell its annotations: ask for fewer days`
        );
      }
      const page = await server.read(`/api/annotations?from=${from}&to=${end}&limit=${PAGE}`, { what: WHAT, meter });
      if (!Array.isArray(page)) {
        throw new TelemetryUnavailable('Grafana answered to the question for its annotations with something else');
      }
      const before = found.size;
      for (const one of page) {
        found.set(idOf(one), this.withLink(one));
      }
      if (found.size >= most) {
        return { records: [...found.values()].slice(0, most), isCut: true };
      }
      if (page.length < PAGE) {
        break;
      }
      const oldest = Math.min(...page.map(endOf), end);
      // A page of which everything is known would come again for ever: more than a page ended at this very time.
      end = found.size === before || oldest >= end ? end - 1 : oldest;
    }
    return { records: [...found.values()], isCut: false };
  }

  /** The dashboard on which it was drawn, as an address. */
  private withLink(one: unknown): unknown {
    const dashboard = (one as { dashboardUID?: unknown } | null)?.dashboardUID;
    return typeof dashboard === 'string' && dashboard !== ''
      ? { ...(one as object), link: `${this.options.url.replace(/\/+$/, '')}/d/${encodeURIComponent(dashboard)}` }
      : one;
  }
}

function idOf(one: unknown): string {
  const { id, alertId, time, text } = (one ?? {}) as Record<string, unknown>;
  // Where states are kept in Loki, annotations have no id of their own.
  return typeof id === 'number' && id !== 0 ? String(id) : JSON.stringify([alertId, time, text]);
}

function endOf(one: unknown): number {
  const { time, timeEnd } = (one ?? {}) as Record<string, unknown>;
  return typeof timeEnd === 'number' && timeEnd > 0 ? timeEnd : typeof time === 'number' ? time : Infinity;
}

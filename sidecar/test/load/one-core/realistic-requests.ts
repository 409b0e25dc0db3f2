import { SeededRandom } from '../../support/seeded-random.ts';
import { ERRORS, ORDINARY, spanIdOf, STACK, traceIdOf, WARNINGS } from './spoken-lines.ts';

/**
 * Requests as collectors send them: fresh values in each, times of now, a resource with the attributes that SDKs put
 * there, several services in one request. Of the lines 2 % are warnings, some with a password in them, and 2 % errors,
 * a tenth of these with a stack trace; half of all carry the trace they belong to.
 */
export const RECORDS_A_REQUEST = 500;
export const SERVICES = 20;
const SERVICES_A_REQUEST = 4;
const RECORDS_A_SERVICE = RECORDS_A_REQUEST / SERVICES_A_REQUEST;
export const LINES_A_TRACE = 5;
/** One of so many. */
const REMEMBERED_TRACES = 100;

export type Signal = 'logs' | 'traces' | 'metrics';

export class RealisticRequests {
  private readonly random: SeededRandom;
  private readonly totals = new Map<string, number>();
  private turn = 0;
  /** When the first and the last line were made, and the trace of some lines. */
  readonly sent = { from: Number.POSITIVE_INFINITY, to: 0, lines: 0, traces: new Array<string>() };

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
  }

  next(signal: Signal): object {
    this.turn += 1;
    const services = Array.from(
      { length: SERVICES_A_REQUEST },
      (_, index) => `service-${(this.turn * SERVICES_A_REQUEST + index) % SERVICES}`
    );
    switch (signal) {
      case 'logs':
        return {
          resourceLogs: services.map((service) => ({
            resource: resourceOf(service),
            scopeLogs: [{ scope: { name: `com.shop.${service}` }, logRecords: this.lines() }],
          })),
        };
      case 'traces':
        return {
          resourceSpans: services.map((service, index) => ({
            resource: resourceOf(service),
            scopeSpans: [{ scope: { name: 'http' }, spans: this.spans(services[index + 1] ?? 'database') }],
          })),
        };
      case 'metrics':
        return {
          resourceMetrics: services.map((service) => ({
            resource: resourceOf(service),
            scopeMetrics: [{ scope: { name: 'http' }, metrics: [this.requestTotals(service)] }],
          })),
        };
    }
  }

  private lines(): object[] {
    const { random } = this;
    let trace = traceIdOf(random);
    this.remember(trace);
    return Array.from({ length: RECORDS_A_SERVICE }, (_, index) => {
      trace = index > 0 && index % LINES_A_TRACE === 0 ? traceIdOf(random) : trace;
      return this.line(index % (2 * LINES_A_TRACE) < LINES_A_TRACE ? trace : null);
    });
  }

  private remember(trace: string): void {
    const { sent } = this;
    const now = Date.now();
    sent.from = Math.min(sent.from, now);
    sent.to = now;
    sent.lines += RECORDS_A_SERVICE;
    if ((sent.lines / RECORDS_A_SERVICE) % REMEMBERED_TRACES === 1) {
      sent.traces.push(trace);
    }
  }

  private line(traceId: string | null): object {
    const { random } = this;
    const chance = random.below(100);
    const [severityNumber, severityText, forms] =
      chance < 2
        ? ([17, 'ERROR', ERRORS] as const)
        : chance < 4
          ? ([13, 'WARN', WARNINGS] as const)
          : ([9, 'INFO', ORDINARY] as const);
    const form = forms[random.below(forms.length)] ?? String;
    const stack =
      severityNumber === 17 && random.below(10) === 0 ? [attribute('exception.stacktrace', STACK(random))] : [];
    const time = `${Date.now()}${String(random.below(1e6)).padStart(6, '0')}`;
    return {
      timeUnixNano: time,
      observedTimeUnixNano: time,
      severityNumber,
      severityText,
      body: { stringValue: form(random) },
      attributes: [attribute('thread.name', `worker-${random.below(64)}`), ...stack],
      ...(traceId === null ? {} : { traceId, spanId: spanIdOf(random), flags: 1 }),
    };
  }

  /** In pairs: a request that was served, and the call that was made for it. */
  private spans(peer: string): object[] {
    const { random } = this;
    return Array.from({ length: RECORDS_A_SERVICE / 2 }, () => {
      const [traceId, served, called] = [traceIdOf(random), spanIdOf(random), spanIdOf(random)];
      const milliseconds = 1 + random.below(400);
      const end = Date.now();
      const times = { startTimeUnixNano: `${end - milliseconds}000000`, endTimeUnixNano: `${end}000000` };
      const code = random.below(50) === 0 ? '500' : '200';
      const status = code === '500' ? { code: 2 } : {};
      const http = [attribute('http.request.method', 'GET'), attribute('http.response.status_code', code)];
      const route = `/api/v1/${['orders', 'carts', 'users'][random.below(3)]}/{id}`;
      const ids = { traceId, parentSpanId: random.below(4) === 0 ? '' : spanIdOf(random) };
      return [
        {
          ...{ ...ids, ...times, status, spanId: served, kind: 2, name: `GET ${route}` },
          attributes: [...http, attribute('http.route', route)],
        },
        {
          ...{ ...times, status, traceId, spanId: called, parentSpanId: served, kind: 3, name: 'GET' },
          attributes: [...http, attribute('server.address', peer)],
        },
      ];
    }).flat();
  }

  private requestTotals(service: string): object {
    const { random } = this;
    const time = `${Date.now()}000000`;
    const dataPoints = Array.from({ length: RECORDS_A_SERVICE }, (_, index) => {
      const key = `${service} ${index}`;
      const total = (this.totals.get(key) ?? 0) + random.below(100);
      this.totals.set(key, total);
      return {
        ...{ startTimeUnixNano: PROCESS_START, timeUnixNano: time, asInt: String(total) },
        attributes: [
          attribute('http.request.method', 'GET'),
          attribute('http.response.status_code', String(200 + (index % 5))),
          attribute('http.route', `/orders/items/${Math.floor(index / 5)}`),
          attribute('url.scheme', 'https'),
        ],
      };
    });
    const sum = { aggregationTemporality: 2, isMonotonic: true, dataPoints };
    return { name: 'http.server.requests', unit: '{request}', sum };
  }
}

const PROCESS_START = `${Date.now()}000000`;
const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });

function resourceOf(service: string): object {
  return {
    attributes: [
      attribute('service.name', service),
      attribute('service.version', '1.4.2'),
      attribute('deployment.environment.name', 'production'),
      attribute('k8s.namespace.name', 'shop'),
      attribute('k8s.deployment.name', service),
    ],
  };
}

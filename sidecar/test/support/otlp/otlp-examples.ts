import { encodeOtlp } from './otlp-encoder.ts';

export interface OtlpExample {
  readonly path: string;
  readonly json: object;
  readonly protobuf: Buffer;
}

const TIME = `${Date.UTC(2026, 0, 1)}000000`;
const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });
const resource = { attributes: [attribute('service.name', 'payment'), attribute('k8s.pod.name', 'payment-0')] };
const point = { startTimeUnixNano: TIME, timeUnixNano: TIME, attributes: [attribute('route', '/pay')] };
const totals = { ...point, count: '2', sum: 3, min: 1, max: 2 };

const LOGS = {
  resourceLogs: [
    {
      resource,
      scopeLogs: [
        {
          logRecords: [
            {
              timeUnixNano: TIME,
              severityNumber: 17,
              severityText: 'ERROR',
              body: { kvlistValue: { values: [attribute('order', '7')] } },
              attributes: [attribute('exception.type', 'PoolError')],
              traceId: '5b8efff798038103d269b633813fc60c',
            },
          ],
        },
      ],
    },
  ],
};

const SPANS = {
  resourceSpans: [
    {
      resource,
      scopeSpans: [
        {
          scope: { name: 'http' },
          spans: [
            {
              traceId: '5b8efff798038103d269b633813fc60c',
              spanId: 'eee19b7ec3c1b174',
              parentSpanId: 'eee19b7ec3c1b173',
              name: 'POST /pay',
              kind: 2,
              startTimeUnixNano: TIME,
              endTimeUnixNano: TIME,
              attributes: [attribute('http.response.status_code', '503')],
              events: [
                { timeUnixNano: TIME, name: 'exception', attributes: [attribute('exception.message', 'refused')] },
              ],
              status: { code: 2 },
            },
          ],
        },
      ],
    },
  ],
};

const METRICS = {
  resourceMetrics: [
    {
      resource,
      scopeMetrics: [
        {
          scope: { name: 'http' },
          metrics: [
            { name: 'queue', unit: '1', gauge: { dataPoints: [{ ...point, asInt: '3' }] } },
            {
              name: 'requests',
              sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: [{ ...point, asDouble: 1.5 }] },
            },
            { name: 'latency', histogram: { aggregationTemporality: 1, dataPoints: [totals] } },
            { name: 'sizes', exponentialHistogram: { aggregationTemporality: 1, dataPoints: [totals] } },
            { name: 'rpc', summary: { dataPoints: [{ ...totals, quantileValues: [{ quantile: 0.5, value: 1 }] }] } },
          ],
        },
      ],
    },
  ],
};

/** A valid request of each signal in both encodings, of which hostile ones are made. */
export const OTLP_EXAMPLES: readonly OtlpExample[] = [
  { path: '/intake/otlp/v1/logs', json: LOGS, protobuf: encodeOtlp('logs', LOGS) },
  { path: '/intake/otlp/v1/traces', json: SPANS, protobuf: encodeOtlp('traces', SPANS) },
  { path: '/intake/otlp/v1/metrics', json: METRICS, protobuf: encodeOtlp('metrics', METRICS) },
];

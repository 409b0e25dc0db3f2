const EXACT = { type: 'keyword' };

/** As the templates of Elastic APM map it. */
export const APM_MAPPING = {
  '@timestamp': { type: 'date' },
  processor: { properties: { event: EXACT } },
  service: { properties: { name: EXACT, node: { properties: { name: EXACT } } } },
  transaction: { properties: { name: EXACT, duration: { properties: { us: { type: 'long' } } } } },
  span: {
    properties: {
      duration: { properties: { us: { type: 'long' } } },
      destination: { properties: { service: { properties: { resource: EXACT } } } },
    },
  },
  event: { properties: { outcome: EXACT } },
  parent: { properties: { id: EXACT } },
};

/** As the OpenTelemetry collector's exporter lays spans out. */
export const OTEL_SPAN_MAPPING = {
  '@timestamp': { type: 'date_nanos' },
  kind: EXACT,
  name: EXACT,
  duration: { type: 'long' },
  status: { properties: { code: EXACT } },
  resource: { properties: { attributes: { type: 'flattened' } } },
  attributes: { type: 'flattened' },
};

/** What a service was asked for. */
export function transaction(
  at: string,
  service: string,
  more: { name?: string; milliseconds?: number; failed?: boolean } = {}
) {
  return {
    '@timestamp': at,
    processor: { event: 'transaction' },
    service: { name: service },
    transaction: { name: more.name ?? 'GET /cart', duration: { us: (more.milliseconds ?? 20) * 1000 } },
    event: { outcome: more.failed === true ? 'failure' : 'success' },
  };
}

/** What it asked of another. */
export function exitSpan(
  at: string,
  service: string,
  more: { to: string | null; milliseconds?: number; failed?: boolean }
) {
  return {
    '@timestamp': at,
    processor: { event: 'span' },
    service: { name: service },
    span: {
      duration: { us: (more.milliseconds ?? 20) * 1000 },
      ...(more.to === null ? {} : { destination: { service: { resource: more.to } } }),
    },
    event: { outcome: more.failed === true ? 'failure' : 'success' },
  };
}

export function otelSpan(
  at: string,
  service: string,
  more: {
    kind: string;
    name?: string;
    milliseconds?: number;
    status?: string;
    attributes?: Readonly<Record<string, string>>;
  }
) {
  return {
    '@timestamp': at,
    kind: more.kind,
    name: more.name ?? 'GET /cart',
    duration: (more.milliseconds ?? 20) * 1_000_000,
    status: { code: more.status ?? 'Unset' },
    resource: { attributes: { 'service.name': service } },
    attributes: more.attributes ?? {},
  };
}

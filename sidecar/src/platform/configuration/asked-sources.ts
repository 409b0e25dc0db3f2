import { z } from 'zod';
import { OrgId, Secret } from './scalars.ts';

/** What the sidecar asks by itself: where signals live that nobody sends to it. */

export function hasCredentials(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url !== null && (url.username !== '' || url.password !== '');
}

/** Addresses are shown on the settings screen and in messages, so they carry no secret. */
export const Address = z.url({ protocol: /^https?$/ });

export const ElasticsearchConnection = {
  url: Address.refine(
    (url) => !hasCredentials(url),
    'has a user or password in it: use username and password, or apiKey'
  ),
  username: z.string().max(200).nullable().default(null),
  password: z.string().max(500).nullable().default(null),
  apiKey: z.string().max(500).nullable().default(null),
  caFile: z.string().nullable().default(null),
  majorVersion: z.union([z.literal(8), z.literal(9)]).default(9),
  requestTimeoutSeconds: z.number().min(1).max(300).default(10),
};

const SourceName = z.string().regex(/^[a-z0-9-]{1,60}$/);
const Index = z.string().min(1).max(500);
const Field = z.string().min(1).max(300);

/** Only documents with these values, such as `{field: kubernetes.namespace, value: shop}`. */
const OnlyWhere = z
  .array(z.strictObject({ field: Field, value: z.string() }))
  .max(20)
  .default([]);

/** Fields that are named stand alone; all others are those of the preset. */
const Traces = z.strictObject({
  index: Index,
  preset: z.enum(['ecs', 'otel']).default('ecs'),
  fields: z
    .strictObject({
      timestamp: Field,
      service: Field,
      kind: Field,
      operation: Field,
      duration: Field,
      callDuration: Field,
      outcome: Field,
      peer: Field,
    })
    .partial()
    .default({}),
  durationUnit: z.enum(['s', 'ms', 'us', 'ns']).nullable().default(null),
  only: OnlyWhere,
});

const MOST_METRIC_FIELDS = 50;
const MOST_LABELS = 2;

const Metrics = z.strictObject({
  index: Index,
  preset: z.enum(['apm', 'kubernetes', 'otel']).nullable().default(null),
  /** Where time, service and instance are, if not where the preset has them. */
  named: z.strictObject({ timestamp: Field, service: Field, instance: Field }).partial().default({}),
  fields: z
    .array(
      z.strictObject({
        field: Field,
        name: z.string().min(1).max(200).optional(),
        unit: z.string().max(50).default(''),
        kind: z.enum(['gauge', 'increase', 'cumulative']).default('gauge'),
        labels: z.array(Field).max(MOST_LABELS).default([]),
      })
    )
    .max(MOST_METRIC_FIELDS)
    .default([]),
  only: OnlyWhere,
});

export const TelemetrySource = z.strictObject({
  name: SourceName,
  organisation: OrgId,
  ...ElasticsearchConnection,
  index: Index,
  preset: z.enum(['ecs', 'otel']).default('ecs'),
  fields: z
    .strictObject({
      timestamp: z.string(),
      service: z.string(),
      level: z.string(),
      message: z.string(),
      errorType: z.string(),
      stack: z.string(),
      traceId: z.string(),
    })
    .partial()
    .default({}),
  only: OnlyWhere,
  /** Not everyone who reads here may read there: counts stay with us, samples never. */
  restricted: z.boolean().default(false),
  /** Asked for in the same request, where they are named. */
  traces: Traces.nullable().default(null),
  metrics: Metrics.nullable().default(null),
});

/** A query of the file beside those of the presets; what each key means stands in docs/intake.md. */
const GrafanaQuery = z.strictObject({
  signal: z.enum([
    ...(['lines', 'warnings', 'errors', 'levels', 'requests', 'failures', 'latency'] as const),
    ...(['calls', 'failed-calls', 'call-latency', 'metric'] as const),
  ]),
  query: z.string().min(1).max(5000),
  serviceLabel: Field.optional(),
  operationLabels: z.array(Field).max(3).optional(),
  calleeLabel: Field.optional(),
  levelLabel: Field.optional(),
  per: z.enum(['bucket', 'second']).optional(),
  borderLabel: Field.optional(),
  form: z.enum(['bins', 'cumulative', 'quantiles']).optional(),
  unit: z.string().max(50).optional(),
  field: Field.optional(),
  name: z.string().min(1).max(200).optional(),
  kind: z.enum(['gauge', 'increase']).optional(),
  labels: z.array(Field).max(MOST_LABELS).optional(),
});

const MOST_QUERIES = 20;

const GrafanaDataSource = z
  .strictObject({
    uid: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'expected the uid of a data source'),
    type: z.enum(['elasticsearch', 'loki', 'prometheus', 'tempo']).nullable().default(null),
    presets: z.array(z.string().min(1).max(60)).max(10).default([]),
    queries: z.array(GrafanaQuery).max(MOST_QUERIES).default([]),
    /** What services are called by, if not by the label of the preset. */
    serviceLabel: Field.nullable().default(null),
    /** As of an Elasticsearch. */
    restricted: z.boolean().default(false),
    budget: z
      .strictObject({
        queriesPerMinute: z.number().int().min(1).max(6000).default(60),
        bytesPerHour: z
          .number()
          .int()
          .min(1024)
          .default(256 * 1024 * 1024),
      })
      .prefault({}),
  })
  .refine(({ presets, queries }) => presets.length + queries.length > 0, 'asks for nothing: name presets or queries');

/** A Grafana through which data sources are asked, with the token of a service account. */
export const GrafanaServer = z
  .strictObject({
    name: SourceName,
    organisation: OrgId,
    url: Address.refine((url) => !hasCredentials(url), 'has a user or password in it: use token or tokenFile'),
    token: Secret.nullable().default(null),
    /** Read at the start in place of the token. */
    tokenFile: z.string().min(1).nullable().default(null),
    /** The OrgID in that Grafana, where it is another Grafana than the one that the app lives in. */
    grafanaOrganisation: OrgId.nullable().default(null),
    caFile: z.string().nullable().default(null),
    requestTimeoutSeconds: z.number().min(1).max(300).default(30),
    pollEverySeconds: z.number().min(10).max(120).default(30),
    /** Asked for signals; none where only its alert history is wanted (docs/imports.md). */
    datasources: z.array(GrafanaDataSource).max(20).default([]),
  })
  .refine(({ token }) => token !== null, 'has neither token nor tokenFile');

import { z } from 'zod';
import { CHANGE_KIND_NAMES, CHANGE_STAGE_NAMES } from './changes.ts';
import { Instant, page, PageQuery, QueryInstant, ServiceList, ServiceName, TemplateList, text } from './scalars.ts';
import { SourceStatus } from './telemetry.ts';

const Count = z.number().int().nonnegative();
/** Null where nothing was timed. */
const Milliseconds = z.number().nonnegative().nullable();
const Name = text(300).min(1);
const NameList = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value),
  z.array(Name).max(100)
);

const Span = z.strictObject({ from: QueryInstant, to: QueryInstant, service: ServiceList.optional() });
const Steps = Span.extend({ stepSeconds: z.coerce.number().int().min(10).max(86400).optional() });
const TableLimit = z.coerce.number().int().min(1).max(500).default(100);

/** Times of a series are epoch milliseconds, column by column, one entry a step, as data frames want them. */
const Columns = { at: z.array(z.number()) };
const Series = { from: Instant, to: Instant, stepSeconds: z.number().int().positive() };

export const TemplateQuery = Span.extend({
  template: TemplateList.optional(),
  contains: text(200).optional(),
  limit: TableLimit,
});
export const TemplateSummary = z.strictObject({
  id: z.string(),
  /** The message with `<*>` for what varies. */
  text: z.string(),
  service: ServiceName,
  lines: Count,
  errors: Count,
  /** In the span just before, of the same length: what is new has none. */
  linesBefore: Count,
  errorsBefore: Count,
  firstAt: Instant,
  lastAt: Instant,
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;
export const TemplateAnswer = z.strictObject({ items: z.array(TemplateSummary) });

export const TemplateRateQuery = Steps.extend({ template: TemplateList.optional(), limit: TableLimit });
export const TemplateRates = z.strictObject({
  ...Series,
  series: z.array(
    z.strictObject({
      service: ServiceName,
      template: z.string(),
      text: z.string(),
      ...Columns,
      lines: z.array(z.number()),
      errors: z.array(z.number()),
    })
  ),
});
export type TemplateRates = z.infer<typeof TemplateRates>;

const Latency = { p50: Milliseconds, p95: Milliseconds, p99: Milliseconds };

export const OperationQuery = Span.extend({ limit: TableLimit });
export const OperationSummary = z.strictObject({
  service: ServiceName,
  /** '' is the service as a whole. */
  operation: z.string(),
  requests: Count,
  errors: Count,
  ...Latency,
  slowestMs: Milliseconds,
  slowestTrace: z.string().nullable(),
});
export type OperationSummary = z.infer<typeof OperationSummary>;
export const OperationAnswer = z.strictObject({ items: z.array(OperationSummary) });

/** Without `operation`: each service as a whole. */
export const TrafficQuery = Steps.extend({ operation: NameList.optional() });
export const TrafficRates = z.strictObject({
  ...Series,
  series: z.array(
    z.strictObject({
      service: ServiceName,
      operation: z.string(),
      ...Columns,
      requests: z.array(z.number()),
      errors: z.array(z.number()),
      p50: z.array(z.number().nullable()),
      p95: z.array(z.number().nullable()),
      p99: z.array(z.number().nullable()),
    })
  ),
});
export type TrafficRates = z.infer<typeof TrafficRates>;

/** With `service`: these services, whom they call and who calls them. */
export const GraphQuery = Span.extend({ limit: TableLimit });
export const GraphNode = z.strictObject({
  service: ServiceName,
  /** False for what is only known as called: a database, a queue, a host. */
  speaks: z.boolean(),
  requests: Count,
  errors: Count,
  ...Latency,
  /** Error lines in the span, where the service sends lines. */
  errorLines: Count,
});
export type GraphNode = z.infer<typeof GraphNode>;
export const GraphEdge = z.strictObject({
  caller: ServiceName,
  callee: ServiceName,
  /** `logs`: concluded from trace ids that lines share, without times of calls. */
  origin: z.enum(['spans', 'logs']),
  calls: Count,
  errors: Count,
  ...Latency,
});
export const ServiceGraph = z.strictObject({
  from: Instant,
  to: Instant,
  nodes: z.array(GraphNode),
  edges: z.array(GraphEdge),
  /** Services beyond the limit, the least called first. */
  hiddenNodes: Count,
});
export type ServiceGraph = z.infer<typeof ServiceGraph>;

export const MetricNameQuery = Span.extend({ metric: NameList.optional(), limit: TableLimit });
export const MetricNameAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      service: ServiceName,
      metric: z.string(),
      unit: z.string(),
      kind: z.enum(['gauge', 'increase']),
      series: Count,
    })
  ),
});
export const MetricQuery = Steps.extend({ metric: NameList });
export const MetricSeries = z.strictObject({
  ...Series,
  series: z.array(
    z.strictObject({
      service: ServiceName,
      metric: z.string(),
      unit: z.string(),
      kind: z.enum(['gauge', 'increase']),
      labels: z.string(),
      ...Columns,
      /** The mean of a gauge, the increase in the step of a counter; null where nothing was told. */
      value: z.array(z.number().nullable()),
    })
  ),
});
export type MetricSeries = z.infer<typeof MetricSeries>;

export const OCCURRENCE_KINDS = [
  ...CHANGE_KIND_NAMES,
  'oom-killed',
  'crash-loop',
  'image-pull',
  'failed-rollout',
  'eviction',
  'kubernetes',
] as const;
export const OccurrenceKind = z.enum(OCCURRENCE_KINDS);
export type OccurrenceKind = z.infer<typeof OccurrenceKind>;
export const OccurrenceStage = z.enum(CHANGE_STAGE_NAMES);
export type OccurrenceStage = z.infer<typeof OccurrenceStage>;
export const OccurrenceQuery = PageQuery.extend({
  from: QueryInstant,
  to: QueryInstant,
  service: ServiceList.optional(),
  kind: z.preprocess((v) => (typeof v === 'string' ? v.split(',') : v), z.array(OccurrenceKind).max(10)).optional(),
});
export const OccurrenceView = z.strictObject({
  id: z.string(),
  source: z.string(),
  kind: OccurrenceKind,
  stage: OccurrenceStage,
  at: Instant,
  service: ServiceName.nullable(),
  title: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  actor: z.string().nullable(),
  /** Only http and https. */
  url: z.string().nullable(),
  details: z.array(z.tuple([z.string(), z.string()])),
});
export type OccurrenceView = z.infer<typeof OccurrenceView>;
export const OccurrencePage = page(OccurrenceView);

const EntityView = z.strictObject({ kind: z.string(), name: z.string() });
export const RelationQuery = z.strictObject({ kind: text(40).min(1), name: Name, limit: TableLimit });
export const RelationAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      from: EntityView,
      relation: z.string(),
      to: EntityView,
      firstSeenAt: Instant,
      lastSeenAt: Instant,
    })
  ),
});

/** What is bounded, how full it is, and what did not fit: nothing is dropped in silence. */
export const BoundedTable = z.strictObject({
  what: z.enum(['services', 'templates', 'operations', 'calls', 'metrics', 'relations']),
  size: Count,
  limit: Count,
  overflowed: Count,
  /** What it means and what to do; null while it fits. */
  warning: z.string().nullable(),
});
export type BoundedTable = z.infer<typeof BoundedTable>;
export const SourcesAnswer = z.strictObject({
  at: Instant,
  sources: z.array(SourceStatus),
  tables: z.array(BoundedTable),
});
export type SourcesAnswer = z.infer<typeof SourcesAnswer>;

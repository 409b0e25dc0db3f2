import { z } from 'zod';
import { Instant, page, PageQuery, QueryInstant, ServiceList, ServiceName, TemplateList, text } from './scalars.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export const LogLevel = z.enum(LOG_LEVELS);
export type LogLevel = z.infer<typeof LogLevel>;

/** One log line as it is kept: redacted already. */
export const LogSample = z.strictObject({
  id: z.string(),
  at: Instant,
  service: ServiceName,
  level: LogLevel,
  message: z.string(),
  errorType: z.string().nullable(),
  stack: z.string().nullable(),
  traceId: z.string().nullable(),
  template: z.string().nullable(),
  fingerprint: z.string().nullable(),
});
export type LogSample = z.infer<typeof LogSample>;

export const LogQuery = PageQuery.extend({
  service: ServiceList.optional(),
  level: z.preprocess((v) => (typeof v === 'string' ? v.split(',') : v), z.array(LogLevel).max(6)).optional(),
  from: QueryInstant,
  to: QueryInstant,
  contains: text(200).optional(),
  template: TemplateList.optional(),
  trace: text(64).optional(),
});
export type LogQuery = z.infer<typeof LogQuery>;
export const LogPage = page(LogSample);

export const RateQuery = z.strictObject({
  from: QueryInstant,
  to: QueryInstant,
  stepSeconds: z.coerce.number().int().min(10).max(86400).optional(),
  service: ServiceList.optional(),
});
export type RateQuery = z.infer<typeof RateQuery>;

export const ServiceRates = z.strictObject({
  from: Instant,
  to: Instant,
  stepSeconds: z.number().int().positive(),
  series: z.array(
    z.strictObject({
      service: ServiceName,
      /** Column by column, one entry a step; times are epoch milliseconds as data frames want them. */
      at: z.array(z.number()),
      lines: z.array(z.number()),
      errors: z.array(z.number()),
      warnings: z.array(z.number()),
    })
  ),
});
export type ServiceRates = z.infer<typeof ServiceRates>;

export const ServiceSummary = z.strictObject({
  service: ServiceName,
  lastSeenAt: Instant,
  /** In the rule's window, up to now. */
  lines: z.number().int().nonnegative(),
  errors: z.number().int().nonnegative(),
  baselineErrors: z.number().nonnegative(),
  state: z.enum(['usual', 'raised', 'incident', 'silent', 'learning']),
});
export type ServiceSummary = z.infer<typeof ServiceSummary>;
export const ServiceListAnswer = z.strictObject({ items: z.array(ServiceSummary) });

/** What asking a source took in the last hour; null for what is sent to us. */
export const SourceCost = z.strictObject({
  requests: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  milliseconds: z.number().nonnegative(),
});
export type SourceCost = z.infer<typeof SourceCost>;

export const SOURCE_KINDS = ['push', 'elasticsearch', 'alerts', 'changes', 'kubernetes', 'grafana'] as const;

export const SourceStatus = z.strictObject({
  name: z.string(),
  kind: z.enum(SOURCE_KINDS),
  state: z.enum(['fresh', 'stale', 'failing', 'never']),
  lastDataAt: Instant.nullable(),
  lagSeconds: z.number().nonnegative().nullable(),
  lateLines: z.number().int().nonnegative(),
  problem: z.string().nullable(),
  cost: SourceCost.nullable(),
  /** Counts and queries stay with us, samples never. */
  restricted: z.boolean(),
});
export type SourceStatus = z.infer<typeof SourceStatus>;

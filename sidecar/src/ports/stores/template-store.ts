import type { TemplateCounts, TemplateRecord } from '../../domain/templates/template-counts.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';

export interface TemplateQuery {
  readonly services?: readonly string[];
  readonly templates?: readonly string[];
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** A template in a service, in a span of time. Counts under ids that were merged are told under the last one. */
export interface TemplateSummary {
  readonly id: string;
  readonly text: string;
  readonly service: string;
  readonly lines: number;
  readonly errors: number;
  /** Start of the first and last bucket in the span in which it was seen. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Message templates and how often they were seen. All methods may throw StoreUnavailable. */
export interface TemplateStore {
  /** The most recently seen ones of a service, merged ones among them: what a miner is restored from. */
  known(scope: Scope, query: { service: string; limit: number }): Promise<TemplateRecord[]>;
  /** By errors, then lines, then id; merges followed. */
  summaries(scope: Scope, query: TemplateQuery & { limit: number }): Promise<TemplateSummary[]>;
  /** Added up by service, template (merges followed) and step; rows in order of service, template, time. */
  counts(scope: Scope, query: TemplateQuery & { stepMs: number }): Promise<TemplateCounts[]>;
  /** Every id whose counts and lines belong to the given ones: they themselves and what was merged into them. */
  family(scope: Scope, templates: readonly string[]): Promise<string[]>;
}

import type { TemplateSummary } from '../../../domain/templates/summarise-templates.ts';
import type { TemplateCounts, TemplateRecord } from '../../../domain/templates/template-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';

export type { TemplateSummary };

export interface TemplateQuery {
  readonly services?: readonly string[];
  readonly templates?: readonly string[];
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/**
 * Message templates and how often they were seen. Counts under ids that were merged are told under the last one, and
 * who asks for one of a family gets all of it. All methods may throw StoreUnavailable.
 */
export interface TemplateStore {
  /** The most recently seen ones of a service, merged ones among them: what a miner is restored from. */
  known(scope: Scope, query: { service: string; limit: number }): Promise<TemplateRecord[]>;
  /** By errors, then lines, then id, then service; merges followed. */
  summaries(scope: Scope, query: TemplateQuery & { limit: number }): Promise<TemplateSummary[]>;
  /** Added up by service, template (merges followed) and step; rows in order of service, template, time. */
  counts(scope: Scope, query: TemplateQuery & { stepMs: number }): Promise<TemplateCounts[]>;
  /** Every id whose counts and lines belong to the given ones: they themselves, what they became part of, and what else did. */
  family(scope: Scope, templates: readonly string[]): Promise<string[]>;
}

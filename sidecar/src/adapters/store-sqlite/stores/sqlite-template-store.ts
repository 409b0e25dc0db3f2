import { sumTemplateCounts } from '../../../domain/templates/sum-template-counts.ts';
import type { TemplateCounts, TemplateRecord } from '../../../domain/templates/template-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { TemplateQuery, TemplateStore, TemplateSummary } from '../../../ports/stores/signals/template-store.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteTemplateStore implements TemplateStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async known({ organisation }: Scope, query: { service: string; limit: number }): Promise<TemplateRecord[]> {
    return this.threads.reader.call('knownTemplates', { organisation, ...query });
  }

  async summaries({ organisation }: Scope, query: TemplateQuery & { limit: number }): Promise<TemplateSummary[]> {
    const { services, templates, from, to, limit } = query;
    return this.threads.searcher.call('summariseTemplates', { organisation, services, templates, from, to, limit });
  }

  async counts({ organisation }: Scope, query: TemplateQuery & { stepMs: number }): Promise<TemplateCounts[]> {
    const { services, templates, from, to, stepMs } = query;
    const asked = { organisation, services, templates, from, to, stepMs };
    return sumTemplateCounts(await this.threads.searcher.call('readTemplateCounts', asked), stepMs);
  }

  async family({ organisation }: Scope, templates: readonly string[]): Promise<string[]> {
    return this.threads.reader.call('templateFamily', { organisation, templates });
  }
}

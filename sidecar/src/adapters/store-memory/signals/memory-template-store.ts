import { compareKeys } from '../../../domain/paging/cursor.ts';
import { MergedTemplates } from '../../../domain/templates/merged-templates.ts';
import { summariseTemplates } from '../../../domain/templates/summarise-templates.ts';
import { addTemplateCounts, sumTemplateCounts } from '../../../domain/templates/sum-template-counts.ts';
import type { TemplateCounts, TemplateRecord } from '../../../domain/templates/template-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { TemplateQuery, TemplateStore, TemplateSummary } from '../../../ports/stores/signals/template-store.ts';
import { ByOrganisation } from '../by-organisation.ts';
import { MemoryCounts } from './memory-counts.ts';

export class MemoryTemplateStore implements TemplateStore {
  private readonly rooms = new ByOrganisation(() => ({
    records: new Map<string, TemplateRecord>(),
    counts: new MemoryCounts<TemplateCounts>({
      keyOf: ({ service, template }) => JSON.stringify([service, template]),
      add: addTemplateCounts,
    }),
  }));

  async known(scope: Scope, { service, limit }: { service: string; limit: number }): Promise<TemplateRecord[]> {
    const { records, counts } = this.rooms.of(scope);
    const seen = new Map<string, number>();
    for (const { template, at } of counts.all().filter((count) => count.service === service)) {
      seen.set(template, Math.max(seen.get(template) ?? at, at));
    }
    return [...seen]
      .sort(([one, a], [other, b]) => b - a || compareKeys([one], [other]))
      .flatMap(([id]) => records.get(id) ?? [])
      .slice(0, limit)
      .map((record) => ({ ...record }));
  }

  async summaries(scope: Scope, query: TemplateQuery & { limit: number }): Promise<TemplateSummary[]> {
    const { records } = this.rooms.of(scope);
    const summaries = summariseTemplates(this.told(scope, query), (id) => records.get(id)?.text ?? '');
    return summaries.slice(0, query.limit);
  }

  async counts(scope: Scope, query: TemplateQuery & { stepMs: number }): Promise<TemplateCounts[]> {
    return sumTemplateCounts(this.told(scope, query), query.stepMs);
  }

  async family(scope: Scope, templates: readonly string[]): Promise<string[]> {
    return this.merged(scope).familyOf(templates);
  }

  append(scope: Scope, batch: { templates: readonly TemplateRecord[]; templateCounts: readonly TemplateCounts[] }) {
    const { records, counts } = this.rooms.of(scope);
    batch.templates.forEach(({ id, text, mergedInto }) => records.set(id, { id, text, mergedInto }));
    counts.add(batch.templateCounts);
  }

  rollUp(scope: Scope, before: number): number {
    return this.rooms.of(scope).counts.rollUp(before);
  }

  expire(scope: Scope, before: number): void {
    const { records, counts } = this.rooms.of(scope);
    counts.expire(before);
    const merged = this.merged(scope);
    const counted = new Set(merged.familyOf(counts.all().map(({ template }) => template)));
    for (const id of records.keys()) {
      if (!counted.has(id)) {
        records.delete(id);
      }
    }
  }

  private merged(scope: Scope): MergedTemplates {
    return new MergedTemplates(this.rooms.of(scope).records.values());
  }

  /** What was asked for, each count under the template that stands for it now. */
  private told(scope: Scope, { services, templates, from, to }: TemplateQuery): TemplateCounts[] {
    const merged = this.merged(scope);
    const wanted = templates === undefined ? null : new Set(merged.familyOf(templates));
    return this.rooms
      .of(scope)
      .counts.all()
      .filter(({ at }) => at >= from && at < to)
      .filter(({ service }) => services?.includes(service) ?? true)
      .filter(({ template }) => wanted?.has(template) ?? true)
      .map((count) => ({ ...count, template: merged.lastOf(count.template) }));
  }
}

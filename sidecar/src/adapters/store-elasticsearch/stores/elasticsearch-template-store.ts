import type { estypes } from '@elastic/elasticsearch';
import { sumTemplateCounts } from '../../../domain/templates/sum-template-counts.ts';
import { summariseTemplates } from '../../../domain/templates/summarise-templates.ts';
import type { TemplateCounts, TemplateRecord } from '../../../domain/templates/template-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { TemplateQuery, TemplateStore, TemplateSummary } from '../../../ports/stores/signals/template-store.ts';
import type { Connection } from '../connection.ts';
import { anyOf, organisationFilter } from '../queries.ts';
import { TEMPLATE_COUNTS, type CountedRoom } from '../signals/counted-rooms.ts';
import { readCounts } from '../signals/read-counts.ts';
import { mergedTemplates, templateRecords } from '../signals/template-documents.ts';

/** A count and when it was seen first and last: a bucket of a whole span knows its ends by itself. */
type SpannedCounts = TemplateCounts & { readonly lastAt: number };

const SPANNED: CountedRoom<SpannedCounts> = {
  ...TEMPLATE_COUNTS,
  aggregations: { ...TEMPLATE_COUNTS.aggregations, first: { min: { field: 'at' } }, last: { max: { field: 'at' } } },
  fromBucket: (bucket, at) => {
    const end = (name: string) => (bucket[name] as { value: number }).value;
    return { ...TEMPLATE_COUNTS.fromBucket(bucket, at), at: end('first'), lastAt: end('last') };
  },
};

/** Counts are seen by these queries within a second after the write. */
export class ElasticsearchTemplateStore implements TemplateStore {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async known(scope: Scope, { service, limit }: { service: string; limit: number }): Promise<TemplateRecord[]> {
    const answer = await this.connection.search<never>('template-counts', {
      size: 0,
      query: { bool: { filter: [organisationFilter(scope), { term: { service } }] } },
      aggregations: {
        templates: {
          terms: { field: 'template', size: limit, order: [{ lastAt: 'desc' }, { _key: 'asc' }] },
          aggregations: { lastAt: { max: { field: 'at' } } },
        },
      },
    });
    const templates = answer.aggregations?.['templates'] as estypes.AggregationsStringTermsAggregate | undefined;
    const ids = ((templates?.buckets ?? []) as { key: string }[]).map(({ key }) => key);
    const records = await templateRecords(this.connection, scope, ids);
    return ids.flatMap((id) => records.get(id) ?? []);
  }

  async summaries(scope: Scope, query: TemplateQuery & { limit: number }): Promise<TemplateSummary[]> {
    const found = await this.told(scope, { ...query, stepMs: null }, SPANNED);
    const ends = found.flatMap((count) => [count, { ...count, at: count.lastAt, lines: 0, errors: 0 }]);
    const summaries = summariseTemplates(ends, () => '').slice(0, query.limit);
    const ids = summaries.map(({ id }) => id);
    const records = await templateRecords(this.connection, scope, ids);
    return summaries.map((summary) => ({ ...summary, text: records.get(summary.id)?.text ?? '' }));
  }

  async counts(scope: Scope, query: TemplateQuery & { stepMs: number }): Promise<TemplateCounts[]> {
    return sumTemplateCounts(await this.told(scope, query, TEMPLATE_COUNTS), query.stepMs);
  }

  async family(scope: Scope, templates: readonly string[]): Promise<string[]> {
    return (await mergedTemplates(this.connection, scope)).familyOf(templates);
  }

  /** Each count under the template that stands for it now. */
  private async told<Counts extends TemplateCounts>(
    scope: Scope,
    { services, templates, from, to, stepMs }: TemplateQuery & { stepMs: number | null },
    counted: CountedRoom<Counts>
  ): Promise<Counts[]> {
    const merged = await mergedTemplates(this.connection, scope);
    const family = templates === undefined ? undefined : merged.familyOf(templates);
    const filter = [...anyOf('service', services), ...anyOf('template', family)];
    const found = await readCounts(this.connection, scope, { counted, query: { from, to, stepMs, filter } });
    return found.map((count) => ({ ...count, template: merged.lastOf(count.template) }));
  }
}

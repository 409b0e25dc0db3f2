import type { Database } from 'better-sqlite3';
import type { TemplateCounts, TemplateRecord } from '../../../domain/templates/template-counts.ts';
import { MergedTemplates } from '../../../domain/templates/merged-templates.ts';
import { byWeight, type TemplateSummary } from '../../../domain/templates/summarise-templates.ts';
import { BUCKET } from './count-reads.ts';
import { seriesFinder, type FoundSeries, type SeriesQuery } from './find-series.ts';
import { SERIES_SORTS } from './signal-numbers.ts';

type Query = SeriesQuery & { readonly templates: readonly string[] | undefined };
type SpanRow = [lines: number | null, errors: number, firstAt: number, lastAt: number];

const OF_ORGANISATION = 'organisation = (SELECT number FROM log_organisations WHERE organisation = ?)';

export function templateReads(database: Database) {
  const find = seriesFinder(database);
  const merges = database.prepare<[string], Pick<TemplateRecord, 'id' | 'mergedInto'>>(
    `SELECT id, merged_into AS mergedInto FROM templates WHERE ${OF_ORGANISATION} AND merged_into IS NOT NULL`
  );
  const textOf = database
    .prepare<[string, string], string>(`SELECT text FROM templates WHERE ${OF_ORGANISATION} AND id = ?`)
    .pluck();
  const known = database.prepare<[string, string, number], TemplateRecord>(
    `SELECT t.id, t.text, t.merged_into AS mergedInto FROM series x CROSS JOIN templates t ON t.number = x.other
     WHERE x.sort = ${SERIES_SORTS.template} AND t.text <> '' AND x.service =
       (SELECT number FROM log_services WHERE ${OF_ORGANISATION} AND service = ?)
     ORDER BY x.last_at DESC, t.id LIMIT ?`
  );
  const span = database
    .prepare<[number, number, number], SpanRow>(
      `SELECT sum(lines), sum(errors), min(at), max(at) FROM template_counts
       WHERE series = ? AND at >= ? AND at < ?`
    )
    .raw();
  const buckets = database
    .prepare<object, [bucket: number, lines: number, errors: number]>(
      `SELECT ${BUCKET} AS bucket, sum(lines), sum(errors) FROM template_counts
       WHERE series = @series AND at >= @from AND at < @to GROUP BY bucket ORDER BY bucket`
    )
    .raw();

  const merged = (organisation: string) => new MergedTemplates(merges.all(organisation));
  const told = (query: Query, templates: MergedTemplates): FoundSeries[] => {
    const wanted = query.templates === undefined ? null : new Set(templates.familyOf(query.templates));
    return find(SERIES_SORTS.template, query)
      .filter(({ other }) => wanted?.has(other) ?? true)
      .map((series) => ({ ...series, other: templates.lastOf(series.other) }));
  };

  return {
    knownTemplates({ organisation, service, limit }: { organisation: string; service: string; limit: number }) {
      return known.all(organisation, service, limit);
    },

    templateFamily({ organisation, templates }: { organisation: string; templates: readonly string[] }): string[] {
      return merged(organisation).familyOf(templates);
    },

    summariseTemplates(query: Query & { limit: number }): TemplateSummary[] {
      const summaries = new Map<string, TemplateSummary>();
      for (const { number, service, other: id } of told(query, merged(query.organisation))) {
        const [lines, errors, firstAt, lastAt] = span.get(number, query.from, query.to) ?? [null, 0, 0, 0];
        if (lines !== null) {
          const key = JSON.stringify([service, id]);
          const one = summaries.get(key) ?? { lines: 0, errors: 0, firstAt, lastAt };
          summaries.set(key, {
            ...{ id, service, text: '', lines: one.lines + lines, errors: one.errors + errors },
            firstAt: Math.min(one.firstAt, firstAt),
            lastAt: Math.max(one.lastAt, lastAt),
          });
        }
      }
      const heaviest = [...summaries.values()].sort(byWeight).slice(0, query.limit);
      return heaviest.map((summary) => ({ ...summary, text: textOf.get(query.organisation, summary.id) ?? '' }));
    },

    /** Rows of what was merged stand beside each other: the caller adds them up. */
    readTemplateCounts(query: Query & { stepMs: number }): TemplateCounts[] {
      const { from, to, stepMs: step } = query;
      return told(query, merged(query.organisation)).flatMap(({ number: series, service, other: template }) =>
        buckets.all({ series, from, to, step }).map(([at, lines, errors]) => ({ service, template, at, lines, errors }))
      );
    },
  };
}

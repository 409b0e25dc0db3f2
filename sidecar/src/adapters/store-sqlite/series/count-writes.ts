import type { Database } from 'better-sqlite3';
import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import type { TemplateCounts, TemplateRecord } from '../../../domain/templates/template-counts.ts';
import type { CallCounts, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import type { SqlValue } from '../operations/query.ts';
import { countedRows, COUNTED_TABLES, encodeBins, PUSHED } from './counted-tables.ts';
import { SERIES_SORTS, type SeriesKey, type SignalNumbers } from './signal-numbers.ts';

/** Whose word the counts are: an organisation's number, and that of a source. */
export interface Speaker {
  readonly organisation: number;
  readonly source: number;
}

/** Puts counts where they belong: what was pushed on top of what is there, the word of a polled source instead of it. */
export function countWrites(database: Database, numbers: SignalNumbers) {
  const tables = {
    templates: countedRows(database, COUNTED_TABLES.templates),
    operations: countedRows(database, COUNTED_TABLES.operations),
    calls: countedRows(database, COUNTED_TABLES.calls),
    metrics: countedRows(database, COUNTED_TABLES.metrics),
  };
  const tell = database.prepare(
    `INSERT INTO templates (organisation, id, text, merged_into) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET text = excluded.text, merged_into = excluded.merged_into`
  );

  const write = (
    table: ReturnType<typeof countedRows>,
    { speaker, key, at }: { speaker: Speaker; key: Omit<SeriesKey, 'organisation'>; at: number },
    row: readonly SqlValue[]
  ): void => {
    const { organisation, source } = speaker;
    const { isRolledUp, ...place } = numbers.place({ organisation, ...key }, at);
    if (source === PUSHED) {
      table.add({ ...place, source }, row);
    } else if (!isRolledUp) {
      table.replace({ ...place, source }, row);
    }
  };

  return {
    templates(organisation: number, records: readonly TemplateRecord[]): void {
      for (const { id, text, mergedInto } of records) {
        tell.run(organisation, id, text, mergedInto);
      }
    },

    templateCounts(speaker: Speaker, counts: readonly TemplateCounts[]): void {
      for (const { service, template, at, lines, errors } of counts) {
        const key = {
          sort: SERIES_SORTS.template,
          service: numbers.service(speaker.organisation, service),
          other: numbers.template(speaker.organisation, template),
          name: '',
        };
        write(tables.templates, { speaker, key, at }, [lines, errors]);
      }
    },

    operations(speaker: Speaker, counts: readonly OperationCounts[]): void {
      for (const { service, operation, at, requests, errors, latency, slowestMs, slowestTrace } of counts) {
        const number = numbers.service(speaker.organisation, service);
        const key = { sort: SERIES_SORTS.operation, service: number, other: 0, name: operation };
        const row = [requests, errors, encodeBins(latency), slowestMs, slowestTrace];
        write(tables.operations, { speaker, key, at }, row);
      }
    },

    calls(speaker: Speaker, counts: readonly CallCounts[]): void {
      for (const { caller, callee, origin, at, calls, errors, latency } of counts) {
        const key = {
          sort: SERIES_SORTS.call,
          service: numbers.service(speaker.organisation, caller),
          other: numbers.service(speaker.organisation, callee),
          name: origin,
        };
        write(tables.calls, { speaker, key, at }, [calls, errors, encodeBins(latency)]);
      }
    },

    metrics(speaker: Speaker, counts: readonly MetricCounts[]): void {
      for (const { service, metric, labels, unit, kind, at, ...values } of counts) {
        const number = numbers.service(speaker.organisation, service);
        const name = metricSeriesName([metric, labels, unit, kind]);
        const { count, sum, min, max, last } = values;
        write(tables.metrics, { speaker, key: { sort: SERIES_SORTS.metric, service: number, other: 0, name }, at }, [
          count,
          sum,
          min,
          max,
          last,
        ]);
      }
    },
  };
}

export type MetricSeriesName = [metric: string, labels: string, unit: string, kind: MetricCounts['kind']];

export function metricSeriesName(parts: MetricSeriesName): string {
  return JSON.stringify(parts);
}

export function metricOfSeries(name: string): MetricSeriesName {
  return JSON.parse(name) as MetricSeriesName;
}

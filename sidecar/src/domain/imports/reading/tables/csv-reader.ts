import { IMPORT_MAX_RECORDS, type ImportProblem } from '@incident-memory/contract';
import { nothingRead, type Episode, type ImportReader } from '../../episode.ts';
import { readCsv } from './csv-rows.ts';
import { episodeOfFields, zoneAssumption } from './episode-of-fields.ts';
import { fieldsOf, readAs } from './field-names.ts';

/**
 * Tables of anybody, with the names of their columns in the first line (field-names.ts), and what PagerDuty gives as the
 * CSV of its incident report: id, incident_number, description (its title), service_name, created_on, resolved_on,
 * seconds_to_resolve, urgency among others (https://support.pagerduty.com/main/docs/reports, as programs that store it
 * name the columns).
 */
export const csvReader: ImportReader = {
  format: 'csv',
  reads: ({ name, text, json }) =>
    json === null &&
    (/\.(csv|tsv)$/i.test(name) ||
      (/[,;\t]/.test(text.slice(0, 1000).split('\n')[0] ?? '') &&
        !/\.(md|markdown|txt)$/i.test(name) &&
        !/^\s*(#|---)/.test(text))),
  *read(file, options) {
    const { rows, openQuoteAt } = readCsv(file.text, IMPORT_MAX_RECORDS + 2);
    const [header, ...records] = rows;
    const problems: ImportProblem[] = [];
    if (openQuoteAt !== null) {
      problems.push({ file: file.name, place: `line ${openQuoteAt}`, problem: 'a quote begins here and never ends' });
    }
    const columns = header?.cells ?? [];
    const fields = fieldsOf(columns);
    if (header === undefined || (!fields.has('title') && !fields.has('text'))) {
      const problem = 'its first line names no column with a title or a description';
      return { ...nothingRead('csv'), problems: [...problems, { file: file.name, place: 'line 1', problem }] };
    }
    const episodes: Episode[] = [];
    let assumedZone = false;
    for (const { line, cells } of records) {
      yield;
      const read = episodeOfFields((field) => cells[fields.get(field) ?? -1], {
        ...{ file: file.name, place: `line ${line}`, options },
        source: sourceOf(columns),
      });
      problems.push(...read.problems);
      assumedZone ||= read.assumedZone;
      if (read.episode !== null) {
        episodes.push(read.episode);
      }
    }
    return {
      ...nothingRead('csv'),
      ...{ records: records.length, episodes, problems },
      columns: columns.map((column, index) => {
        const field = [...fields].find(([, place]) => place === index)?.[0];
        return {
          file: file.name,
          column: column.slice(0, 100),
          readAs: field === undefined ? 'not read' : readAs(field),
        };
      }),
      assumptions: assumedZone ? [zoneAssumption(options)] : [],
    };
  },
};

/** Numbers of two different tables are not the same thing: the names of the columns tell tables apart. */
function sourceOf(columns: readonly string[]): string {
  return `csv ${columns.join(',').toLowerCase().slice(0, 1000)}`;
}

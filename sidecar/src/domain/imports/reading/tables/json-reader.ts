import { IMPORT_MAX_RECORDS, type ImportProblem } from '@incident-memory/contract';
import { nothingRead, type ColumnRead, type Episode, type ImportReader } from '../../episode.ts';
import { episodeOfFields, zoneAssumption } from './episode-of-fields.ts';
import { fieldsOf, readAs } from './field-names.ts';
import { recordOf } from '../plain-text.ts';

/** Under these keys programs put the list that they answer with. */
const LISTS = ['incidents', 'items', 'issues', 'data', 'results', 'records', 'values', 'annotations', 'events'];

/** The objects of a list, of a list under a usual key, or the one object; one more than may be, so that it is refused. */
export function objectsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return value.slice(0, IMPORT_MAX_RECORDS + 1);
  }
  const record = recordOf(value);
  const list = LISTS.map((key) => record?.[key]).find((one) => Array.isArray(one));
  return Array.isArray(list) ? list.slice(0, IMPORT_MAX_RECORDS + 1) : record === null ? [] : [record];
}

/** Any list of objects whose keys are called as people call the parts of an incident (field-names.ts). */
export const jsonReader: ImportReader = {
  format: 'json',
  reads: ({ json }) => json !== null,
  *read(file, options) {
    const records = objectsIn(file.json?.value);
    const episodes: Episode[] = [];
    const problems: ImportProblem[] = [];
    const columns = new Map<string, ColumnRead>();
    let assumedZone = false;
    for (const [index, value] of records.entries()) {
      yield;
      const place = `record ${index + 1}`;
      const record = recordOf(value);
      if (record === null) {
        problems.push({ file: file.name, place, problem: 'it is not an object' });
        continue;
      }
      const keys = Object.keys(record);
      const fields = fieldsOf(keys);
      for (const [field, at] of fields) {
        const column = keys[at] ?? '';
        columns.set(column, { file: file.name, column: column.slice(0, 100), readAs: readAs(field) });
      }
      const read = episodeOfFields((field) => record[keys[fields.get(field) ?? -1] ?? ''], {
        ...{ file: file.name, place, options, source: 'json' },
      });
      problems.push(...read.problems);
      assumedZone ||= read.assumedZone;
      if (read.episode !== null) {
        episodes.push(read.episode);
      }
    }
    return {
      ...nothingRead('json'),
      ...{ records: records.length, episodes, problems, columns: [...columns.values()] },
      assumptions: assumedZone ? [zoneAssumption(options)] : [],
    };
  },
};

import { spellings } from '../../../domain/signals/level-words.ts';
import type { ServiceCounts } from '../../../domain/signals/service-counts.ts';
import type { GrafanaQuery } from '../grafana-query.ts';
import { steadyRound } from './steady-rounding.ts';
import type { Value } from './value-table.ts';

const ERROR_WORDS = new Set(spellings('error'));
const WARN_WORDS = new Set(spellings('warn'));

interface Row {
  readonly service: string;
  readonly at: number;
  lines: number;
  errors: number;
  warnings: number;
}

/** Lines, errors and warnings by service and bucket, and how many lines have no service. */
export function readLines(answers: readonly { query: GrafanaQuery; values: readonly Value[] }[]): {
  counts: ServiceCounts[];
  withoutService: number;
} {
  const rows = new Map<string, Row>();
  for (const { query, values } of answers) {
    for (const value of values) {
      const key = `${value.at} ${value.service}`;
      const row = rows.get(key) ?? { service: value.service, at: value.at, lines: 0, errors: 0, warnings: 0 };
      rows.set(key, row);
      add(row, query.signal, value);
    }
  }
  const whole = [...rows.values()].map(rounded);
  return {
    counts: whole.filter(({ service, lines }) => service !== '' && lines > 0),
    withoutService: whole.filter(({ service }) => service === '').reduce((sum, { lines }) => sum + lines, 0),
  };
}

function add(row: Row, signal: GrafanaQuery['signal'], { value, level }: Value): void {
  if (signal === 'lines' || signal === 'levels') {
    row.lines += value;
  }
  if (signal === 'errors' || (signal === 'levels' && ERROR_WORDS.has(level))) {
    row.errors += value;
  }
  if (signal === 'warnings' || (signal === 'levels' && WARN_WORDS.has(level))) {
    row.warnings += value;
  }
}

/** Where only errors are asked for, they are the lines that are known. */
function rounded({ service, at, lines, errors, warnings }: Row): ServiceCounts {
  const round = (value: number) => steadyRound(Math.max(0, value), { at, series: service });
  const told = { errors: round(errors), warnings: round(warnings) };
  return { service, at, ...told, lines: Math.max(round(lines), told.errors + told.warnings) };
}

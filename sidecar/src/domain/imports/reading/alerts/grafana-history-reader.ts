import { type ImportProblem } from '@incident-memory/contract';
import { nothingRead, type ImportReader } from '../../episode.ts';
import { alertEpisodes, type AlertChange } from './alert-changes.ts';
import { firstLineOf, plainText, recordOf } from '../plain-text.ts';
import { readTime } from '../read-time.ts';

/**
 * The state history of alerts as `GET /api/v1/rules/history` answers it where Grafana keeps it in Loki: one data frame
 * with columns `time` and `line`, each line an object of states, labels and the title of the rule. Read from Grafana
 * 12.3: pkg/services/ngalert/api/api_ruler_history.go and state/historian/loki.go (LokiEntry).
 */
export const grafanaHistoryReader: ImportReader = {
  format: 'grafana-state-history',
  reads: ({ json }) => columnsOf(json?.value) !== null,
  *read(file, options) {
    const { times, lines } = columnsOf(file.json?.value) ?? { times: [], lines: [] };
    const problems: ImportProblem[] = [];
    const changes: AlertChange[] = [];
    for (const [index, told] of lines.entries()) {
      yield;
      const place = `record ${index + 1}`;
      const line = recordOf(typeof told === 'string' ? parsed(told) : told);
      const at = readTime(times[index], options);
      const title = firstLineOf(plainText(line?.ruleTitle));
      if (line === null || !at.ok || title === '') {
        const problem = line === null ? 'its line is no object' : at.ok ? 'it names no rule' : at.problem;
        problems.push({ file: file.name, place, problem });
        continue;
      }
      const labels = Object.fromEntries(
        Object.entries(recordOf(line.labels) ?? {}).map(([key, value]) => [key, plainText(value)])
      );
      changes.push({
        ...{ place, at: at.at, title, labels, link: null },
        from: plainText(line.previous),
        to: plainText(line.current),
        rule: plainText(line.ruleUID) || title,
      });
    }
    const { episodes, assumptions } = alertEpisodes(changes, { file: file.name, options });
    return { ...nothingRead('grafana-state-history'), records: lines.length, episodes, problems, assumptions };
  },
};

/** The columns by their names: a frame says in its schema which is which. */
function columnsOf(value: unknown): { times: readonly unknown[]; lines: readonly unknown[] } | null {
  const frame = recordOf(recordOf(value)?.results) ?? recordOf(value);
  const fields = recordOf(frame?.schema)?.fields;
  const values = recordOf(frame?.data)?.values;
  if (!Array.isArray(fields) || !Array.isArray(values)) {
    return null;
  }
  const columnOf = (name: string): unknown => values[fields.findIndex((field) => recordOf(field)?.name === name)];
  const [times, lines] = [columnOf('time'), columnOf('line')];
  return Array.isArray(times) && Array.isArray(lines) ? { times, lines } : null;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

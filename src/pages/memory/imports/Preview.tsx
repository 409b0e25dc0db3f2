import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type ImportPreview } from '@incident-memory/contract';
import { Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { getTableStyles } from '../../../shared/parts/dataTable';
import { StateTag } from '../../../shared/tags/StateTag';
import { exactTime } from '../../../shared/time/TimeAgo';
import { count } from '../../../shared/words';

const SHOWN_GROUPS = 20;
const SHOWN_PROBLEMS = 20;

/** What an import would bring: how much, of what, what was taken for granted, and what cannot be read. */
export function Preview({ preview }: { preview: ImportPreview }) {
  const styles = useStyles2(getStyles);
  const { sentence, assumptions, columns, sample } = preview;
  const flagged = sample.filter(({ flags }) => flags.length > 0).length;
  return (
    <Stack direction="column" gap={1.5}>
      <div role="status">
        <div className={styles.sentence}>{sentence}</div>
        <div>
          {COUNTS.flatMap(([key, one, many]) => (preview[key] === 0 ? [] : [count(preview[key], one, many)])).join(
            ' · '
          )}
        </div>
      </div>
      <Groups groups={preview.groups} />
      {assumptions.length + columns.length > 0 && (
        <div>
          <h3 className={styles.heading}>How it was read</h3>
          <ul className={styles.list}>
            {assumptions.map((assumption) => (
              <li key={assumption}>{assumption}</li>
            ))}
            {columns.length > 0 && (
              <li>
                {columns
                  .filter(({ readAs }) => readAs !== 'not read')
                  .map(({ column, readAs }) => `${column} → ${readAs}`)
                  .join(', ')}
                {columns.some(({ readAs }) => readAs === 'not read') &&
                  `; not read: ${columns
                    .filter(({ readAs }) => readAs === 'not read')
                    .map(({ column }) => column)
                    .join(', ')}`}
              </li>
            )}
            {flagged > 0 && (
              <li>{count(flagged, 'text')} read like an instruction to a machine: kept, flagged, never recommended</li>
            )}
          </ul>
        </div>
      )}
      <Problems problems={preview.problems} unreadable={preview.unreadable} />
    </Stack>
  );
}

const COUNTS = [
  ['memories', 'becomes a memory', 'become memories'],
  ['times', 'is counted as a time of one', 'are counted as times of one'],
  ['known', 'is there already', 'are there already'],
  ['forgotten', 'was forgotten before and stays so', 'were forgotten before and stay so'],
  ['duplicates', 'stands in it twice', 'stand in it twice'],
  ['remaining', 'is left for a second import', 'are left for a second import'],
  ['unreadable', 'cannot be read', 'cannot be read'],
] as const;

function Groups({ groups }: Pick<ImportPreview, 'groups'>) {
  const styles = useStyles2(getTableStyles);
  const shown = groups.slice(0, SHOWN_GROUPS);
  return shown.length === 0 ? null : (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="sr-only">Signatures, the most frequent first</caption>
        <thead>
          <tr>
            <th scope="col">Signature</th>
            <th scope="col">Service</th>
            <th scope="col" className="number">
              Episodes
            </th>
            <th scope="col" className="number">
              Within a day
            </th>
            <th scope="col">First</th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ signature, title, service, episodes, repeatsWithinDay, firstAt, lastAt, known }) => (
            <tr key={signature}>
              <th scope="row">
                {title} {known && <StateTag text="Known" color="blue" icon="check" />}
              </th>
              <td>{service ?? 'not said'}</td>
              <td className="number">{episodes.toLocaleString('en')}</td>
              <td className="number">{repeatsWithinDay.toLocaleString('en')}</td>
              <td className="short">{exactTime(firstAt)}</td>
              <td className="short">{exactTime(lastAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {groups.length > shown.length && (
        <span className={styles.secondary}>and {groups.length - shown.length} more</span>
      )}
    </div>
  );
}

function Problems({ problems, unreadable }: Pick<ImportPreview, 'problems' | 'unreadable'>) {
  const styles = useStyles2(getStyles);
  return problems.length === 0 ? null : (
    <div>
      <h3 className={styles.heading}>{count(unreadable, 'record')} cannot be read</h3>
      <ul className={styles.list}>
        {problems.slice(0, SHOWN_PROBLEMS).map(({ file, place, problem }, index) => (
          <li key={index}>
            {[file, place].filter((part) => part !== '').join(', ')}: {problem}
          </li>
        ))}
        {unreadable > SHOWN_PROBLEMS && <li>and {unreadable - SHOWN_PROBLEMS} more</li>}
      </ul>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sentence: css({ fontSize: theme.typography.h5.fontSize, fontWeight: theme.typography.fontWeightMedium }),
  heading: css({ margin: 0, fontSize: theme.typography.body.fontSize, fontWeight: theme.typography.fontWeightMedium }),
  list: css({ margin: 0, paddingLeft: theme.spacing(2.5), overflowWrap: 'anywhere' }),
});

import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useImportRuns } from '../../../shared/data/useImports';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { getTableStyles } from '../../../shared/parts/dataTable';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { TimeAgo } from '../../../shared/time/TimeAgo';

/** What was imported so far: how much of what, never what stood in it. */
export function Runs() {
  const styles = useStyles2(getTableStyles);
  const query = useImportRuns();
  return (
    <Section title="Imports so far">
      <QueryView query={query} what="the imports so far">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote icon="import" title="Nothing was imported yet">
              Alert history, postmortems and tickets make memory useful before the first incident.
            </EmptyNote>
          ) : (
            <div className={styles.scroll}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">When</th>
                    <th scope="col">By</th>
                    <th scope="col">What</th>
                    <th scope="col" className="number">
                      Memories
                    </th>
                    <th scope="col" className="number">
                      Times
                    </th>
                    <th scope="col" className="number">
                      There already
                    </th>
                    <th scope="col" className="number">
                      Not readable
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ id, at, by, sentence, formats, memories, times, known, unreadable }) => (
                    <tr key={id}>
                      <th scope="row" className="short">
                        <TimeAgo at={at} />
                      </th>
                      <td>{by.name}</td>
                      <td>
                        {sentence} <span className={styles.secondary}>({formats.join(', ')})</span>
                      </td>
                      <td className="number">{memories.toLocaleString('en')}</td>
                      <td className="number">{times.toLocaleString('en')}</td>
                      <td className="number">{known.toLocaleString('en')}</td>
                      <td className="number">{unreadable.toLocaleString('en')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </QueryView>
    </Section>
  );
}

import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useRelations } from '../../shared/data/useSignals';
import { getTableStyles } from '../../shared/parts/dataTable';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { TimeAgo } from '../../shared/time/TimeAgo';
import { sideways } from '../../shared/parts/sideways';

/** Where it runs and what it belongs to; nothing is shown where nothing is known. */
export function Runs({ service }: { service: string }) {
  const styles = useStyles2(getTableStyles);
  const query = useRelations('service', service);
  if (query.data?.items.length === 0) {
    return null;
  }
  return (
    <Section title="Where it runs">
      <QueryView query={query} what="where it runs">
        {({ items }) => (
          <div className={styles.scroll} {...sideways('Runs')}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">Relation</th>
                  <th scope="col">To what</th>
                  <th scope="col">Last seen</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ from, relation, to, lastSeenAt }) => (
                  <tr key={`${from.kind} ${from.name} ${relation} ${to.kind} ${to.name}`}>
                    <th scope="row">
                      <span className={styles.secondary}>{from.kind}</span> {from.name}
                    </th>
                    <td>{relation}</td>
                    <td>
                      <span className={styles.secondary}>{to.kind}</span> {to.name}
                    </td>
                    <td>
                      <TimeAgo at={lastSeenAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </QueryView>
    </Section>
  );
}

import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useSignals } from '../../shared/data/useSignals';
import { sayLatency, sayShare } from '../../shared/figures';
import { getTableStyles } from '../../shared/parts/dataTable';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { type OfService } from './ofService';
import { sideways } from '../../shared/parts/sideways';

/** More than fit a screen; further ones are the least used. */
const SHOWN = 50;

export function Operations({ service, from, to }: OfService) {
  const styles = useStyles2(getTableStyles);
  const query = useSignals('listOperations', { from, to, service: [service], limit: SHOWN + 1 });
  return (
    <Section title="What it is asked for" aside="by operation">
      <QueryView query={query} what="its operations">
        {({ items }) => {
          const operations = items.filter(({ operation }) => operation !== '');
          return operations.length === 0 ? (
            <EmptyNote icon="list-ul" title="No operation in this time">
              Operations are the names of its spans.
            </EmptyNote>
          ) : (
            <div className={styles.scroll} {...sideways('Operations')}>
              <table className={styles.table}>
                <caption className="sr-only">Operations, the most used first</caption>
                <thead>
                  <tr>
                    <th scope="col">Operation</th>
                    <th scope="col" className="number">
                      Requests
                    </th>
                    <th scope="col" className="number">
                      Failed
                    </th>
                    <th scope="col" className="number">
                      Half within
                    </th>
                    <th scope="col" className="number">
                      95 % within
                    </th>
                    <th scope="col" className="number">
                      Slowest
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {operations.map(({ operation, requests, errors, p50, p95, slowestMs, slowestTrace }) => (
                    <tr key={operation}>
                      <th scope="row">{operation}</th>
                      <td className="number">{requests.toLocaleString('en')}</td>
                      <td className={`number ${errors > 0 ? styles.bad : ''}`}>{sayShare(errors, requests)}</td>
                      <td className="number">{sayLatency(p50)}</td>
                      <td className="number">{sayLatency(p95)}</td>
                      <td className="number" title={slowestTrace === null ? undefined : `trace ${slowestTrace}`}>
                        {sayLatency(slowestMs)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </QueryView>
    </Section>
  );
}

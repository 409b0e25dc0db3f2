import { type ServiceGraph } from '@incident-memory/contract';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useSignals } from '../../shared/data/useSignals';
import { sayLatency, sayShare } from '../../shared/figures';
import { getTableStyles } from '../../shared/parts/dataTable';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { servicePath } from '../../shared/pluginAddress';
import { useRangeQuery } from '../../shared/range/useRangeQuery';
import { type OfService } from './ofService';
import { sideways } from '../../shared/parts/sideways';

type Edge = ServiceGraph['edges'][number];

/** Who calls it, and whom it calls. */
export function Calls({ service, from, to }: OfService) {
  const query = useSignals('readGraph', { from, to, service: [service] });
  return (
    <Section title="Calls">
      <QueryView query={query} what="its calls">
        {({ edges }) => {
          const [into, out] = [
            edges.filter(({ callee }) => callee === service),
            edges.filter(({ caller }) => caller === service),
          ];
          return into.length + out.length === 0 ? (
            <EmptyNote icon="sitemap" title="No call in or out in this time">
              Calls are known from spans, or from trace ids that lines of several services share.
            </EmptyNote>
          ) : (
            <>
              <EdgeTable title="Called by" edges={into} other="caller" />
              <EdgeTable title="Calls to" edges={out} other="callee" />
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

interface EdgeTableProps {
  title: string;
  edges: Edge[];
  other: 'caller' | 'callee';
}

function EdgeTable({ title, edges, other }: EdgeTableProps) {
  const styles = useStyles2(getTableStyles);
  const range = useRangeQuery();
  if (edges.length === 0) {
    return null;
  }
  return (
    <div className={styles.scroll} {...sideways(title)}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" className="number">
              Calls
            </th>
            <th scope="col" className="number">
              Failed
            </th>
            <th scope="col" className="number">
              95 % within
            </th>
          </tr>
        </thead>
        <tbody>
          {edges.map((edge) => (
            <tr key={`${edge[other]} ${edge.origin}`}>
              <th scope="row">
                <TextLink href={`${servicePath(edge[other])}${range}`}>{edge[other]}</TextLink>{' '}
                {edge.origin === 'logs' && <span className={styles.secondary}>concluded from trace ids in lines</span>}
              </th>
              <td className="number">{edge.calls.toLocaleString('en')}</td>
              <td className={`number ${edge.errors > 0 ? styles.bad : ''}`}>{sayShare(edge.errors, edge.calls)}</td>
              <td className="number">{sayLatency(edge.p95)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { type IncidentEvidence } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useEvidence } from '../../../shared/data/useIncident';
import { sayLatency, sayShare } from '../../../shared/figures';
import { getTableStyles } from '../../../shared/parts/dataTable';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { sideways } from '../../../shared/parts/sideways';

/** Operations and calls that fail or are slow now, beside what they were before; nothing where no spans come. */
export function SlowCalls({ reference }: { reference: string }) {
  const query = useEvidence(reference);
  if (query.data?.operations.length === 0 && query.data.calls.length === 0) {
    return null;
  }
  return (
    <Section title="Slow or failing calls" aside="now, and in as long a time before">
      <QueryView query={query} what="the calls">
        {(evidence) => <CallTable evidence={evidence} />}
      </QueryView>
    </Section>
  );
}

function CallTable({ evidence: { operations, calls } }: { evidence: IncidentEvidence }) {
  const styles = useStyles2(getTableStyles);
  return (
    <div className={styles.scroll} {...sideways('Slow or failing calls')}>
      <table className={styles.table}>
        <caption className="sr-only">Slow or failing operations and calls</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" className="number">
              Failed
            </th>
            <th scope="col" className="number">
              Before
            </th>
            <th scope="col" className="number">
              95 % within
            </th>
            <th scope="col" className="number">
              Before
            </th>
          </tr>
        </thead>
        <tbody>
          {operations.map(({ id, now, before }) => (
            <tr key={id} id={id}>
              <th scope="row">{now.operation === '' ? now.service : `${now.service} · ${now.operation}`}</th>
              <td className={`number ${now.errors > 0 ? styles.bad : ''}`}>{sayShare(now.errors, now.requests)}</td>
              <td className="number">{before === null ? '–' : sayShare(before.errors, before.requests)}</td>
              <td className="number">{sayLatency(now.p95)}</td>
              <td className="number">{sayLatency(before?.p95 ?? null)}</td>
            </tr>
          ))}
          {calls.map((call) => (
            <tr key={call.id} id={call.id}>
              <th scope="row">{`${call.caller} → ${call.callee}`}</th>
              <td className={`number ${call.errors > 0 ? styles.bad : ''}`}>{sayShare(call.errors, call.calls)}</td>
              <td className="number">–</td>
              <td className="number">{sayLatency(call.p95)}</td>
              <td className="number">–</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

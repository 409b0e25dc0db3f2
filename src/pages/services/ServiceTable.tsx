import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { sayLatency, sayShare } from '../../shared/figures';
import { getTableStyles } from '../../shared/parts/dataTable';
import { ServiceStateTag } from '../../shared/tags/ServiceStateTag';
import { servicePath } from '../../shared/pluginAddress';
import { useRangeQuery } from '../../shared/range/useRangeQuery';
import { TimeAgo } from '../../shared/time/TimeAgo';
import { type ServiceRow } from './serviceRows';
import { sideways } from '../../shared/parts/sideways';

export function ServiceTable({ rows }: { rows: ServiceRow[] }) {
  const styles = useStyles2(getTableStyles);
  const range = useRangeQuery();
  return (
    <div className={styles.scroll} {...sideways('Services')}>
      <table className={styles.table}>
        <caption className="sr-only">Services, the worst first</caption>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Lines now</th>
            <th scope="col" className="number">
              Error lines
            </th>
            <th scope="col" className="number">
              Requests
            </th>
            <th scope="col" className="number">
              Failed
            </th>
            <th scope="col" className="number">
              95 % within
            </th>
            <th scope="col">Last heard</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ service, state, errorLines, requests, failed, p95, lastSeenAt, speaks }) => (
            <tr key={service}>
              <th scope="row">
                <TextLink href={`${servicePath(service)}${range}`} inline={false}>
                  {service}
                </TextLink>
              </th>
              <td className="short">
                <ServiceStateTag state={state} />
              </td>
              <td className="number">{errorLines.toLocaleString('en')}</td>
              <td className="number">{requests.toLocaleString('en')}</td>
              <td className="number">{sayShare(failed, requests)}</td>
              <td className="number">{sayLatency(p95)}</td>
              <td className="short">
                {lastSeenAt === null ? (
                  <span className={styles.secondary}>{speaks ? 'no lines, spans only' : 'only called'}</span>
                ) : (
                  <TimeAgo at={lastSeenAt} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

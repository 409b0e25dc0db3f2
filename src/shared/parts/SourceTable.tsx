import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type SourceCost, type SourceStatus } from '@incident-memory/contract';
import { type BadgeColor, type IconName, useStyles2 } from '@grafana/ui';
import React from 'react';
import { sayBytes, sayLatency } from '../figures';
import { TimeAgo } from '../time/TimeAgo';
import { sayDuration } from '../time/sayDuration';
import { count } from '../words';
import { EmptyNote } from './EmptyNote';
import { StateTag } from '../tags/StateTag';
import { sideways } from './sideways';

const STATES: Record<SourceStatus['state'], { text: string; color: BadgeColor; icon: IconName }> = {
  fresh: { text: 'Fresh', color: 'green', icon: 'check' },
  stale: { text: 'Stale', color: 'orange', icon: 'clock-nine' },
  failing: { text: 'Failing', color: 'red', icon: 'exclamation-triangle' },
  never: { text: 'Nothing yet', color: 'darkgrey', icon: 'minus' },
};

const KINDS: Record<SourceStatus['kind'], string> = {
  push: 'sent to us',
  elasticsearch: 'Elasticsearch, polled',
  alerts: 'alerts',
  changes: 'changes',
  kubernetes: 'Kubernetes, watched',
  grafana: 'through Grafana, polled',
};

/** Where telemetry comes from, and how old the newest of it is. */
export function SourceTable({ sources }: { sources: SourceStatus[] }) {
  const styles = useStyles2(getStyles);
  if (sources.length === 0) {
    return (
      <EmptyNote icon="plug" title="No source of telemetry is configured">
        Without logs or alerts nothing can be detected. The configuration file of the sidecar names the sources.
      </EmptyNote>
    );
  }
  return (
    <div className={styles.scroll} {...sideways('Sources')}>
      <table className={styles.table}>
        <caption className="sr-only">Sources of telemetry</caption>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">State</th>
            <th scope="col">Newest data</th>
            <th scope="col">Lag</th>
            <th scope="col">Late lines</th>
            <th scope="col">Cost of the last hour</th>
            <th scope="col">Problem</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={`${source.kind} ${source.name}`}>
              <th scope="row">
                {source.name} <span className={styles.kind}>({KINDS[source.kind]})</span>
                {source.restricted && <div className={styles.kind}>restricted: counts only, no samples are kept</div>}
              </th>
              <td>
                <StateTag {...STATES[source.state]} />
              </td>
              <td>{source.lastDataAt === null ? 'never' : <TimeAgo at={source.lastDataAt} />}</td>
              <td>{source.lagSeconds === null ? '–' : sayDuration(source.lagSeconds * 1000)}</td>
              <td>{source.lateLines.toLocaleString('en')}</td>
              <td>{source.cost === null ? '–' : sayCost(source.cost)}</td>
              <td>{source.problem ?? 'none'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sayCost({ requests, bytes, milliseconds }: SourceCost): string {
  return [count(requests, 'request'), sayBytes(bytes), sayLatency(milliseconds)].join(' · ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  kind: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  table: css({
    width: '100%',
    'th, td': { padding: theme.spacing(0.5, 2, 0.5, 0), textAlign: 'left', verticalAlign: 'top' },
    'thead th': {
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightRegular,
    },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium },
  }),
});

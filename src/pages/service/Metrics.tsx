import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { TimeChart } from '../../shared/chart/TimeChart';
import { useSignals } from '../../shared/data/useSignals';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { perSecond } from '../../shared/perSecond';
import { unitOf } from '../../shared/unitOf';
import { count } from '../../shared/words';
import { type OfService } from './ofService';

const SHOWN_METRICS = 6;
/** More lines in a small chart cannot be told apart. */
const SHOWN_SERIES = 6;

/** What it reports of itself; the section is absent where it reports nothing. */
export function Metrics({ service, from, to }: OfService) {
  const names = useSignals('listMetrics', { from, to, service: [service], limit: 50 });
  if (names.data === undefined || names.data.items.length === 0) {
    return null;
  }
  const metrics = names.data.items.map(({ metric }) => metric);
  return (
    <Section
      title="What it reports of itself"
      aside={
        metrics.length > SHOWN_METRICS
          ? `${SHOWN_METRICS} of ${count(metrics.length, 'metric')}; the data source has all of them`
          : count(metrics.length, 'metric')
      }
    >
      <MetricCharts service={service} from={from} to={to} metrics={metrics.slice(0, SHOWN_METRICS)} />
    </Section>
  );
}

function MetricCharts({ service, from, to, metrics }: OfService & { metrics: string[] }) {
  const styles = useStyles2(getStyles);
  const query = useSignals('readMetrics', { from, to, service: [service], metric: metrics });
  return (
    <QueryView query={query} what="its metrics">
      {({ series, stepSeconds }) => (
        <div className={styles.charts}>
          {metrics.map((metric) => {
            const ofMetric = series.filter((one) => one.metric === metric).slice(0, SHOWN_SERIES);
            const [first] = ofMetric;
            return first === undefined ? null : (
              <figure key={metric} className={styles.chart}>
                <figcaption>{first.kind === 'increase' ? `${metric}, a second` : metric}</figcaption>
                <TimeChart
                  caption={`${metric} of ${service}`}
                  times={first.at}
                  from={from}
                  to={to}
                  unit={unitOf(first)}
                  series={ofMetric.map((one) => ({
                    name: one.labels === '' ? metric : one.labels,
                    values: one.kind === 'gauge' ? one.value : perSecond(one.value, { ...one, stepSeconds }),
                  }))}
                />
              </figure>
            );
          })}
        </div>
      )}
    </QueryView>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  charts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: theme.spacing(2),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  chart: css({
    margin: 0,
    minWidth: 0,
    figcaption: { color: theme.colors.text.secondary, overflowWrap: 'anywhere' },
  }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { TimeChart } from '../../shared/chart/TimeChart';
import { type TimeMark } from '../../shared/chart/timeChartConfig';
import { useSignals } from '../../shared/data/useSignals';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { perSecond } from '../../shared/perSecond';
import { type OfService } from './ofService';
import { marksOf } from '../../shared/occurrences/marksOf';

/** Lines, requests and latency beside each other, with what changed drawn into all of them. */
export function ServiceCharts({ service, from, to }: OfService) {
  const styles = useStyles2(getStyles);
  const range = { from, to, service: [service] };
  const happened = useSignals('listOccurrences', { ...range, limit: 50 });
  const rates = useSignals('readRates', range);
  const traffic = useSignals('readTraffic', range);
  const marks: TimeMark[] = marksOf(happened.data?.items ?? []);
  const span = { from, to, marks };
  return (
    <div className={styles.charts}>
      <Section title="Lines that say something is wrong" aside="a second">
        <QueryView query={rates} what="the counts of lines">
          {({ series: [one], stepSeconds }) =>
            one === undefined ? (
              <EmptyNote icon="file-alt" title="No log lines in this time">
                The service sends no lines here, or they are past the retention of counts.
              </EmptyNote>
            ) : (
              <TimeChart
                {...span}
                caption={`Lines of ${service} by level`}
                times={one.at}
                unit="short"
                series={[
                  { name: 'errors', values: perSecond(one.errors, { ...one, stepSeconds }), tone: 'bad' },
                  { name: 'warnings', values: perSecond(one.warnings, { ...one, stepSeconds }), tone: 'warned' },
                ]}
              />
            )
          }
        </QueryView>
      </Section>
      <Section title="Requests">
        <QueryView query={traffic} what="its requests">
          {({ series: [one], stepSeconds }) =>
            one === undefined ? (
              <NoTraffic />
            ) : (
              <TimeChart
                {...span}
                caption={`Requests to ${service}`}
                times={one.at}
                unit="reqps"
                series={[
                  { name: 'all', values: perSecond(one.requests, { ...one, stepSeconds }) },
                  { name: 'failed', values: perSecond(one.errors, { ...one, stepSeconds }), tone: 'bad' },
                ]}
              />
            )
          }
        </QueryView>
      </Section>
      <Section title="Latency">
        <QueryView query={traffic} what="its latency">
          {({ series: [one] }) =>
            one === undefined ? (
              <NoTraffic />
            ) : (
              <TimeChart
                {...span}
                caption={`Latency of ${service}`}
                times={one.at}
                unit="ms"
                series={[
                  { name: 'half within', values: one.p50 },
                  { name: '95 %', values: one.p95 },
                  { name: '99 %', values: one.p99 },
                ]}
              />
            )
          }
        </QueryView>
      </Section>
    </div>
  );
}

function NoTraffic() {
  return (
    <EmptyNote icon="gf-interpolation-linear" title="No spans in this time">
      Requests and latency are counted from spans: send traces, or name where they can be asked for.
    </EmptyNote>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  charts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: theme.spacing(1.5),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type OccurrenceView, type RouteQuery } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { BandChart } from '../../shared/chart/BandChart';
import { signalName } from '../../shared/chart/bandWords';
import { useBand } from '../../shared/data/useDetection';
import { useSignals } from '../../shared/data/useSignals';
import { marksOf } from '../../shared/occurrences/marksOf';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { type OfService } from './ofService';

type Signal = RouteQuery<'readBand'>['signal'];
const SIGNALS: Signal[] = ['errors', 'requests', 'failures', 'latency'];
/** Low enough that two rows fit a laptop's screen. */
const HEIGHT = 12;

/** Each signal within what was usual for this service at the time, with the alarms on it. */
export function AgainstItsUsual({ service, from, to }: OfService) {
  const styles = useStyles2(getStyles);
  const happened = useSignals('listOccurrences', { from, to, service: [service], limit: 50 });
  return (
    <Section
      title="Against its usual"
      aside="shaded: what detectors expect at this time; marked: where they raised an alarm"
    >
      <div className={styles.charts}>
        {SIGNALS.map((signal) => (
          <Band key={signal} of={{ service, from, to }} signal={signal} changes={happened.data?.items ?? []} />
        ))}
      </div>
    </Section>
  );
}

function Band({ of, signal, changes }: { of: OfService; signal: Signal; changes: OccurrenceView[] }) {
  const query = useBand({ ...of, signal });
  return (
    <div>
      <h3 className="h5">{signalName({ signal, subject: '' })}</h3>
      <QueryView query={query} what="what is usual">
        {({ series: [one], alarms }) =>
          one === undefined ? (
            <EmptyNote icon="chart-line" title="Nothing of it in this time">
              The service does not tell it, or it is past the retention of counts.
            </EmptyNote>
          ) : (
            <BandChart
              series={one}
              from={of.from}
              to={of.to}
              alarms={alarms}
              changes={marksOf(changes)}
              height={HEIGHT}
            />
          )
        }
      </QueryView>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  charts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: theme.spacing(1.5),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});

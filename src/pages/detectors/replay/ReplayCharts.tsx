import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type PreviewAnswer } from '@incident-memory/contract';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { BandChart } from '../../../shared/chart/BandChart';
import { incidentName } from '../../../shared/pluginAddress';
import { Part } from './Part';
import { replayedSpan } from './replayedSpan';
import { chartsInOrder } from './chartsInOrder';

/** Charts are dear to draw, and the first ones tell most. */
const SHOWN_AT_FIRST = 4;

/** Each service with its band, what would have been raised, and where real incidents began. */
export function ReplayCharts({ answer }: { answer: PreviewAnswer }) {
  const styles = useStyles2(getStyles);
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const charts = chartsInOrder(answer);
  if (charts.length === 0) {
    return null;
  }
  const { from, to } = replayedSpan(answer);
  return (
    <Part title="As it would have seen it">
      <div className={styles.charts}>
        {charts.slice(0, shown).map(({ series, alarms, incidents }) => (
          <div key={`${series.service} ${series.signal} ${series.subject}`} className={styles.chart}>
            <h4 className={styles.service}>{series.service}</h4>
            <BandChart
              series={series}
              from={from}
              to={to}
              alarms={alarms}
              changes={incidents.map(({ number, startedAt }) => ({
                at: Date.parse(startedAt),
                name: incidentName(number),
              }))}
              height={16}
            />
          </div>
        ))}
      </div>
      {charts.length > shown && (
        <Button size="sm" variant="secondary" onClick={() => setShown(shown + 2 * SHOWN_AT_FIRST)}>
          {`Show more (${charts.length - shown} left)`}
        </Button>
      )}
    </Part>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  charts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: theme.spacing(2),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  chart: css({ minWidth: 0 }),
  service: css({ margin: 0, fontSize: theme.typography.body.fontSize, overflowWrap: 'anywhere' }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Incident } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { IncidentActions } from './actions/IncidentActions';
import { ChartSection } from './chart/ChartSection';
import { ClosingNotes } from './ClosingNotes';
import { BandCharts } from './evidence/BandCharts';
import { OddMessages } from './evidence/OddMessages';
import { SlowCalls } from './evidence/SlowCalls';
import { ImpactHead } from './ImpactHead';
import { JoinedAlarms } from './JoinedAlarms';
import { JoinedAlerts } from './JoinedAlerts';
import { RecoveryNote } from './RecoveryNote';
import { SampleLines } from './SampleLines';
import { ServicesInOrder } from './ServicesInOrder';
import { HowItSpread } from './spread/HowItSpread';
import { Timeline } from './Timeline';
import { WhatChanged } from './WhatChanged';

interface IncidentBodyProps {
  incident: Incident;
  reference: string;
}

/** Top to bottom in the order of need: what hurts, what to press, how it looks, who is hurt, what the lines say. */
export function IncidentBody({ incident, reference }: IncidentBodyProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.page}>
      <ImpactHead incident={incident} />
      <IncidentActions incident={incident} reference={reference} />
      <RecoveryNote incident={incident} />
      <div className={styles.halves}>
        <div className={styles.column}>
          {!isOfDetectors(incident) && <ChartSection reference={reference} />}
          <BandCharts reference={reference} />
          <OddMessages reference={reference} />
          <SlowCalls reference={reference} />
          <SampleLines reference={reference} />
        </div>
        <div className={styles.column}>
          <WhatChanged incident={incident} />
          <HowItSpread spread={incident.spread} />
          <ServicesInOrder incident={incident} />
          <JoinedAlarms alarms={incident.alarms} />
          <JoinedAlerts alerts={incident.alerts} />
          <ClosingNotes incident={incident} />
          <Timeline reference={reference} />
        </div>
      </div>
    </div>
  );
}

/** Counts of error lines say nothing of what opened it. */
function isOfDetectors({ kind, services }: Incident): boolean {
  return (kind === 'detected' || kind === 'cascade') && services.every(({ peakErrors }) => peakErrors === 0);
}

/** The same body stands on its own page and beside a list, so its own width decides, not the window's. */
const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    minWidth: 0,
    containerType: 'inline-size',
  }),
  column: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), minWidth: 0 }),
  halves: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignItems: 'start',
    gap: theme.spacing(1.5),
    [`@container (min-width: ${theme.breakpoints.values.md}${theme.breakpoints.unit})`]: {
      gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    },
  }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Incident } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useIncidentRecall } from '../../shared/data/useRecall';
import { WhoKnows } from '../../shared/recall/WhoKnows';
import { IncidentActions } from './actions/IncidentActions';
import { ChartSection } from './chart/ChartSection';
import { ClosingNotes } from './ClosingNotes';
import { BandCharts } from './evidence/BandCharts';
import { OddMessages } from './evidence/OddMessages';
import { SlowCalls } from './evidence/SlowCalls';
import { ImpactHead } from './ImpactHead';
import { JoinedAlarms } from './JoinedAlarms';
import { JoinedAlerts } from './JoinedAlerts';
import { IncidentRecall } from './recall/IncidentRecall';
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

/** Top to bottom in the order of need: what hurts, what memory knows of it, what changed, and then the evidence. */
export function IncidentBody({ incident, reference }: IncidentBodyProps) {
  const styles = useStyles2(getStyles);
  const recall = useIncidentRecall(reference);
  return (
    <div className={styles.page}>
      <ImpactHead incident={incident} />
      <IncidentActions incident={incident} reference={reference} />
      <RecoveryNote incident={incident} />
      <div className={styles.halves}>
        <div className={styles.column}>
          <IncidentRecall incident={incident} reference={reference} recall={recall} />
          <HowItSpread spread={incident.spread} />
        </div>
        <div className={styles.column}>
          <WhatChanged incident={incident} />
          <WhoKnows people={recall.data?.whoKnows ?? []} />
          <div className={styles.firstWhereWide}>
            {isOfDetectors(incident) ? <BandCharts reference={reference} /> : <ChartSection reference={reference} />}
          </div>
        </div>
      </div>
      <div className={styles.halves}>
        <div className={styles.column}>
          {!isOfDetectors(incident) && <BandCharts reference={reference} />}
          <OddMessages reference={reference} />
          <SlowCalls reference={reference} />
          <SampleLines reference={reference} />
        </div>
        <div className={styles.column}>
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
  // A picture is taken in at a glance where there is room beside; in one column, words to act on come first.
  firstWhereWide: css({
    minWidth: 0,
    [`@container (min-width: ${theme.breakpoints.values.md}${theme.breakpoints.unit})`]: { order: -1 },
  }),
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

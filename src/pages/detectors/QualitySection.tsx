import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type DetectionQuality } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useDetectionQuality } from '../../shared/data/useDetection';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { count } from '../../shared/words';
import { sayPrecision, saySpread } from './qualityWords';

/** What detection was worth in production: each figure with what it was counted from, and with what it means. */
export function QualitySection({ days }: { days: number }) {
  const query = useDetectionQuality(days);
  return (
    <Section title="How well detection did" aside={`the last ${days} days, all detectors together`}>
      <QueryView query={query} what="how well it did">
        {(quality) => (quality.incidents.opened === 0 ? <NothingYet /> : <Figures quality={quality} />)}
      </QueryView>
    </Section>
  );
}

function NothingYet() {
  return (
    <EmptyNote icon="history" title="No incident was opened in this time">
      Without incidents nothing can be said of how well they were noticed. A replay of a detector shows what it would
      have done.
    </EmptyNote>
  );
}

function Figures({ quality }: { quality: DetectionQuality }) {
  const styles = useStyles2(getStyles);
  const { incidents, detectionSeconds, mitigationSeconds, recoveries } = quality;
  const { opened, confirmed, dismissed, alertFirst, interval } = incidents;
  const unjudged = opened - confirmed - dismissed;
  return (
    <dl className={styles.figures}>
      <Figure
        name="Incidents that were real"
        value={sayPrecision({ right: confirmed, wrong: dismissed, interval })}
        meaning={`Confirmed against dismissed, of ${count(opened, 'incident')} opened; ${
          unjudged > 0 ? `${unjudged} without a verdict yet.` : 'all have their verdict.'
        }`}
      />
      <Figure
        name="Noticed after"
        value={saySpread(detectionSeconds)}
        meaning={`From when it is thought to have begun until the incident opened; ${count(detectionSeconds.n, 'incident')}.`}
      />
      <Figure
        name="Somebody else was first"
        value={`${alertFirst} of ${opened}`}
        meaning="Opened by an alert from elsewhere before any detector here: late there, or blind."
      />
      <Figure
        name="Mitigating after"
        value={saySpread(mitigationSeconds)}
        meaning={`From the opening until somebody said that a mitigation is under way; ${count(mitigationSeconds.n, 'incident')}. People’s time, not the detectors’.`}
      />
      <Figure
        name="Recoveries"
        value={`${recoveries.proved} proved, ${recoveries.unproven} unproven`}
        meaning={`Unproven: errors stopped, and nothing showed that the service works. ${count(recoveries.relapsed, 'relapse')} after a recovery.`}
      />
    </dl>
  );
}

function Figure({ name, value, meaning }: { name: string; value: string; meaning: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      <dt className={styles.secondary}>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.secondary}>{meaning}</dd>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  figures: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(20em, 1fr))',
    gap: theme.spacing(2),
    margin: 0,
    dd: { margin: 0 },
  }),
  value: css({ fontSize: theme.typography.h5.fontSize, fontVariantNumeric: 'tabular-nums' }),
  secondary: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
  }),
});

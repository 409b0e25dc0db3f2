import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Overview } from '@incident-memory/contract';
import { Icon, type IconName, useStyles2 } from '@grafana/ui';
import React from 'react';
import { confidenceWords } from '../../shared/memory/confidenceWords';
import { count } from '../../shared/words';

/** The three figures that are always there, each with what it means. */
export function Figures({ overview }: { overview: Overview }) {
  const styles = useStyles2(getStyles);
  const { servicesWatched, servicesSilent, activeIncidents, awaitingConfirmation, learningConfidence } = overview;
  return (
    <dl className={styles.row}>
      <Figure
        icon="eye"
        name="Services watched"
        value={String(servicesWatched)}
        meaning={
          servicesWatched === 0
            ? 'None has sent anything yet.'
            : servicesSilent.length === 0
              ? 'All of them are heard.'
              : `${count(servicesSilent.length, 'service')} silent.`
        }
      />
      <Figure
        icon={activeIncidents > 0 ? 'exclamation-circle' : 'check-circle'}
        name="Active outages"
        value={String(activeIncidents)}
        meaning={
          awaitingConfirmation === 0
            ? 'Open incidents that you may see.'
            : `And ${count(awaitingConfirmation, 'closure')} to confirm.`
        }
        alarming={activeIncidents > 0}
      />
      <Figure
        icon="history"
        name="Learning confidence"
        value={confidenceWords(learningConfidence)}
        meaning={learningConfidence.sentence}
      />
    </dl>
  );
}

interface FigureProps {
  icon: IconName;
  name: string;
  value: string;
  meaning: string;
  alarming?: boolean;
}

function Figure({ icon, name, value, meaning, alarming = false }: FigureProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={alarming ? `${styles.figure} ${styles.alarming}` : styles.figure}>
      <dt className={styles.name}>
        <Icon name={icon} /> {name}
      </dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.meaning}>{meaning}</dd>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: theme.spacing(2),
    margin: 0,
    [theme.breakpoints.down('md')]: { gridTemplateColumns: '1fr' },
  }),
  figure: css({
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderLeft: `${theme.spacing(0.5)} solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(1, 2),
  }),
  alarming: css({ borderLeftColor: theme.colors.error.border }),
  name: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  value: css({
    margin: 0,
    fontSize: theme.typography.h3.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    lineHeight: theme.typography.h3.lineHeight,
  }),
  meaning: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});

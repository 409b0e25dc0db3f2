import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Advice } from '@incident-memory/contract';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

/** The one cheap look that tells two causes of one symptom apart, before anything is done. */
export function TellApartCheck({ check }: { check: NonNullable<Advice['tellApart']> }) {
  const styles = useStyles2(getStyles);
  return (
    <p className={styles.check}>
      <Icon name="search" />
      <span>
        <strong>Check first: {check.question}</strong> {check.how}
        {check.means !== '' && ` → ${check.means}`}
      </span>
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  check: css({
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    margin: 0,
    padding: theme.spacing(0.5, 1),
    borderLeft: `${theme.spacing(0.5)} solid ${theme.colors.info.border}`,
    background: theme.colors.info.transparent,
    overflowWrap: 'anywhere',
  }),
});

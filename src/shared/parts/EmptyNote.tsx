import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, type IconName, useStyles2 } from '@grafana/ui';
import React from 'react';

interface EmptyNoteProps {
  icon?: IconName;
  title: string;
  /** Why there is nothing, and what would change that. */
  children: React.ReactNode;
}

/** An empty place that says what its emptiness means. */
export function EmptyNote({ icon = 'info-circle', title, children }: EmptyNoteProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box}>
      <Icon name={icon} size="xl" />
      <div>
        <div className={styles.title}>{title}</div>
        <div className={styles.text}>{children}</div>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    gap: theme.spacing(2),
    alignItems: 'center',
    padding: theme.spacing(2),
    color: theme.colors.text.secondary,
  }),
  title: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium }),
  text: css({ fontSize: theme.typography.body.fontSize }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { ClockTime } from '../../shared/time/TimeAgo';

interface Props {
  severity: 'warning' | 'error';
  message: string;
  action?: string;
  /** What is shown below was true then. */
  asOf?: string;
  onRetry?: () => void;
}

/** One line where a panel has no room for more; it wraps where it must. */
export function Notice({ severity, message, action, asOf, onRetry }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.notice} role={severity === 'error' ? 'alert' : 'status'}>
      <Icon name="exclamation-triangle" className={styles[severity]} />
      <span className={styles.text}>
        {asOf !== undefined && (
          <strong>
            Not up to date, shown as at <ClockTime at={asOf} />.{' '}
          </strong>
        )}
        {message} {action}
      </span>
      {onRetry !== undefined && (
        <Button size="sm" variant="secondary" fill="text" icon="sync" onClick={onRetry}>
          Try now
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  notice: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1),
    background: theme.colors.background.secondary,
  }),
  text: css({ flex: 1, minWidth: 0, fontSize: theme.typography.bodySmall.fontSize }),
  warning: css({ color: theme.colors.warning.text, flexShrink: 0 }),
  error: css({ color: theme.colors.error.text, flexShrink: 0 }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { toApiError } from '../api/ApiError';

interface MemoryAwayProps {
  error: unknown;
  onRetry: () => void;
}

/** Memory off, slow or broken takes nothing else with it, and is never mistaken for "nothing like it". */
export function MemoryAway({ error, onRetry }: MemoryAwayProps) {
  const { message, action, code, requestId } = toApiError(error);
  return (
    <MemoryNote>
      <strong>Memory does not answer, so whether this was seen before is not known.</strong> {message} {action} ({code}
      {requestId ? `, request ${requestId}` : ''}){' '}
      <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
        Ask memory again
      </Button>
    </MemoryNote>
  );
}

/** Why memory says less than it could. */
export function MemoryNote({ children }: { children: React.ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.note} role="status">
      <Icon name="exclamation-triangle" />
      <div>{children}</div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(0.75, 1),
    border: `1px solid ${theme.colors.warning.border}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.warning.transparent,
    overflowWrap: 'anywhere',
  }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type QueueItem } from '@incident-memory/contract';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { timesOf } from './QueueCard';

/** One that waits its turn. */
export function QueueLine({ item, onOpen }: { item: QueueItem; onOpen: () => void }) {
  const styles = useStyles2(getStyles);
  return (
    <button type="button" className={styles.line} aria-expanded={false} onClick={onOpen}>
      <Icon name="angle-right" />
      <span className={styles.title}>{item.title}</span>
      <span className={styles.facts}>
        {item.service ?? 'service not said'} · {timesOf(item)}
      </span>
    </button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'center',
    width: '100%',
    minWidth: 0,
    padding: theme.spacing(0.75, 1),
    background: 'transparent',
    border: 0,
    borderTop: `1px solid ${theme.colors.border.weak}`,
    textAlign: 'left',
    '&:hover': { background: theme.colors.action.hover },
  }),
  title: css({ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  facts: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
});

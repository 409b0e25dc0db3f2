import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type LogSample } from '@incident-memory/contract';
import { Button, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { servicePath } from '../../shared/pluginAddress';
import { useRangeQuery } from '../../shared/range/useRangeQuery';
import { dayTime, exactTime } from '../../shared/time/TimeAgo';
import { type UrlChange } from '../../shared/useUrlState';

interface LineListProps {
  lines: LogSample[];
  onChange: (change: UrlChange) => void;
  /** A line is being read. */
  onOpen: () => void;
}

/** One row a line; opened, it tells the rest and leads on: lines of the same trace, lines that look the same. */
export function LineList({ lines, onChange, onOpen }: LineListProps) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState<string | null>(null);
  const toggle = (id: string) => {
    setOpen(open === id ? null : id);
    if (open !== id) {
      onOpen();
    }
  };
  return (
    <ul className={styles.list}>
      {lines.map((line) => (
        <li key={line.id} className={styles.item}>
          <button type="button" className={styles.row} aria-expanded={open === line.id} onClick={() => toggle(line.id)}>
            <time dateTime={line.at} title={exactTime(line.at)}>
              {dayTime(line.at)}
            </time>
            <span className={cx(styles.level, (line.level === 'error' || line.level === 'fatal') && styles.bad)}>
              {line.level}
            </span>
            <span className={styles.service}>{line.service}</span>
            <span className={cx(styles.message, open !== line.id && styles.cut)}>{line.message}</span>
          </button>
          {open === line.id && <Opened line={line} onChange={onChange} />}
        </li>
      ))}
    </ul>
  );
}

function Opened({ line, onChange }: { line: LogSample; onChange: (change: UrlChange) => void }) {
  const styles = useStyles2(getStyles);
  const range = useRangeQuery();
  const { service, template, traceId, errorType, stack, at } = line;
  return (
    <div className={styles.opened}>
      <div className={styles.actions}>
        <TextLink href={`${servicePath(service)}${range}`}>{service}</TextLink>
        {template !== null && (
          <Button size="sm" variant="secondary" fill="outline" onClick={() => onChange({ template })}>
            Lines that look the same
          </Button>
        )}
        {traceId !== null && (
          <Button size="sm" variant="secondary" fill="outline" onClick={() => onChange({ trace: traceId })}>
            Lines of the same trace
          </Button>
        )}
        <span className={styles.secondary}>
          {at}
          {errorType !== null && ` · ${errorType}`}
        </span>
      </div>
      {stack !== null && <pre className={styles.stack}>{stack}</pre>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none' },
  }),
  row: css({
    display: 'grid',
    gridTemplateColumns: 'auto 4em minmax(6em, 12em) minmax(0, 1fr)',
    gap: theme.spacing(1.5),
    width: '100%',
    padding: theme.spacing(0.25, 0),
    border: 'none',
    background: 'none',
    textAlign: 'left',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    '&:hover': { background: theme.colors.action.hover },
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'auto 4em minmax(0, 1fr)' },
  }),
  level: css({ color: theme.colors.text.secondary }),
  bad: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
  service: css({
    color: theme.colors.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
  message: css({ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }),
  cut: css({ whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }),
  opened: css({ padding: theme.spacing(0.5, 0, 1) }),
  actions: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  secondary: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  stack: css({
    margin: theme.spacing(0.5, 0, 0),
    maxHeight: theme.spacing(40),
    overflow: 'auto',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});

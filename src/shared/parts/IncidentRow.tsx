import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Incident } from '@incident-memory/contract';
import { Badge, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { nextStep, owner } from '../nextStep';
import { incidentName, incidentPath } from '../pluginAddress';
import { TimeSince } from '../time/TimeAgo';
import { SeverityBadge } from '../tags/SeverityBadge';
import { StateBadge } from '../tags/StateBadge';

/** An incident in two lines: what hurts, since when, whose it is, what comes next. */
export function IncidentRow({ incident, action }: { incident: Incident; action?: React.ReactNode }) {
  const styles = useStyles2(getStyles);
  const who = owner(incident);
  return (
    <li className={styles.row}>
      <div className={styles.badges}>
        <SeverityBadge severity={incident.severity} />
        <StateBadge state={incident.state} />
      </div>
      <div className={styles.middle}>
        <div className={styles.title}>
          <TextLink href={incidentPath(incident.number)} inline={false} weight="medium">
            {`${incidentName(incident.number)} · ${incident.title}`}
          </TextLink>
        </div>
        <div>{incident.impact}</div>
        <div className={styles.next}>
          Next: <strong>{nextStep(incident)}</strong>
        </div>
      </div>
      <div className={styles.right}>
        <span>
          for <TimeSince at={incident.startedAt} />
        </span>
        {who === null ? <Badge color="orange" icon="user" text="Unowned" /> : <span>{who} is on it</span>}
        {incident.flapping && <Badge color="purple" icon="repeat" text="Flapping" />}
        {action}
      </div>
    </li>
  );
}

export function IncidentRows({ children }: { children: React.ReactNode }) {
  const styles = useStyles2(getStyles);
  return <ul className={styles.list}>{children}</ul>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  row: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(14)} minmax(0, 1fr) ${theme.spacing(20)}`,
    gap: theme.spacing(2),
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none' },
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)', gap: theme.spacing(1) },
  }),
  badges: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
  }),
  middle: css({ overflowWrap: 'anywhere' }),
  title: css({ display: 'flex' }),
  next: css({ color: theme.colors.text.secondary }),
  right: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-end',
    gap: theme.spacing(0.5),
    [theme.breakpoints.down('md')]: { flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center' },
  }),
});

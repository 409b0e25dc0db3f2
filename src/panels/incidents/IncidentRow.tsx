import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { Badge, Tooltip, useStyles2 } from '@grafana/ui';
import { type Incident } from '@incident-memory/contract';
import React from 'react';
import { SeverityBadge } from '../../shared/tags/SeverityBadge';
import { StateBadge } from '../../shared/tags/StateBadge';
import { incidentName, incidentPath } from '../../shared/pluginAddress';
import { sayDuration } from '../../shared/time/sayDuration';
import { exactTime } from '../../shared/time/TimeAgo';

/** As long as this a row is marked as new. */
const NEW_MS = 60_000;

interface Props {
  incident: Incident;
  now: number;
  compact: boolean;
  impact: boolean;
}

/** Who is on it, in words; what a person needs to know before waking someone else. */
function sayOwner({ acknowledged, mitigating, helpRequested }: Incident): string {
  if (mitigating !== null) {
    return `${mitigating.by} is mitigating`;
  }
  if (acknowledged !== null) {
    return `acknowledged by ${acknowledged.by}`;
  }
  return helpRequested === null ? 'nobody on it yet' : 'help is asked for';
}

function saySince(incident: Incident, now: number): string {
  const since = sayDuration(
    (incident.closedAt === null ? now : Date.parse(incident.closedAt)) - Date.parse(incident.startedAt)
  );
  if (incident.closedAt !== null) {
    return `lasted ${since}`;
  }
  return incident.quietSince === null
    ? `for ${since}`
    : `quiet for ${sayDuration(now - Date.parse(incident.quietSince))}`;
}

export function IncidentRow({ incident, now, compact, impact }: Props) {
  const styles = useStyles2(getStyles);
  const isNew = now - Date.parse(incident.detectedAt) < NEW_MS;
  return (
    <li className={styles.row}>
      <StateBadge state={incident.state} />
      {!compact && <SeverityBadge severity={incident.severity} />}
      <div className={styles.middle}>
        <a className={styles.title} href={locationUtil.assureBaseUrl(incidentPath(incident.number))}>
          {incidentName(incident.number)} {incident.title}
        </a>
        {impact && <div className={styles.detail}>{incident.impact}</div>}
      </div>
      {isNew && <Badge text="New" color="blue" />}
      <div className={styles.facts}>
        <Tooltip content={`Began ${exactTime(incident.startedAt)}`}>
          <time dateTime={incident.startedAt} tabIndex={0}>
            {saySince(incident, now)}
          </time>
        </Tooltip>
        {!compact && <div className={styles.detail}>{sayOwner(incident)}</div>}
      </div>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    '&:hover': { background: theme.colors.action.hover },
  }),
  middle: css({ flex: 1, minWidth: 0 }),
  title: css({
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontWeight: theme.typography.fontWeightMedium,
    '&:hover, &:focus-visible': { textDecoration: 'underline' },
  }),
  detail: css({
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  facts: css({ textAlign: 'right', whiteSpace: 'nowrap', flexShrink: 0 }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Incident, type IncidentLink } from '@incident-memory/contract';
import { Badge, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { incidentName, incidentPath } from '../../shared/pluginAddress';
import { SeverityBadge } from '../../shared/tags/SeverityBadge';
import { StateBadge } from '../../shared/tags/StateBadge';
import { ClockTime, TimeSince } from '../../shared/time/TimeAgo';
import { sayDuration } from '../../shared/time/sayDuration';
import { count } from '../../shared/words';

/** What hurts, since when, how bad against normal; and who said what about it. */
export function ImpactHead({ incident }: { incident: Incident }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box}>
      <p className={styles.impact}>{incident.impact}</p>
      <div className={styles.facts}>
        <SeverityBadge severity={incident.severity} />
        <StateBadge state={incident.state} />
        {incident.outage && <Badge color="red" icon="users-alt" text="Outage" tooltip="Users are hurt." />}
        {incident.flapping && (
          <Badge
            color="purple"
            icon="repeat"
            text={
              incident.returnsInLastHour > 1
                ? `Flapping: ${incident.returnsInLastHour} times in the last hour`
                : 'Flapping'
            }
            tooltip="It stops and returns again and again."
          />
        )}
        {incident.recurrences > 0 && (
          <Badge
            color="orange"
            icon="history"
            text={`Back ${count(incident.recurrences, 'time')} after closing`}
            tooltip="It was closed, and returned within a day."
          />
        )}
        {incident.splitFrom !== null && (
          <span>
            split from{' '}
            <TextLink href={incidentPath(incident.splitFrom.number)}>
              {incidentName(incident.splitFrom.number)}
            </TextLink>
          </span>
        )}
        <Links words="split off:" incidents={incident.splits} />
        <Links words="merged into it:" incidents={incident.absorbed} />
        <Lasted incident={incident} />
        <Mark mark={incident.acknowledged} words="on it" />
        <Mark mark={incident.mitigating} words="mitigating" />
        <Mark mark={incident.helpRequested} words="asked for help" />
        <Mark mark={incident.canWait} words="said it can wait" />
        {incident.state === 'open' && incident.acknowledged === null && (
          <Badge color="orange" icon="user" text="Unowned" tooltip="Nobody has acknowledged it." />
        )}
      </div>
    </div>
  );
}

function Links({ words, incidents }: { words: string; incidents: IncidentLink[] }) {
  return incidents.length === 0 ? null : (
    <span>
      {words}{' '}
      {incidents.map(({ id, number }, place) => (
        <React.Fragment key={id}>
          {place > 0 && ', '}
          <TextLink href={incidentPath(number)}>{incidentName(number)}</TextLink>
        </React.Fragment>
      ))}
    </span>
  );
}

function Lasted({ incident }: { incident: Incident }) {
  if (incident.closedAt !== null) {
    const length = Date.parse(incident.closedAt) - Date.parse(incident.startedAt);
    return (
      <span>
        lasted {sayDuration(length)}, from <ClockTime at={incident.startedAt} /> to <ClockTime at={incident.closedAt} />
      </span>
    );
  }
  return (
    <span>
      began <ClockTime at={incident.startedAt} />, <TimeSince at={incident.startedAt} /> ago
    </span>
  );
}

function Mark({ mark, words }: { mark: Incident['acknowledged']; words: string }) {
  if (mark === null) {
    return null;
  }
  return (
    <span>
      {mark.by} {words} (<ClockTime at={mark.at} />)
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  impact: css({
    margin: 0,
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    overflowWrap: 'anywhere',
  }),
  facts: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    color: theme.colors.text.secondary,
  }),
});

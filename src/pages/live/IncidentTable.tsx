import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Incident } from '@incident-memory/contract';
import { Badge, Checkbox, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router';
import { isUnowned, owner } from '../../shared/nextStep';
import { SeverityBadge } from '../../shared/tags/SeverityBadge';
import { StateBadge } from '../../shared/tags/StateBadge';
import { StateTag } from '../../shared/tags/StateTag';
import { incidentName, PAGES } from '../../shared/pluginAddress';
import { getListStyles } from '../../shared/parts/dataTable';
import { TimeAgo } from '../../shared/time/TimeAgo';
import { withChanges } from '../../shared/useUrlState';

interface IncidentTableProps {
  incidents: Incident[];
  selected: string | null;
  arrived: ReadonlySet<string>;
  /** null where the reader may not acknowledge. */
  checked: ReadonlySet<string> | null;
  onCheck: (id: string, on: boolean) => void;
  onOpen: (incident: Incident) => void;
}

export function IncidentTable({ incidents, selected, arrived, checked, onCheck, onOpen }: IncidentTableProps) {
  const styles = useStyles2(getStyles);
  const { search } = useLocation();
  const narrow = selected !== null;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {checked !== null && (
            <th scope="col">
              <span className="sr-only">Select</span>
            </th>
          )}
          <th scope="col">State</th>
          <th scope="col">Incident</th>
          <th scope="col">Began</th>
          {!narrow && <th scope="col">Who</th>}
        </tr>
      </thead>
      <tbody>
        {incidents.map((incident) => {
          const name = incidentName(incident.number);
          const open = selected === String(incident.number);
          return (
            <tr key={incident.id} className={cx(open && styles.open)} aria-current={open ? 'true' : undefined}>
              {checked !== null && (
                <td>
                  {isUnowned(incident) && (
                    <Checkbox
                      aria-label={`Select ${name}`}
                      value={checked.has(incident.id)}
                      onChange={(event) => onCheck(incident.id, event.currentTarget.checked)}
                    />
                  )}
                </td>
              )}
              <td>
                <div className={styles.badges}>
                  <StateBadge state={incident.state} />
                  <SeverityBadge severity={incident.severity} />
                  {incident.outage && <StateTag text="Outage" color="red" icon="users-alt" tooltip="Users are hurt." />}
                </div>
              </td>
              <td className={styles.words}>
                {arrived.has(incident.id) && <Badge color="purple" icon="bell" text="New" />}{' '}
                <TextLink
                  href={`${PAGES.live}${withChanges(search, { incident: String(incident.number) })}`}
                  onClick={() => onOpen(incident)}
                >
                  {`${name} · ${incident.title}`}
                </TextLink>
                <div className={cx(!open && styles.impact)}>{incident.impact}</div>
                {incident.spread !== null && <div className={styles.impact}>{incident.spread.sentence}</div>}
              </td>
              <td className={styles.time}>
                <TimeAgo at={incident.startedAt} />
              </td>
              {!narrow && <td>{owner(incident) ?? (isUnowned(incident) ? 'nobody yet' : '–')}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...getListStyles(theme),
  badges: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
  }),
  words: css({ overflowWrap: 'anywhere' }),
  impact: css({ color: theme.colors.text.secondary }),
  time: css({ whiteSpace: 'nowrap' }),
});

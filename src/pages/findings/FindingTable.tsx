import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Alarm } from '@incident-memory/contract';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router';
import { AlarmStateTag } from '../../shared/alarms/AlarmStateTag';
import { sayScore, sayStanding } from '../../shared/alarms/alarmWords';
import { DETECTOR_NAMES } from '../../shared/alarms/detectorNames';
import { incidentName, incidentPath, PAGES } from '../../shared/pluginAddress';
import { getListStyles } from '../../shared/parts/dataTable';
import { TimeAgo } from '../../shared/time/TimeAgo';
import { useNow } from '../../shared/time/useNow';
import { useIsWide } from '../../shared/useIsWide';
import { withChanges } from '../../shared/useUrlState';
import { VerdictNote } from './VerdictNote';

interface FindingTableProps {
  alarms: Alarm[];
  /** Shown still, and no longer in the list that was asked for. */
  left: ReadonlySet<string>;
  chosen: string | null;
  /** null where the reader may not judge. */
  onUndo: ((alarm: Alarm) => void) | null;
}

/** Where a row's link is found again, when keys go through the list. */
export function rowLinkId(alarm: string): string {
  return `finding-${alarm}`;
}

export function FindingTable({ alarms, left, chosen, onUndo }: FindingTableProps) {
  const styles = useStyles2(getStyles);
  const { search } = useLocation();
  const now = useNow();
  const wide = useIsWide();
  const narrow = chosen !== null || !wide;
  return (
    <table className={styles.table}>
      <caption className="sr-only">Findings, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Raised</th>
          <th scope="col">What</th>
          {!narrow && <th scope="col">How odd</th>}
          {!narrow && <th scope="col">Verdict</th>}
        </tr>
      </thead>
      <tbody>
        {alarms.map((alarm) => {
          const open = alarm.id === chosen;
          // Grey on the row that is chosen would be too pale to read.
          const secondary = open ? undefined : styles.secondary;
          const verdict = <VerdictNote alarm={alarm} onUndo={onUndo === null ? null : () => onUndo(alarm)} />;
          return (
            <tr key={alarm.id} className={cx(open && styles.open)} aria-current={open ? 'true' : undefined}>
              <td className={styles.when}>
                <TimeAgo at={alarm.at} />
                {left.has(alarm.id) ? (
                  <div className={secondary}>as last seen</div>
                ) : (
                  <div>
                    <AlarmStateTag alarm={alarm} /> {narrow && <br />}
                    <span className={secondary}>{sayStanding(alarm, now)}</span>
                  </div>
                )}
              </td>
              <td className={styles.words}>
                <div id={rowLinkId(alarm.id)}>
                  <TextLink href={`${PAGES.findings}${withChanges(search, { finding: alarm.id })}`}>
                    {`${alarm.service} · ${alarm.sentence}`}
                  </TextLink>
                </div>
                <div className={secondary}>
                  {DETECTOR_NAMES[alarm.detector]}
                  {narrow && ` · ${sayScore(alarm.score)}`}
                  {alarm.incident !== null && (
                    <>
                      {' · part of '}
                      <TextLink href={incidentPath(alarm.incident.number)}>
                        {incidentName(alarm.incident.number)}
                      </TextLink>
                    </>
                  )}
                </div>
                {alarm.heldBack !== null && <div className={secondary}>{alarm.heldBack}</div>}
                {left.has(alarm.id) && (
                  <div className={secondary}>
                    No longer in this list: it ended, was judged, or is part of an incident
                  </div>
                )}
                {narrow && verdict}
              </td>
              {!narrow && <td className={styles.score}>{sayScore(alarm.score)}</td>}
              {!narrow && <td className={styles.verdict}>{verdict}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...getListStyles(theme),
  when: css({ whiteSpace: 'nowrap', '& > div': { margin: theme.spacing(0.25, 0) } }),
  words: css({ overflowWrap: 'anywhere' }),
  score: css({ whiteSpace: 'nowrap' }),
  verdict: css({ width: theme.spacing(28) }),
  secondary: css({ color: theme.colors.text.secondary }),
});

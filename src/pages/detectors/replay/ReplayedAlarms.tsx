import { type ReplayedAlarm } from '@incident-memory/contract';
import { Button, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { sayScore, sayStanding } from '../../../shared/alarms/alarmWords';
import { getTableStyles } from '../../../shared/parts/dataTable';
import { servicePath } from '../../../shared/pluginAddress';
import { TimeAgo } from '../../../shared/time/TimeAgo';
import { useNow } from '../../../shared/time/useNow';
import { withChanges } from '../../../shared/useUrlState';
import { Part } from './Part';
import { sideways } from '../../../shared/parts/sideways';

const SHOWN_AT_FIRST = 20;
/** The service is opened with some time around the alarm. */
const AROUND_MS = 30 * 60_000;

/** Every alarm that would have been raised, the furthest off first. */
export function ReplayedAlarms({ alarms }: { alarms: ReplayedAlarm[] }) {
  const styles = useStyles2(getTableStyles);
  const now = useNow(60_000);
  const [all, setAll] = useState(false);
  if (alarms.length === 0) {
    return null;
  }
  const sorted = [...alarms].sort((a, b) => b.score - a.score);
  return (
    <Part title="Alarms that it would have raised">
      <div className={styles.scroll} {...sideways('Alarms of the replay')}>
        <table className={styles.table}>
          <caption className="sr-only">Alarms that it would have raised, the furthest off first</caption>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Raised</th>
              <th scope="col">Stood</th>
              <th scope="col">How odd</th>
              <th scope="col">What it would have said</th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, all ? undefined : SHOWN_AT_FIRST).map((alarm) => (
              <tr key={`${alarm.service} ${alarm.subject} ${alarm.at}`}>
                <th scope="row">
                  <TextLink href={`${servicePath(alarm.service)}${around(alarm)}`}>{alarm.service}</TextLink>
                  {alarm.subject !== '' && <div className={styles.secondary}>{alarm.subject}</div>}
                </th>
                <td className="short">
                  <TimeAgo at={alarm.at} />
                </td>
                <td className="short">{sayStanding(alarm, now)}</td>
                <td className="short">{sayScore(alarm.score)}</td>
                <td>{alarm.sentence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!all && alarms.length > SHOWN_AT_FIRST && (
        <Button size="sm" variant="secondary" onClick={() => setAll(true)}>
          {`Show all ${alarms.length}`}
        </Button>
      )}
    </Part>
  );
}

function around({ startedAt, endedAt, at }: ReplayedAlarm): string {
  const from = Date.parse(startedAt) - AROUND_MS;
  const to = Date.parse(endedAt ?? at) + AROUND_MS;
  return withChanges('', { from: String(from), to: String(to) });
}

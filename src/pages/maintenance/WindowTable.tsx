import { type MaintenanceWindow } from '@incident-memory/contract';
import { type BadgeColor, Button, type IconName, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { getTableStyles } from '../../shared/parts/dataTable';
import { StateTag } from '../../shared/tags/StateTag';
import { dayTime, TimeAgo } from '../../shared/time/TimeAgo';
import { useNow } from '../../shared/time/useNow';
import { listed } from '../../shared/words';
import { inOrder, type WindowState, windowState } from './windowState';
import { sideways } from '../../shared/parts/sideways';

const STATES: Record<WindowState, { text: string; color: BadgeColor; icon: IconName }> = {
  now: { text: 'Now', color: 'orange', icon: 'clock-nine' },
  planned: { text: 'Planned', color: 'blue', icon: 'calendar-alt' },
  past: { text: 'Past', color: 'darkgrey', icon: 'check' },
};

export const KINDS: Record<MaintenanceWindow['kind'], string> = { maintenance: 'Maintenance', 'roll-out': 'Roll-out' };

interface WindowTableProps {
  windows: MaintenanceWindow[];
  busy: boolean;
  /** null where the reader may not end one. */
  onEnd: ((window: MaintenanceWindow) => void) | null;
}

export function WindowTable({ windows, busy, onEnd }: WindowTableProps) {
  const styles = useStyles2(getTableStyles);
  const now = useNow();
  return (
    <div className={styles.scroll} {...sideways('Windows')}>
      <table className={styles.table}>
        <caption className="sr-only">Times in which something is expected</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">State</th>
            <th scope="col">Services</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Said by</th>
            <th scope="col">
              <span className="sr-only">End it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {inOrder(windows, now).map((window) => {
            const state = windowState(window, now);
            return (
              <tr key={window.id}>
                <th scope="row">
                  {window.title} <span className={styles.secondary}>({KINDS[window.kind].toLowerCase()})</span>
                </th>
                <td className="short">
                  <StateTag {...STATES[state]} />
                </td>
                <td>{window.services.length === 0 ? <strong>all services</strong> : listed(window.services, 8)}</td>
                <td className="short">{dayTime(window.from)}</td>
                <td className="short">
                  {window.endedAt === null ? (
                    dayTime(window.to)
                  ) : (
                    <>
                      ended <TimeAgo at={window.endedAt} />
                    </>
                  )}
                </td>
                <td>{window.fixedByFile ? 'the configuration file' : window.by}</td>
                <td className="short">
                  {state === 'past' || onEnd === null ? null : window.fixedByFile ? (
                    <span className={styles.secondary}>ended in the file</span>
                  ) : (
                    <EndButton window={window} state={state} busy={busy} onEnd={() => onEnd(window)} />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface EndButtonProps {
  window: MaintenanceWindow;
  state: WindowState;
  busy: boolean;
  onEnd: () => void;
}

/** Asks once, in place: what was held back would page from then on. */
function EndButton({ window, state, busy, onEnd }: EndButtonProps) {
  const [asking, setAsking] = useState(false);
  const text = state === 'now' ? 'End now' : 'Call off';
  if (!asking) {
    return (
      <Button size="sm" variant="secondary" aria-label={`${text}: ${window.title}`} onClick={() => setAsking(true)}>
        {text}
      </Button>
    );
  }
  return (
    <>
      <Button size="sm" variant="destructive" disabled={busy} autoFocus onClick={onEnd}>
        {busy ? 'Ending…' : `Yes, ${text.toLowerCase()}`}
      </Button>{' '}
      <Button size="sm" fill="text" variant="secondary" onClick={() => setAsking(false)}>
        No
      </Button>
    </>
  );
}

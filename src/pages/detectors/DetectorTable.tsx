import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Detector, type DetectorMode } from '@incident-memory/contract';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { getTableStyles } from '../../shared/parts/dataTable';
import { detectorPath, PAGES } from '../../shared/pluginAddress';
import { TimeAgo } from '../../shared/time/TimeAgo';
import { withChanges } from '../../shared/useUrlState';
import { ModeChoice } from './ModeChoice';
import { sayFound, sayLead, sayPrecision } from './qualityWords';
import { sideways } from '../../shared/parts/sideways';

interface DetectorTableProps {
  detectors: Detector[];
  days: number;
  onAsk: (detector: Detector, mode: DetectorMode) => void;
}

export function DetectorTable({ detectors, days, onAsk }: DetectorTableProps) {
  const styles = useStyles2(getTableStyles);
  const own = useStyles2(getStyles);
  return (
    <div className={styles.scroll} {...sideways('Detectors')}>
      <table className={styles.table}>
        <caption className="sr-only">Detectors, their modes, and how far they were right</caption>
        <thead>
          <tr>
            <th scope="col">Detector</th>
            <th scope="col">Mode</th>
            <th scope="col">{`Alarms in ${days} days`}</th>
            <th scope="col">By verdicts</th>
            <th scope="col">Real incidents found</th>
            <th scope="col">Against others</th>
          </tr>
        </thead>
        <tbody>
          {detectors.map((detector) => (
            <tr key={detector.id}>
              <th scope="row" className={own.what}>
                <TextLink href={detectorPath(detector.id)}>{detector.name}</TextLink>
                <div className={styles.secondary}>{detector.what}</div>
              </th>
              <td className="short">
                <ModeChoice detector={detector} onAsk={(mode) => onAsk(detector, mode)} />
                <Changed detector={detector} />
              </td>
              <td className="short">
                <Alarms detector={detector} days={days} />
              </td>
              <td className="short">{sayPrecision(detector.quality)}</td>
              <td className="short">{sayFound(detector.quality)}</td>
              <td className="short">{sayLead(detector.quality.leadSeconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={cx(styles.secondary, own.meaning)}>
        <strong>By verdicts</strong>: of the alarms that a person judged, and the incidents that a person closed as real
        or dismissed (each counts once), how many were right; in brackets where the true share lies in 95 of 100 cases
        (Wilson). <strong>Real incidents</strong> are those that an alert or a fixed rule opened, or that a person
        confirmed; found are those that it told of within 15 min of their start, of all in which it was on and had
        something to watch. <strong>Against others</strong>: how long before or after whatever opened the incident it
        told of it, in the median.
      </p>
    </div>
  );
}

/** A fixed rule opens incidents at once and leaves no alarms of its own to look at. */
function Alarms({ detector: { id, quality, replayable }, days }: { detector: Detector; days: number }) {
  const alarms = quality.alarms.toLocaleString('en');
  if (quality.alarms === 0 || !replayable) {
    return quality.alarms === 0 ? 'none' : alarms;
  }
  const since = days === 90 ? null : `${days}d`;
  return (
    <TextLink href={`${PAGES.findings}${withChanges('', { show: 'all', detector: id, since })}`}>{alarms}</TextLink>
  );
}

/** Since when it is as it is, by whom, and why. */
export function Changed({ detector: { changed } }: { detector: Detector }) {
  const styles = useStyles2(getStyles);
  return changed === null ? null : (
    <div className={styles.changed}>
      by {changed.by} <TimeAgo at={changed.at} />
      {changed.reason !== '' && `: ${changed.reason}`}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  what: css({ minWidth: theme.spacing(30) }),
  meaning: css({ margin: theme.spacing(1.5, 0, 0), fontSize: theme.typography.bodySmall.fontSize }),
  changed: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'normal',
    maxWidth: theme.spacing(28),
  }),
});

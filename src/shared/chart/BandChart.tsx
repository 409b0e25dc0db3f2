import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Alarm, type BandSeries } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useNow } from '../time/useNow';
import { count } from '../words';
import { bandEdges } from './bandEdges';
import { alarmMarks, alarmStretches, bandUnit, sayLearning, signalName } from './bandWords';
import { TimeChart } from './TimeChart';
import { type TimeMark } from './timeChartConfig';

/** What the chart needs of an alarm, whether it was raised or only replayed. */
export type DrawnAlarm = Pick<Alarm, 'at' | 'startedAt' | 'endedAt'>;

interface BandChartProps {
  series: BandSeries;
  /** Epoch milliseconds. */
  from: number;
  to: number;
  alarms?: DrawnAlarm[];
  /** What went live or went wrong meanwhile. */
  changes?: TimeMark[];
  /** In units of the theme's grid. */
  height?: number;
}

/** How often a stretch that has not ended is drawn further. */
const GROWS_EVERY_MS = 15_000;

/**
 * A signal of a service as a line through what was usual at the time, with each alarm: a line where it was raised, and
 * the time it stood in shaded. The unit and what the band cannot tell yet stand below.
 */
export function BandChart({ series, from, to, alarms = [], changes = [], height }: BandChartProps) {
  const styles = useStyles2(getStyles);
  const now = useNow(GROWS_EVERY_MS);
  const { service, signal, subject, value, low, high, at, unit } = series;
  const fromZero = signal !== 'metric';
  const band = useMemo(() => bandEdges({ value, low, high }, fromZero), [value, low, high, fromZero]);
  const name = signalName({ signal, subject });
  const lines = useMemo(() => [{ name, values: value, tone: 'plain' as const }], [name, value]);
  const learning = sayLearning({ at, low, high }, from);
  const raised = alarms.length === 0 ? '' : `, ${count(alarms.length, 'alarm')}`;
  return (
    <figure className={styles.figure}>
      <TimeChart
        caption={`${name} of ${service} against its usual${raised}`}
        times={at}
        series={lines}
        band={band}
        from={from}
        to={to}
        unit={bandUnit(unit)}
        fromZero={fromZero}
        marks={[...alarmMarks(alarms), ...changes]}
        stretches={alarmStretches(alarms, Math.min(now, to))}
        height={height}
      />
      <figcaption className={styles.caption}>
        {[unit, learning].filter((part) => part !== null && part !== '').join(' · ')}
      </figcaption>
    </figure>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  figure: css({ margin: 0, minWidth: 0 }),
  caption: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});

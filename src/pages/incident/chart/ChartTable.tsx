import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { clockTime } from '../../../shared/time/TimeAgo';
import { type ChartLines } from './windowSums';

export function ChartTable({ lines, caption }: { lines: ChartLines; caption: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={`${caption}, as a table`}>
      <table className={styles.table}>
        <caption>
          {caption}
          {lines.threshold !== null && `; the rule fires at ${lines.threshold}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Until</th>
            {lines.series.map(({ service }) => (
              <th scope="col" key={service}>
                {service}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.times.map((time, index) => (
            <tr key={time}>
              <th scope="row">{clockTime(new Date(time).toISOString())}</th>
              {lines.series.map(({ service, values }) => (
                <td key={service}>{values[index]?.toLocaleString('en') ?? '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflow: 'auto', maxHeight: theme.spacing(30) }),
  table: css({
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    caption: { captionSide: 'top', color: theme.colors.text.secondary },
    'th, td': { padding: theme.spacing(0.25, 1), textAlign: 'right' },
    'th:first-child': { textAlign: 'left', fontWeight: theme.typography.fontWeightRegular },
  }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type AskAnswer } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

export function RateTable({ rates }: { rates: AskAnswer['rates'] }) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col" className={styles.number}>
            Errors
          </th>
          <th scope="col" className={styles.number}>
            Usually
          </th>
          <th scope="col" className={styles.number}>
            Lines
          </th>
          <th scope="col">In words</th>
        </tr>
      </thead>
      <tbody>
        {rates.map((rate) => (
          <tr key={rate.service}>
            <th scope="row">{rate.service}</th>
            <td className={styles.number}>{rate.errors.toLocaleString('en')}</td>
            <td className={styles.number}>
              {rate.usualErrors?.toLocaleString('en', { maximumFractionDigits: 1 }) ?? 'not known'}
            </td>
            <td className={styles.number}>{rate.lines.toLocaleString('en')}</td>
            <td>{rate.sentence}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    'th, td': { padding: theme.spacing(0.25, 1.5, 0.25, 0), textAlign: 'left', verticalAlign: 'top' },
    'thead th': {
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightRegular,
    },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium },
  }),
  number: css({ '&&': { textAlign: 'right' }, fontVariantNumeric: 'tabular-nums' }),
});

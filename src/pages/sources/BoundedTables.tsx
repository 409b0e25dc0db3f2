import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type BoundedTable } from '@incident-memory/contract';
import { Alert, useStyles2 } from '@grafana/ui';
import React from 'react';

const NAMES: Record<BoundedTable['what'], string> = {
  services: 'Services today',
  templates: 'Message templates',
  operations: 'Operations',
  calls: 'Calling pairs',
  metrics: 'Metric series',
  relations: 'Relations',
};

/** How full each bounded table is; what overflowed says what to look for. */
export function BoundedTables({ tables }: { tables: BoundedTable[] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {tables.map(
        ({ what, warning, overflowed }) =>
          warning !== null && (
            <Alert
              key={what}
              severity="warning"
              title={`${NAMES[what]}: ${overflowed.toLocaleString('en')} did not fit`}
            >
              {warning}
            </Alert>
          )
      )}
      <dl className={styles.list}>
        {tables.map(({ what, size, limit }) => (
          <div key={what}>
            <dt>{NAMES[what]}</dt>
            <dd>
              {size.toLocaleString('en')} <span className={styles.limit}>of {limit.toLocaleString('en')}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(14em, 1fr))',
    gap: theme.spacing(1.5),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, fontSize: theme.typography.h5.fontSize, fontVariantNumeric: 'tabular-nums' },
  }),
  limit: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});

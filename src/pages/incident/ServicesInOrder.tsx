import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type AffectedService, type Incident } from '@incident-memory/contract';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Section } from '../../shared/parts/Section';
import { servicePath } from '../../shared/pluginAddress';
import { ClockTime } from '../../shared/time/TimeAgo';
import { count } from '../../shared/words';
import { sideways } from '../../shared/parts/sideways';

/** Order is what was seen; cause is not claimed by it. */
export function ServicesInOrder({ incident }: { incident: Incident }) {
  const styles = useStyles2(getStyles);
  const { services, rule } = incident;
  return (
    <Section
      title={titleOf(incident)}
      aside={services.length > 1 && incident.spread === null ? 'first to report is not yet the cause' : undefined}
    >
      <div className={styles.scroll} {...sideways('Services in order')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">First error</th>
              <th scope="col" className={styles.number}>
                Errors
              </th>
              <th scope="col" className={styles.number}>
                Peak, against usual
              </th>
            </tr>
          </thead>
          <tbody>
            {services.map((affected, place) => (
              <tr key={affected.service}>
                <th scope="row">
                  {services.length > 1 && <span className={styles.place}>{place + 1}.</span>}{' '}
                  <TextLink href={`${servicePath(affected.service)}${around(incident)}`}>{affected.service}</TextLink>
                </th>
                <td>
                  <ClockTime at={affected.firstErrorAt} />
                </td>
                <td className={styles.number}>{affected.errors.toLocaleString('en')}</td>
                <td className={styles.number}>{againstUsual(affected)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.rule}>
        <strong>Why it opened:</strong> {rule.sentence}
      </p>
    </Section>
  );
}

/** Where it is known how it spread, that stands above; then this is no order. */
function titleOf({ services, spread }: Incident): string {
  if (services.length === 1) {
    return 'The service';
  }
  return spread === null ? 'Services, in the order they reported' : 'Services';
}

const HOUR_MS = 3_600_000;

/** From an hour before it began, and until now while it lasts. */
function around({ startedAt, closedAt }: Incident): string {
  const began = Date.parse(startedAt);
  const to = closedAt === null ? 'now' : Math.max(Date.parse(closedAt), began + HOUR_MS);
  return `?from=${began - HOUR_MS}&to=${to}`;
}

/** Times of a usual below one would only look exact. */
function againstUsual({ peakErrors, baselineErrors }: AffectedService): string {
  if (peakErrors === 0) {
    return 'no error lines';
  }
  const peak = peakErrors.toLocaleString('en');
  if (baselineErrors < 0.1) {
    return `${peak}, usually none`;
  }
  if (baselineErrors < 1) {
    return `${peak}, usually ${count(1, 'error')} or none`;
  }
  const times = peakErrors / baselineErrors;
  return `${peak}, ${times >= 10 ? Math.round(times) : times.toFixed(1)}× its usual`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    'th, td': { padding: theme.spacing(0.25, 1, 0.25, 0), textAlign: 'left' },
    'thead th': {
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightRegular,
    },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium },
  }),
  number: css({ '&&': { textAlign: 'right' }, fontVariantNumeric: 'tabular-nums' }),
  place: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  rule: css({ margin: theme.spacing(1, 0, 0), color: theme.colors.text.secondary }),
});

import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type LogSample } from '@incident-memory/contract';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useIncidentSamples } from '../../shared/data/useIncident';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { ClockTime, exactTime } from '../../shared/time/TimeAgo';

export function SampleLines({ reference }: { reference: string }) {
  const query = useIncidentSamples(reference);
  return (
    <Section title="What the lines say" aside="samples of its error lines, secrets taken out">
      <QueryView query={query} what="the sample lines">
        {({ items }) => (items.length === 0 ? <NoSamples /> : <SampleList samples={items} />)}
      </QueryView>
    </Section>
  );
}

function NoSamples() {
  return (
    <EmptyNote icon="comment-alt" title="No sample lines are kept for this incident">
      It may have been opened by an alert without logs, or its lines are past their retention.
    </EmptyNote>
  );
}

export function SampleList({ samples }: { samples: LogSample[] }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list}>
      {samples.map((sample) => (
        <li key={sample.id} className={styles.item}>
          <div className={styles.head}>
            <ClockTime at={sample.at} /> <strong>{sample.service}</strong>
            <span className={cx(styles.level, (sample.level === 'error' || sample.level === 'fatal') && styles.bad)}>
              {sample.level.toUpperCase()}
            </span>
            {sample.errorType !== null && (
              <span className={styles.type} title={sample.errorType}>
                {sample.errorType}
              </span>
            )}
            <span className={styles.copy}>
              <ClipboardButton
                size="sm"
                fill="text"
                variant="secondary"
                icon="copy"
                aria-label={`Copy the line of ${sample.service} at ${exactTime(sample.at)}`}
                getText={() => `${sample.at} ${sample.service} ${sample.level} ${sample.message}`}
              />
            </span>
          </div>
          <code className={styles.message}>{sample.message}</code>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    padding: theme.spacing(0.5, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none' },
  }),
  head: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  level: css({ fontWeight: theme.typography.fontWeightMedium }),
  bad: css({ color: theme.colors.error.text }),
  type: css({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  copy: css({ marginLeft: 'auto' }),
  message: css({
    display: 'block',
    margin: 0,
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    fontFamily: theme.typography.fontFamilyMonospace,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  }),
});

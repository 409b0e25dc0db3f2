import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type IncidentEventType, type TimelineEntry } from '@incident-memory/contract';
import { Button, Icon, type IconName, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useIncidentTimeline } from '../../shared/data/useIncident';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { ClockTime } from '../../shared/time/TimeAgo';
import { count } from '../../shared/words';

/** Everything that people and the system did, oldest first. */
export function Timeline({ reference }: { reference: string }) {
  const query = useIncidentTimeline(reference);
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title="Timeline" aside={query.data === undefined ? undefined : count(entries.length, 'entry', 'entries')}>
      <QueryView query={query} what="the timeline">
        {() =>
          entries.length === 0 ? (
            <EmptyNote icon="history" title="Nothing has happened yet">
              Each change of the incident becomes a line here.
            </EmptyNote>
          ) : (
            <>
              <Entries entries={entries} />
              {query.hasNextPage && (
                <Button
                  size="sm"
                  variant="secondary"
                  disabled={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  Show more
                </Button>
              )}
            </>
          )
        }
      </QueryView>
    </Section>
  );
}

const ICONS: Record<IncidentEventType, IconName> = {
  opened: 'exclamation-circle',
  'evidence-updated': 'chart-line',
  'service-joined': 'plus',
  widened: 'arrows-h',
  'alert-joined': 'bell',
  'alert-resolved': 'check',
  'errors-stopped': 'pause',
  'errors-returned': 'exclamation-triangle',
  acknowledged: 'user',
  mitigating: 'shield',
  'help-requested': 'users-alt',
  'can-wait': 'clock-nine',
  noted: 'comment-alt',
  attempted: 'wrench',
  confirmed: 'check-circle',
  dismissed: 'times-circle',
  reopened: 'repeat',
  merged: 'code-branch',
  'alarms-joined': 'bell',
  'alarms-ended': 'check',
  'spread-found': 'arrows-h',
  'recovery-judged': 'heart',
  recurred: 'repeat',
  'split-off': 'cube',
  absorbed: 'compress-arrows',
  unmerged: 'history',
  forgotten: 'trash-alt',
};

function Entries({ entries }: { entries: TimelineEntry[] }) {
  const styles = useStyles2(getStyles);
  return (
    <ol className={styles.list}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.entry}>
          <span className={styles.time}>
            <ClockTime at={entry.at} />
          </span>
          <Icon name={ICONS[entry.type]} />
          <span className={cx(entry.type === 'evidence-updated' && styles.minor)}>
            {entry.sentence}
            {entry.actor.kind === 'person' && !entry.sentence.includes(entry.actor.name) && ` (${entry.actor.name})`}
          </span>
        </li>
      ))}
    </ol>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  entry: css({
    display: 'grid',
    gridTemplateColumns: `auto ${theme.spacing(2)} minmax(0, 1fr)`,
    gap: theme.spacing(1),
    padding: theme.spacing(0.25, 0),
    overflowWrap: 'anywhere',
  }),
  time: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  minor: css({ color: theme.colors.text.secondary }),
});

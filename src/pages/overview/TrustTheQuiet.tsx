import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Overview } from '@incident-memory/contract';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Section } from '../../shared/parts/Section';
import { SourceTable } from '../../shared/parts/SourceTable';
import { TimeAgo } from '../../shared/time/TimeAgo';
import { useNow } from '../../shared/time/useNow';
import { count, listed } from '../../shared/words';
import { doubts } from '../../shared/doubts';

/** "No incident" is worth only as much as what was heard: this says how much that is. */
export function TrustTheQuiet({ overview, busy }: { overview: Overview; busy: boolean }) {
  const styles = useStyles2(getStyles);
  const now = useNow();
  const { detection, servicesWatched, sources } = overview;
  const found = doubts(overview, now);
  return (
    <Section
      title={busy ? 'Is anything not heard?' : 'Can I trust the quiet?'}
      aside={
        detection.lastCheckAt === null ? (
          'never checked'
        ) : (
          <span>
            last check <TimeAgo at={detection.lastCheckAt} />, every {detection.everySeconds} s
          </span>
        )
      }
    >
      {found.length === 0 ? (
        <p className={styles.verdict}>
          <Icon name="check-circle" className={styles.good} size="lg" /> {busy ? 'Everything else is heard' : 'Yes'}:{' '}
          {count(servicesWatched, 'service')} heard, {whatIsFresh(sources)}, and checks run on time.
        </p>
      ) : (
        <div className={styles.verdict}>
          <Icon name="exclamation-triangle" className={styles.doubtful} size="lg" />{' '}
          <strong>{servicesWatched === 0 ? 'No:' : busy ? 'Not everything is heard:' : 'Not fully:'}</strong>
          <ul className={styles.doubts}>
            {found.map((doubt) => (
              <li key={doubt}>{doubt}</li>
            ))}
          </ul>
        </div>
      )}
      <SourceTable sources={sources} />
    </Section>
  );
}

/** A source that never delivered is no doubt (an alert may never have fired), but it is not called fresh. */
function whatIsFresh(sources: Overview['sources']): string {
  const silent = sources.filter(({ state }) => state === 'never').map(({ name }) => name);
  return silent.length === 0
    ? 'every source is fresh'
    : `every source that ever delivered is fresh (nothing yet from ${listed(silent)})`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  verdict: css({ margin: theme.spacing(0, 0, 1) }),
  good: css({ color: theme.colors.success.text }),
  doubtful: css({ color: theme.colors.warning.text }),
  doubts: css({ margin: theme.spacing(0.5, 0, 0, 4) }),
});

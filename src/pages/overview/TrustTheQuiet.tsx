import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Overview } from '@incident-memory/contract';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Section } from '../../shared/parts/Section';
import { SourceTable } from '../../shared/parts/SourceTable';
import { TimeAgo } from '../../shared/time/TimeAgo';
import { useNow } from '../../shared/time/useNow';
import { count } from '../../shared/words';
import { doubts } from './doubts';

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
          {count(servicesWatched, 'service')} heard, every source is fresh, and checks run on time.
        </p>
      ) : (
        <div className={styles.verdict}>
          <Icon name="exclamation-triangle" className={styles.doubtful} size="lg" />{' '}
          <strong>{busy ? 'Not everything is heard:' : 'Not fully:'}</strong>
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

const getStyles = (theme: GrafanaTheme2) => ({
  verdict: css({ margin: theme.spacing(0, 0, 1) }),
  good: css({ color: theme.colors.success.text }),
  doubtful: css({ color: theme.colors.warning.text }),
  doubts: css({ margin: theme.spacing(0.5, 0, 0, 4) }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Overview, type QuietReport } from '@incident-memory/contract';
import { Icon, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Section } from '../../shared/parts/Section';
import { SourceTable } from '../../shared/parts/SourceTable';
import { TimeAgo } from '../../shared/time/TimeAgo';
import { useNow } from '../../shared/time/useNow';
import { count, listed } from '../../shared/words';
import { doubts } from '../../shared/doubts';
import { PAGES } from '../../shared/pluginAddress';

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
      {overview.quiet !== null && <WhatIsJudged quiet={overview.quiet} />}
      <SourceTable sources={sources} />
    </Section>
  );
}

/** What would page, what would only have fired, and what waits for somebody to say whether it was right. */
function WhatIsJudged({ quiet }: { quiet: QuietReport }) {
  const { live, trial, off } = quiet.detectors;
  return (
    <p>
      <TextLink href={PAGES.detectors} inline>
        {`${count(live, 'detector')} live`}
      </TextLink>
      {`, ${trial} on trial${off > 0 ? `, ${off} switched off` : ''}`}.{' '}
      <TextLink href={PAGES.findings} inline>
        {quiet.findings === 0 ? 'No finding waits' : `${most(quiet.findings, 'finding waits', 'findings wait')}`}
      </TextLink>{' '}
      for a verdict
      {quiet.wouldHaveFired > 0 &&
        `; detectors on trial would have fired ${most(quiet.wouldHaveFired, 'time', 'times')} in the last day`}
      .
    </p>
  );
}

/** The sidecar counts so far. */
const COUNTED = 200;
function most(value: number, one: string, many: string): string {
  return value >= COUNTED ? `${COUNTED} or more ${many}` : count(value, one, many);
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

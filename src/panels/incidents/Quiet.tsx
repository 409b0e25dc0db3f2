import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { type Overview } from '@incident-memory/contract';
import React from 'react';
import { doubts } from '../../shared/doubts';
import { sayWatched } from './trust';

interface Props {
  overview: Overview;
  services: string[];
  now: number;
  compact: boolean;
}

/** Nothing to show: said together with what makes it believable, or with what does not. */
export function Quiet({ overview, services, now, compact }: Props) {
  const styles = useStyles2(getStyles);
  const reasons = doubts(overview, Date.parse(overview.at));
  const about = services.length === 0 ? '' : ` for ${services.join(', ')}`;
  const trusted = reasons.length === 0;
  return (
    <div className={styles.quiet} role="status">
      <Icon
        name={trusted ? 'check-circle' : 'question-circle'}
        size={compact ? 'md' : 'xl'}
        className={trusted ? styles.trusted : styles.doubted}
      />
      <div>
        <div className={styles.title}>Nothing is open{about}</div>
        <div className={styles.text}>{sayWatched(overview, now)}</div>
        {reasons.map((doubt) => (
          <div key={doubt} className={styles.doubted}>
            {doubt}
          </div>
        ))}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5), padding: theme.spacing(1) }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  text: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  trusted: css({ color: theme.colors.success.text, flexShrink: 0 }),
  doubted: css({ color: theme.colors.warning.text, flexShrink: 0 }),
});

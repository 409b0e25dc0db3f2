import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type RecallMatch } from '@incident-memory/contract';
import { Button, Icon, type IconName, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { LinkedSentence } from '../memory/LinkedSentence';
import { getRecallStyles } from './recallStyles';

type Facet = RecallMatch['matches'][number];

interface MatchFacetsProps {
  match: Pick<RecallMatch, 'matches' | 'differs'>;
  /** So many of each; the rest is counted until someone asks. */
  most?: number;
}

/** In what it is like the present, and in what it is not, side by side: either alone would mislead. */
export function MatchFacets({ match, most = 4 }: MatchFacetsProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.halves}>
      <Side title="Matches" icon="check" facets={match.matches} none="nothing that can be named" most={most} />
      <Side
        title="Differs"
        icon="exclamation-triangle"
        facets={match.differs}
        none="nothing that is known"
        most={most}
      />
    </div>
  );
}

interface SideProps {
  title: string;
  icon: IconName;
  facets: Facet[];
  none: string;
  most: number;
}

function Side({ title, icon, facets, none, most }: SideProps) {
  const styles = useStyles2(getRecallStyles);
  const { item } = useStyles2(getStyles);
  const id = useId();
  const [all, setAll] = useState(false);
  return (
    <div>
      <h3 id={id} className={styles.small}>
        {title}
      </h3>
      <ul className={styles.list} aria-labelledby={id}>
        {facets.length === 0 && <li className={styles.secondary}>{none}</li>}
        {facets.slice(0, all ? undefined : most).map(({ what, sentence }, place) => (
          <li key={`${what} ${place}`} className={item}>
            <Icon name={icon} size="sm" />
            <span>
              <LinkedSentence text={sentence} />
            </span>
          </li>
        ))}
      </ul>
      {facets.length > most && !all && (
        <Button size="sm" fill="text" variant="secondary" onClick={() => setAll(true)}>
          {`and ${facets.length - most} more`}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  halves: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(24)}), 1fr))`,
    gap: theme.spacing(0.5, 2),
  }),
  item: css({
    fontSize: theme.typography.bodySmall.fontSize,
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(2)} minmax(0, 1fr)`,
    alignItems: 'baseline',
    gap: theme.spacing(0.5),
  }),
});

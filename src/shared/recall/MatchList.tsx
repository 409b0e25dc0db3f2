import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type RecallMatch } from '@incident-memory/contract';
import { type BadgeColor, type IconName, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { memoryName, PROVENANCE_WORDS } from '../memory/memoryWords';
import { WordTag } from '../memory/WordTag';
import { memoryPath } from '../pluginAddress';
import { TimeAgo } from '../time/TimeAgo';
import { MatchFacets } from './MatchFacets';

const STRENGTHS: Record<RecallMatch['strength'], { text: string; color: BadgeColor; icon: IconName; meaning: string }> =
  {
    same: { text: 'The same', color: 'green', icon: 'check-circle', meaning: 'What identifies it is equal.' },
    likely: {
      text: 'Likely the same',
      color: 'blue',
      icon: 'check',
      meaning: 'Much agrees, and little speaks against.',
    },
    similar: { text: 'Similar', color: 'darkgrey', icon: 'question-circle', meaning: 'Worth a look, no more.' },
  };

/** Past incidents and notes, the nearest first, each with why it stands there. */
export function MatchList({ matches, most }: { matches: RecallMatch[]; most?: number }) {
  const styles = useStyles2(getStyles);
  return (
    <ol className={styles.list}>
      {matches.map((match) => {
        const { memory, strength } = match;
        return (
          <li key={memory.id} className={styles.item}>
            <div>
              <TextLink href={memoryPath(memory.id)} weight="medium">
                {memoryName(memory)}
              </TextLink>
            </div>
            <div className={styles.facts}>
              <WordTag word={STRENGTHS[strength]} />
              <WordTag word={PROVENANCE_WORDS[memory.provenance]} />
              <span>
                {memory.service !== null && `${memory.service} · `}
                <TimeAgo at={memory.startedAt} />
                {memory.stale !== null && ` · no longer holds: ${memory.stale.reason}`}
              </span>
            </div>
            <MatchFacets match={match} most={most} />
          </li>
        );
      })}
    </ol>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, padding: 0, listStyle: 'none' }),
  item: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    padding: theme.spacing(1, 0),
    overflowWrap: 'anywhere',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none', paddingTop: 0 },
  }),
  facts: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    color: theme.colors.text.secondary,
  }),
});

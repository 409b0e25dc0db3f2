import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Memory } from '@incident-memory/contract';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { memoryName, OUTCOME_WORDS, PROVENANCE_WORDS } from '../../../shared/memory/memoryWords';
import { WordTag } from '../../../shared/memory/WordTag';
import { LongText } from '../../../shared/parts/LongText';
import { memoryPath } from '../../../shared/pluginAddress';
import { TimeAgo } from '../../../shared/time/TimeAgo';

/** What each memory tells, beside each other where there is room: a decision about two is made by reading both. */
export function SideBySide({ memories }: { memories: Memory[] }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.pair}>
      {memories.map((memory) => (
        <article key={memory.id} className={styles.one} aria-label={memoryName(memory)}>
          <div>
            <TextLink href={memoryPath(memory.id)} weight="medium">
              {memoryName(memory)}
            </TextLink>
          </div>
          <div className={styles.facts}>
            <WordTag word={PROVENANCE_WORDS[memory.provenance]} />
            <span>
              {memory.service !== null && `${memory.service} · `}
              <TimeAgo at={memory.startedAt} />
            </span>
          </div>
          <Told
            name="Told"
            text={[memory.text, ...memory.signature.symptoms].filter((part) => part !== '').join(' ')}
          />
          <Told name="Cause" text={memory.cause?.words ?? ''} />
          <Told name="What ended it" text={memory.resolution} />
          <Told name="Tried" text={triedIn(memory)} />
          <Told name="Holds no more" text={memory.stale?.reason ?? ''} />
        </article>
      ))}
    </div>
  );
}

function Told({ name, text }: { name: string; text: string }) {
  return text === '' ? null : (
    <div>
      <strong>{name}:</strong> <LongText text={text} lines={3} as={(shown) => <span>{shown}</span>} />
    </div>
  );
}

function triedIn({ attempts }: Memory): string {
  return attempts
    .filter(({ state }) => state === 'done')
    .map(({ fix, outcome }) => `${fix.words} (${outcome === null ? 'not known' : OUTCOME_WORDS[outcome].text})`)
    .join('; ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  pair: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(36)}), 1fr))`,
    gap: theme.spacing(1.5),
  }),
  one: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    padding: theme.spacing(1),
    minWidth: 0,
    overflowWrap: 'anywhere',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  facts: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5, 1) }),
});

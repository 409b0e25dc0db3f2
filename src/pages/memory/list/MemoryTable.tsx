import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Memory } from '@incident-memory/contract';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { MEMORY_STATE_WORDS, memoryName, OUTCOME_WORDS, PROVENANCE_WORDS } from '../../../shared/memory/memoryWords';
import { WordTag } from '../../../shared/memory/WordTag';
import { getListStyles } from '../../../shared/parts/dataTable';
import { memoryPath } from '../../../shared/pluginAddress';
import { TimeAgo } from '../../../shared/time/TimeAgo';
import { count } from '../../../shared/words';

export function MemoryTable({ memories }: { memories: Memory[] }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="sr-only">Memories</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Where</th>
            <th scope="col">Began</th>
            <th scope="col">Known by</th>
            <th scope="col">What was tried</th>
          </tr>
        </thead>
        <tbody>
          {memories.map((memory) => (
            <tr key={memory.id}>
              <td className={styles.words}>
                <TextLink href={memoryPath(memory.id)}>{memoryName(memory)}</TextLink>
                <div className={styles.secondary}>{[memory.category, ...shortLabels(memory)].join(' · ')}</div>
                {memory.stale !== null && <div>No longer holds: {memory.stale.reason}</div>}
              </td>
              <td>{memory.service ?? '–'}</td>
              <td className={styles.short}>
                <TimeAgo at={memory.startedAt} />
              </td>
              <td>
                <WordTag word={PROVENANCE_WORDS[memory.provenance]} />{' '}
                {memory.state !== 'active' && <WordTag word={MEMORY_STATE_WORDS[memory.state]} />}
                {memory.flags.length > 0 && <div>Doubtful: never recommended</div>}
              </td>
              <td>{sayTried(memory)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A label may hold a whole sentence; those are read on the memory's own page. */
const SHORT = 40;
function shortLabels({ labels }: Memory): string[] {
  const all = Object.entries(labels).map(([key, value]) => `${key}:${value}`);
  const short = all.filter((label) => label.length <= SHORT);
  return short.length === all.length ? short : [...short, count(all.length - short.length, 'longer label')];
}

/** "2 cured, 1 no effect, 1 refused". */
function sayTried({ attempts }: Memory): string {
  if (attempts.length === 0) {
    return 'nothing';
  }
  const words = attempts.map(({ state, outcome }) =>
    state === 'rejected'
      ? 'refused'
      : outcome !== null
        ? OUTCOME_WORDS[outcome].text.toLowerCase()
        : state === 'withdrawn'
          ? 'not done'
          : 'without an outcome yet'
  );
  const counted = [...new Set(words)].map((word) => `${words.filter((one) => one === word).length} ${word}`);
  return `${count(attempts.length, 'fix', 'fixes')}: ${counted.join(', ')}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...getListStyles(theme),
  scroll: css({ overflowX: 'auto' }),
  words: css({ overflowWrap: 'anywhere', minWidth: theme.spacing(30) }),
  short: css({ whiteSpace: 'nowrap' }),
  secondary: css({ color: theme.colors.text.secondary }),
});

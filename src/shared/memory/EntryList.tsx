import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type MemoryEntry } from '@incident-memory/contract';
import { Button, Icon, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { ErrorState } from '../parts/ErrorState';
import { memoryPath } from '../pluginAddress';
import { TimeAgo } from '../time/TimeAgo';
import { useMay } from '../data/useCapabilities';
import { useMemoryAct } from '../data/useMemories';
import { ENTRY_WORDS } from './entryWords';
import { LinkedSentence } from './LinkedSentence';

interface EntryListProps {
  entries: MemoryEntry[];
  /** Among many memories each line says which one it is of. */
  withMemory?: boolean;
}

/** What happened, newest first; what can be taken back has its button, and what was stays visible, struck out. */
export function EntryList({ entries, withMemory = false }: EntryListProps) {
  const styles = useStyles2(getStyles);
  const mayUndo = useMay('Editor');
  const act = useMemoryAct();
  const undo = ({ memory, sequence }: MemoryEntry) =>
    act.mutate({ memory, does: { act: 'undoMemory', body: { sequence, reason: '' } } });
  return (
    <>
      {act.isError && <ErrorState title="It was not taken back" error={act.error} />}
      <div role="status">
        {act.isSuccess && (
          <>
            <Icon name="check" /> Taken back. That, too, stands in the history.
          </>
        )}
      </div>
      <ol className={styles.list}>
        {entries.map((entry) => {
          const { text, icon } = ENTRY_WORDS[entry.type];
          return (
            <li key={entry.id} className={styles.entry}>
              <Icon name={icon} />
              <div>
                <div>
                  <strong>{text}</strong>{' '}
                  <span className={styles.secondary}>
                    {entry.actor.name} · <TimeAgo at={entry.at} />
                    {withMemory && (
                      <>
                        {' · '}
                        <TextLink href={memoryPath(entry.memory)} variant="bodySmall">
                          open the memory
                        </TextLink>
                      </>
                    )}
                    {entry.undone && ' · taken back'}
                  </span>
                </div>
                <div className={cx(entry.undone && styles.undone)}>
                  <LinkedSentence text={entry.sentence} />
                </div>
              </div>
              {mayUndo && entry.undoable && !entry.undone && (
                <Button
                  size="sm"
                  fill="text"
                  variant="secondary"
                  disabled={act.isPending}
                  aria-label={`Undo: ${entry.sentence}`}
                  onClick={() => undo(entry)}
                >
                  Undo
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, padding: 0, listStyle: 'none' }),
  entry: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(2)} minmax(0, 1fr) auto`,
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
    overflowWrap: 'anywhere',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none' },
  }),
  secondary: css({ color: theme.colors.text.secondary }),
  undone: css({ textDecoration: 'line-through', color: theme.colors.text.secondary }),
});

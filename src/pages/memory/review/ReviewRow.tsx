import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, Stack, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { useMemory } from '../../../shared/data/useMemories';
import { LinkedSentence } from '../../../shared/memory/LinkedSentence';
import { memoryName } from '../../../shared/memory/memoryWords';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { LoadingState } from '../../../shared/parts/LoadingState';
import { AUDIT_KIND_WORDS } from '../auditKindWords';
import { CheckDialog } from './CheckDialog';
import { checkSteps, settlingsOf, type Step } from './reviewActs';
import { type ReviewItem } from './reviewItems';
import { SideBySide } from './SideBySide';

interface ReviewRowProps {
  item: ReviewItem;
  open: boolean;
  busy: boolean;
  onToggle: () => void;
  onSettle: (told: { done: string; about: string }, steps: readonly Step[]) => Promise<boolean>;
  onAside: () => void;
}

/** One finding: what it is about in a line, and opened the texts beside each other with what settles it. */
export function ReviewRow({ item, open, busy, onToggle, onSettle, onAside }: ReviewRowProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const { text, icon } = AUDIT_KIND_WORDS[item.kind];
  return (
    <li className={styles.row}>
      <Stack gap={1} alignItems="center">
        <Button
          size="sm"
          fill="text"
          variant="secondary"
          icon={open ? 'angle-down' : 'angle-right'}
          aria-expanded={open}
          aria-controls={id}
          onClick={onToggle}
        >
          {text}
        </Button>
        <Icon name={icon} />
        <span className={styles.sentence}>
          <LinkedSentence text={item.sentence} />
        </span>
      </Stack>
      <div id={id}>{open && <Opened item={item} busy={busy} onSettle={onSettle} onAside={onAside} />}</div>
    </li>
  );
}

function Opened({ item, busy, onSettle, onAside }: Omit<ReviewRowProps, 'open' | 'onToggle'>) {
  const styles = useStyles2(getStyles);
  const [older = '', newer = older] = item.memories;
  const [one, other] = [useMemory(older), useMemory(newer)];
  const [asksCheck, setAsksCheck] = useState(false);
  const [mayEdit, mayKeep] = [useMay('Editor'), useMay('Admin')];
  const failed = [one, other].find(({ isError }) => isError);
  if (failed !== undefined) {
    return (
      <ErrorState title="Could not load the memories" error={failed.error} onRetry={() => void failed.refetch()} />
    );
  }
  if (one.data === undefined || other.data === undefined) {
    return <LoadingState what="what they tell" />;
  }
  const memories = older === newer ? [one.data] : [one.data, other.data];
  const about = memories.map((memory) => memoryName(memory)).join(' and ');
  const offered = settlingsOf(item.kind, memories).filter(({ takes }) => takes === undefined || mayKeep);
  return (
    <div className={styles.opened}>
      <div className={styles.secondary}>What to do: {item.recommendation}</div>
      <SideBySide memories={memories} />
      {mayEdit ? (
        <Stack gap={1} wrap="wrap">
          {item.kind === 'contradiction' && memories.length > 1 && (
            <Button size="sm" icon="search" disabled={busy} onClick={() => setAsksCheck(true)}>
              Both are right: write the check
            </Button>
          )}
          {offered.map(({ text, icon, done, steps }) => (
            <Button
              key={text}
              size="sm"
              variant="secondary"
              icon={icon}
              disabled={busy}
              onClick={() => void onSettle({ done, about }, steps)}
            >
              {text}
            </Button>
          ))}
          <Button size="sm" variant="secondary" fill="outline" icon="eye-slash" disabled={busy} onClick={onAside}>
            Not now
          </Button>
        </Stack>
      ) : (
        <span className={styles.secondary}>Deciding takes the role Editor.</span>
      )}
      {asksCheck && (
        <CheckDialog
          busy={busy}
          onCancel={() => setAsksCheck(false)}
          onSend={(check) => {
            setAsksCheck(false);
            void onSettle({ done: 'The check is kept with both', about }, checkSteps(memories, check));
          }}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    padding: theme.spacing(0.75, 0),
    overflowWrap: 'anywhere',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none' },
  }),
  sentence: css({ minWidth: 0 }),
  opened: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), padding: theme.spacing(0.5, 0, 1) }),
  secondary: css({ color: theme.colors.text.secondary }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Attempt } from '@incident-memory/contract';
import { Button, Stack, TextLink, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { AttemptOutcome } from '../../../shared/memory/AttemptOutcome';
import { ATTEMPT_STATE_WORDS } from '../../../shared/memory/memoryWords';
import { WordTag } from '../../../shared/memory/WordTag';
import { memoryPath } from '../../../shared/pluginAddress';
import { getRecallStyles } from '../../../shared/recall/recallStyles';
import { ClockTime } from '../../../shared/time/TimeAgo';
import { MemoryAway } from '../../../shared/recall/MemoryAway';
import { type Fixes } from './useFixes';

/** What is being tried here, and what it did; refused suggestions stay visible with their reason. */
export function Attempts({ fixes }: { fixes: Fixes }) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(getRecallStyles);
  const id = useId();
  const { attempts, memory } = fixes;
  if (attempts.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={shared.heading}>
        Tried this time
      </h2>
      {memory.isError && <MemoryAway error={memory.error} onRetry={() => void memory.refetch()} />}
      <ul className={shared.list}>
        {[...attempts].reverse().map((attempt) => (
          <li key={attempt.id} className={styles.attempt}>
            <div>
              <WordTag word={ATTEMPT_STATE_WORDS[attempt.state]} /> <strong>{attempt.fix.words}</strong>{' '}
              <span className={shared.secondary}>
                {attempt.by} · <ClockTime at={attempt.appliedAt ?? attempt.begunAt} />
                {attempt.appliedKnownFrom === 'change' && ' (known from the change itself)'}
              </span>
            </div>
            <AttemptOutcome attempt={attempt} />
            <AttemptButtons attempt={attempt} fixes={fixes} />
          </li>
        ))}
      </ul>
      {memory.data !== undefined && memory.data !== null && (
        <TextLink href={memoryPath(memory.data.id)} variant="bodySmall">
          What is remembered of this incident
        </TextLink>
      )}
    </section>
  );
}

function AttemptButtons({ attempt, fixes }: { attempt: Attempt; fixes: Fixes }) {
  const { id, state, outcome, fix } = attempt;
  if (!fixes.mayAct || state === 'withdrawn' || state === 'rejected') {
    return null;
  }
  return (
    <Stack gap={1} wrap="wrap">
      {state === 'doing' && (
        <>
          <Button
            size="sm"
            icon="check"
            disabled={fixes.busy}
            aria-label={`Done: ${fix.words}`}
            onClick={() => fixes.finish(id)}
          >
            Done
          </Button>
          <Button
            size="sm"
            variant="secondary"
            icon="times"
            disabled={fixes.busy}
            aria-label={`Not done after all: ${fix.words}`}
            onClick={() => fixes.withdraw(id)}
          >
            Not done after all
          </Button>
        </>
      )}
      {state === 'done' && (
        <Button
          size="sm"
          variant="secondary"
          fill="outline"
          icon="edit"
          disabled={fixes.busy}
          aria-label={`${outcome === null ? 'Say what it did' : 'Correct'}: ${fix.words}`}
          onClick={() => fixes.judge(attempt)}
        >
          {outcome === null ? 'Say what it did' : 'Correct'}
        </Button>
      )}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  attempt: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.5, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none' },
  }),
});

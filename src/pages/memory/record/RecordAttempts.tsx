import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Attempt, type Memory } from '@incident-memory/contract';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { useAttemptAct } from '../../../shared/data/useRecall';
import { AttemptOutcome } from '../../../shared/memory/AttemptOutcome';
import { ATTEMPT_STATE_WORDS, FIX_KIND_NAMES, sayContext } from '../../../shared/memory/memoryWords';
import { OutcomeDialog } from '../../../shared/memory/OutcomeDialog';
import { WordTag } from '../../../shared/memory/WordTag';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { LongText } from '../../../shared/parts/LongText';
import { Section } from '../../../shared/parts/Section';
import { TimeAgo } from '../../../shared/time/TimeAgo';

/** What was tried, by whom, and what it did; the outcome can be corrected for good reasons later, too. */
export function RecordAttempts({ memory }: { memory: Memory }) {
  const styles = useStyles2(getStyles);
  const mayAct = useMay('Editor');
  const [judging, setJudging] = useState<Attempt | null>(null);
  const { incident } = memory;
  const act = useAttemptAct({ incident: incident?.id ?? '', reference: String(incident?.number ?? '') });
  return (
    <Section title="What was tried">
      {memory.attempts.length === 0 ? (
        <EmptyNote icon="play" title="Nothing that is known of">
          What people say they do, and changes that were told of, stand here with what they did.
        </EmptyNote>
      ) : (
        <ul className={styles.list}>
          {memory.attempts.map((attempt) => (
            <li key={attempt.id} className={styles.item}>
              <div>
                <WordTag word={ATTEMPT_STATE_WORDS[attempt.state]} /> <strong>{attempt.fix.words}</strong>
              </div>
              <div className={styles.secondary}>
                {FIX_KIND_NAMES[attempt.fix.kind]}
                {attempt.fix.target !== '' && ` · ${attempt.fix.target}`} · {attempt.by} ·{' '}
                <TimeAgo at={attempt.appliedAt ?? attempt.begunAt} />
                {attempt.appliedAt === null && attempt.state === 'done' && ' · nobody knows when it took effect'}
                {sayContext(attempt.context) !== '' && ` · where ${sayContext(attempt.context)}`}
                {attempt.fix.undo !== '' && ` · undo: ${attempt.fix.undo}`}
                {attempt.from !== null && ` · ${attempt.from.modified ? 'changed from' : 'as'} a suggestion`}
              </div>
              {attempt.fix.exact !== '' && (
                <LongText
                  text={attempt.fix.exact}
                  lines={6}
                  as={(shown) => <code className={styles.code}>{shown}</code>}
                />
              )}
              <AttemptOutcome attempt={attempt} />
              {mayAct && incident !== null && attempt.state === 'done' && (
                <div>
                  <Button
                    size="sm"
                    variant="secondary"
                    fill="outline"
                    icon="edit"
                    aria-label={`${attempt.outcome === null ? 'Say what it did' : 'Correct'}: ${attempt.fix.words}`}
                    onClick={() => {
                      act.reset();
                      setJudging(attempt);
                    }}
                  >
                    {attempt.outcome === null ? 'Say what it did' : 'Correct'}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {judging !== null && (
        <OutcomeDialog
          attempt={judging}
          busy={act.isPending}
          error={act.error}
          onCancel={() => setJudging(null)}
          onSend={(body) =>
            act.mutate({ act: 'judge', attempt: judging.id, body }, { onSuccess: () => setJudging(null) })
          }
        />
      )}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.75, 0),
    overflowWrap: 'anywhere',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none', paddingTop: 0 },
  }),
  secondary: css({ color: theme.colors.text.secondary }),
  code: css({ alignSelf: 'flex-start', maxWidth: '100%', margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
});

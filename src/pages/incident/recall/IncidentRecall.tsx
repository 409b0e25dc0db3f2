import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Incident } from '@incident-memory/contract';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type useIncidentRecall } from '../../../shared/data/useRecall';
import { LoadingState } from '../../../shared/parts/LoadingState';
import { DoNotTry } from '../../../shared/recall/DoNotTry';
import { firstCheck } from '../../../shared/recall/firstCheck';
import { ImportedNotes } from '../../../shared/recall/ImportedNotes';
import { MemoryAway, MemoryNote } from '../../../shared/recall/MemoryAway';
import { SeenBefore } from '../../../shared/recall/SeenBefore';
import { TimeAgo } from '../../../shared/time/TimeAgo';
import { Attempts } from './Attempts';
import { MakeItStop } from './MakeItStop';
import { OtherAdvice } from './OtherAdvice';
import { useFixes } from './useFixes';
import { useSteadyAnswer } from './useSteadyAnswer';

interface IncidentRecallProps {
  incident: Incident;
  reference: string;
  recall: ReturnType<typeof useIncidentRecall>;
}

/**
 * What memory knows, in the order in which it is needed: seen before, make it stop, do not try. It is a question of
 * its own: without an answer the rest of the page is whole, and says that memory is away.
 */
export function IncidentRecall({ incident, reference, recall }: IncidentRecallProps) {
  const styles = useStyles2(getStyles);
  const { answer, isNewer, showNewer } = useSteadyAnswer(recall.data);
  const fixes = useFixes(incident, reference);
  const check = answer === undefined ? null : firstCheck(answer);
  return (
    <div className={styles.box}>
      {answer === undefined ? (
        recall.isError ? (
          <MemoryAway error={recall.error} onRetry={() => void recall.refetch()} />
        ) : (
          <LoadingState what="what memory knows" />
        )
      ) : (
        <>
          {recall.isError && (
            <MemoryNote>
              Memory does not answer now. This is what it knew{' '}
              <TimeAgo at={new Date(recall.dataUpdatedAt).toISOString()} />.{' '}
              <Button size="sm" variant="secondary" icon="sync" onClick={() => void recall.refetch()}>
                Ask memory again
              </Button>
            </MemoryNote>
          )}
          {isNewer && (
            <div role="status">
              <Button size="sm" icon="arrow-up" onClick={showNewer}>
                Memory knows more now: show it
              </Button>
            </div>
          )}
          <SeenBefore answer={answer} onAgain={() => void recall.refetch()} />
        </>
      )}
      <Attempts fixes={fixes} />
      {answer === undefined ? (
        <MakeItStop answer={null} check={null} fixes={fixes} />
      ) : (
        <>
          <MakeItStop answer={answer} check={check} fixes={fixes} />
          <DoNotTry advice={answer.doNotTry} checkShown={check} />
          <OtherAdvice answer={answer} check={check} fixes={fixes} />
          <ImportedNotes imported={answer.imported} />
        </>
      )}
      {fixes.dialog}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 1.5),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    minWidth: 0,
  }),
});

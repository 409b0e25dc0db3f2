import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Advice, type RecallAnswer } from '@incident-memory/contract';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { AdviceRow } from '../../../shared/recall/AdviceRow';
import { adviceKey } from '../../../shared/recall/adviceWords';
import { getRecallStyles } from '../../../shared/recall/recallStyles';
import { FixButtons } from './FixButtons';
import { type Fixes } from './useFixes';

interface MakeItStopProps {
  /** null while memory does not answer. */
  answer: RecallAnswer | null;
  /** The check that stands above already. */
  check: Advice['tellApart'];
  fixes: Fixes;
}

const DONE: Record<NonNullable<Fixes['done']>, string> = {
  begin: 'Noted: others see what you are doing. Say “Done” when it is applied.',
  done: 'Noted. What it does is measured from now on.',
  withdraw: 'Noted: it was not done.',
  judge: 'Kept, with your name.',
  reject: 'It is not suggested here again.',
};

/** The best known mitigation with its record, then what is generally done, or that nothing is known. */
export function MakeItStop({ answer, check, fixes }: MakeItStopProps) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(getRecallStyles);
  const id = useId();
  const [best] = answer?.recommended ?? [];
  const general = best === undefined ? (answer?.general ?? []) : [];
  const heading = (
    <h2 id={id} className={shared.heading}>
      Make it stop
    </h2>
  );
  const own = fixes.mayAct && !fixes.isOver && (
    <Button size="sm" variant="secondary" fill="outline" icon="plus" disabled={fixes.busy} onClick={fixes.tellOwn}>
      I’m doing something else
    </Button>
  );
  return (
    <section className={styles.box} aria-labelledby={id}>
      {best !== undefined ? (
        <AdviceRow advice={best} loud heading={heading} checkShown={check}>
          <FixButtons advice={best} fixes={fixes} primary>
            {own}
          </FixButtons>
        </AdviceRow>
      ) : (
        <div className={shared.headline}>
          {heading}
          {answer !== null && <p className={shared.loud}>{nothing(answer, general.length > 0)}</p>}
        </div>
      )}
      {general.length > 0 && (
        <>
          <div className={shared.secondary}>
            <Icon name="book" /> General measures: what is commonly done, not learnt from your incidents.
          </div>
          {general.map((advice) => (
            <AdviceRow key={adviceKey(advice)} advice={advice} checkShown={check}>
              <FixButtons advice={advice} fixes={fixes} />
            </AdviceRow>
          ))}
        </>
      )}
      <div className={styles.last}>
        {best === undefined && own}
        {!fixes.mayAct && best !== undefined && (
          <span className={shared.secondary}>Saying what you do takes the role Editor.</span>
        )}
        <span role="status">
          {fixes.done !== null && (
            <>
              <Icon name="check" /> {DONE[fixes.done]}
            </>
          )}
        </span>
      </div>
      {fixes.error !== null && <ErrorState title="That was not kept" error={fixes.error} />}
    </section>
  );
}

/** Not having asked is not having found nothing. */
function nothing({ seen, contested }: RecallAnswer, hasGeneral: boolean): string {
  if (seen.verdict === 'unknown') {
    return 'Not known: memory did not answer.';
  }
  if (contested.length > 0) {
    return 'Nothing for certain: what has helped depends on the cause, or failed as well. See “contested” below.';
  }
  return hasGeneral ? 'No fix of yours is known for this.' : 'Nothing is known that stops it.';
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), minWidth: 0 }),
  last: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
});

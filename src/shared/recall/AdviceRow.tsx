import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Advice } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { sayContext } from '../memory/memoryWords';
import { WordTag } from '../memory/WordTag';
import { LongText } from '../parts/LongText';
import { RECORD_WORDS, sayBothCounts } from './adviceWords';
import { RecordSentence } from './RecordSentence';
import { getRecallStyles } from './recallStyles';
import { TellApartCheck } from './TellApartCheck';

interface AdviceRowProps {
  advice: Advice;
  /** The first one is what someone woken a minute ago reads; the heading stands in its line. */
  loud?: boolean;
  heading?: React.ReactNode;
  /** Its check stands elsewhere on the screen already. */
  checkShown?: Advice['tellApart'];
  children?: React.ReactNode;
}

/** One fix with its record: what, how often it helped and how that is known, how it is taken back. */
export function AdviceRow({ advice, loud = false, heading, checkShown = null, children }: AdviceRowProps) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(getRecallStyles);
  const { fix, verdict, state, sentence, tellApart } = advice;
  const context = sayContext(advice.context);
  const ofOurs = verdict === 'recommended' || verdict === 'contested';
  return (
    <div className={styles.row}>
      <div className={shared.headline}>
        {heading}
        <div className={loud ? shared.loud : styles.words}>{fix.words}</div>
      </div>
      <div className={shared.secondary}>
        {ofOurs && (
          <>
            <WordTag word={RECORD_WORDS[verdict === 'contested' ? 'contested' : state]} />{' '}
          </>
        )}
        <RecordSentence text={verdict === 'contested' ? `${sayBothCounts(advice)} · ${sentence}` : sentence} />
        {context !== '' && ` · where ${context}`}
        {fix.undo !== '' && ` · undo: ${fix.undo}`}
      </div>
      {fix.exact !== '' && (
        <LongText text={fix.exact} lines={4} as={(shown) => <code className={styles.exact}>{shown}</code>} />
      )}
      {tellApart !== null && tellApart.question !== checkShown?.question && <TellApartCheck check={tellApart} />}
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), minWidth: 0 }),
  words: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  exact: css({
    alignSelf: 'flex-start',
    maxWidth: '100%',
    margin: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  }),
});

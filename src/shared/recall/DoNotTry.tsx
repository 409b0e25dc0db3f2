import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Advice } from '@incident-memory/contract';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { sayContext } from '../memory/memoryWords';
import { RecordSentence } from './RecordSentence';
import { getRecallStyles } from './recallStyles';
import { TellApartCheck } from './TellApartCheck';

interface DoNotTryProps {
  advice: Advice[];
  checkShown?: Advice['tellApart'];
}

/** What failed here before. Red, with a sign and a word for those who do not see red. */
export function DoNotTry({ advice, checkShown = null }: DoNotTryProps) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(getRecallStyles);
  const id = useId();
  if (advice.length === 0) {
    return null;
  }
  return (
    <section className={styles.box} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        <Icon name="exclamation-triangle" /> Do not try
      </h2>
      <ul className={shared.list}>
        {advice.map((one, place) => {
          const context = sayContext(one.context);
          return (
            <li key={place} className={styles.item}>
              <strong>{one.fix.words}</strong>: <RecordSentence text={one.sentence} />
              {context !== '' && ` · where ${context}`}
              {one.tellApart !== null && one.tellApart.question !== checkShown?.question && (
                <TellApartCheck check={one.tellApart} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    padding: theme.spacing(0.75, 1),
    border: `2px solid ${theme.colors.error.border}`,
    borderLeftWidth: theme.spacing(1),
    borderRadius: theme.shape.radius.default,
    minWidth: 0,
  }),
  heading: css({
    margin: 0,
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightBold,
    letterSpacing: '0.05em',
    textTransform: 'uppercase',
    color: theme.colors.error.text,
  }),
  item: css({ padding: theme.spacing(0.25, 0), overflowWrap: 'anywhere' }),
});

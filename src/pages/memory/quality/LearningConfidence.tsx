import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useOverview } from '../../../shared/data/useOverview';
import { CONFIDENCE_WORDS } from '../../../shared/memory/confidenceWords';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { getRecallStyles } from '../../../shared/recall/recallStyles';

/** A word with its counts, its interval and how it was selected; without enough outcomes, that. */
export function LearningConfidence() {
  const styles = useStyles2(getRecallStyles);
  const query = useOverview();
  return (
    <Section title="Learning confidence">
      <QueryView query={query} what="the learning confidence">
        {({ learningConfidence: { state, sentence } }) => (
          <>
            <p className={styles.loud}>{CONFIDENCE_WORDS[state]}</p>
            <p>{sentence}</p>
          </>
        )}
      </QueryView>
    </Section>
  );
}

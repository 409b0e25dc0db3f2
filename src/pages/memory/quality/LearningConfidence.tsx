import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useOverview } from '../../../shared/data/useOverview';
import { confidenceWords } from '../../../shared/memory/confidenceWords';
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
        {({ learningConfidence }) => {
          const { sentence, coverage, calibration, lift, outcomes } = learningConfidence;
          return (
            <>
              <p className={styles.loud}>{confidenceWords(learningConfidence)}</p>
              <p>{sentence}</p>
              {coverage !== null && <p>Asked were {coverage.selected}</p>}
              {calibration !== null && (
                <p>
                  Of {outcomes} fixes, {percent(calibration.said)} were expected to work and{' '}
                  {percent(calibration.cameTrue)} did (95 %: {percent(calibration.low)} to {percent(calibration.high)}).
                </p>
              )}
              {lift !== null && (
                <p>
                  Against a memory that learned nothing since the first half of them, its error is{' '}
                  {percent(Math.abs(lift.share))} {lift.share >= 0 ? 'smaller' : 'larger'} (95 %: {percent(lift.low)} to{' '}
                  {percent(lift.high)}).
                </p>
              )}
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

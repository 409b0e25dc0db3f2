import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Overview } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useOverview } from '../../../shared/data/useOverview';
import { confidenceWords } from '../../../shared/memory/confidenceWords';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { getRecallStyles } from '../../../shared/recall/recallStyles';
import { count } from '../../../shared/words';

/** Counts with their interval and how they were selected; without enough outcomes, that. */
export function LearningConfidence() {
  const query = useOverview();
  return (
    <Section title="Learning confidence">
      <QueryView query={query} what="the learning confidence">
        {({ learningConfidence }) => <Measured confidence={learningConfidence} />}
      </QueryView>
    </Section>
  );
}

function Measured({ confidence }: { confidence: Overview['learningConfidence'] }) {
  const shared = useStyles2(getRecallStyles);
  const styles = useStyles2(getStyles);
  const { sentence, coverage, calibration, lift, outcomes } = confidence;
  return (
    <>
      <p className={shared.loud}>{confidenceWords(confidence)}</p>
      <p>{sentence}</p>
      <dl className={styles.facts}>
        {coverage !== null && (
          <>
            <dt>Recall of what came before</dt>
            <dd>
              {`${coverage.hits} of ${coverage.of} among the first three (${between(coverage)}); asked: ${coverage.selected}`}
            </dd>
          </>
        )}
        {calibration !== null && (
          <>
            <dt>What was said of fixes</dt>
            <dd>
              {`on average ${share(calibration.said)}, and it came true in ${share(calibration.cameTrue)} (${between(calibration)}) of ${count(outcomes, 'outcome')}`}
            </dd>
          </>
        )}
        {lift !== null && (
          <>
            <dt>Better for what was learnt</dt>
            <dd>
              {`against a memory frozen at half of the outcomes its error is ${share(Math.abs(lift.share))} ${lift.share >= 0 ? 'smaller' : 'larger'} (${between(lift)})`}
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

const share = (value: number) => `${Math.round(100 * value)} %`;
const between = ({ low, high }: { low: number; high: number }) => `95 % interval ${share(low)} to ${share(high)}`;

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, overflowWrap: 'anywhere' },
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});

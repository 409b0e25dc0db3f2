import { type Attempt } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { getRecallStyles } from '../recall/recallStyles';
import { OUTCOME_WORDS } from './memoryWords';
import { WordTag } from './WordTag';

const KNOWN_FROM: Record<NonNullable<Attempt['outcomeKnownFrom']>, string> = {
  telemetry: 'measured',
  person: 'said by a person',
  import: 'imported',
};

/** What became of a fix, with the sentence that says why; or that it is not known yet. */
export function AttemptOutcome({ attempt }: { attempt: Attempt }) {
  const { secondary } = useStyles2(getRecallStyles);
  const { state, outcome, outcomeSentence, outcomeKnownFrom, reason } = attempt;
  if (state === 'rejected') {
    return <div className={secondary}>{reason}</div>;
  }
  if (outcome === null) {
    return state === 'done' ? (
      <div className={secondary}>
        {outcomeSentence === '' ? 'Being checked against what is measured; the outcome stands here.' : outcomeSentence}
      </div>
    ) : null;
  }
  return (
    <div>
      <WordTag word={OUTCOME_WORDS[outcome]} /> {outcomeSentence}{' '}
      {outcomeKnownFrom !== null && <span className={secondary}>({KNOWN_FROM[outcomeKnownFrom]})</span>}
    </div>
  );
}

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Detector, type DetectorMode, type PreviewAnswer } from '@incident-memory/contract';
import { Alert, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { sayDuration } from '../../../shared/time/sayDuration';
import { exactTime } from '../../../shared/time/TimeAgo';
import { count } from '../../../shared/words';
import { RealIncidents } from './RealIncidents';
import { ReplayCharts } from './ReplayCharts';
import { ReplayedAlarms } from './ReplayedAlarms';
import { replayedSpan } from './replayedSpan';
import { sayReplay } from './sayReplay';
import { WhatNow } from './WhatNow';

interface ReplayResultProps {
  answer: PreviewAnswer;
  detector: Detector;
  onAsk: (mode: DetectorMode) => void;
}

/** The verdict first and what was missed, then what one can do, then all that it rests on. */
export function ReplayResult({ answer, detector, onAsk }: ReplayResultProps) {
  const styles = useStyles2(getStyles);
  const { services, points, from, to, truncated } = answer;
  const span = replayedSpan(answer);
  return (
    <Stack direction="column" gap={2}>
      <div role="status">
        <p className={styles.summary}>
          {points === 0 ? 'Nothing is stored that this detector could have seen.' : sayReplay(answer)}
        </p>
        <p className={styles.of}>
          {`${count(services, 'service')}, ${count(points, 'point')}, ${exactTime(from)} to ${exactTime(to)}`}
        </p>
      </div>
      {span.isShort && (
        <Alert
          severity="info"
          title={`Only ${sayDuration(span.seenMs)} are stored of what was asked for`}
          bottomSpacing={0}
        >
          That is little to judge by: a detector needs the hours of a week to learn what is usual, and to show how often
          it calls.
        </Alert>
      )}
      {truncated !== null && (
        <Alert severity="warning" title="Not all of it was looked at" bottomSpacing={0}>
          {truncated}
        </Alert>
      )}
      <RealIncidents incidents={answer.incidents} />
      {points > 0 && <WhatNow detector={detector} onAsk={onAsk} />}
      <ReplayCharts answer={answer} />
      <ReplayedAlarms alarms={answer.alarms} />
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  summary: css({ margin: 0, fontSize: theme.typography.h5.fontSize, maxWidth: theme.spacing(120) }),
  of: css({ margin: 0, color: theme.colors.text.secondary }),
});

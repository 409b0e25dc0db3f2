import { type Alarm } from '@incident-memory/contract';
import { Button } from '@grafana/ui';
import React from 'react';
import { toApiError } from '../api/ApiError';
import { BandChart } from '../chart/BandChart';
import { useBand } from '../data/useDetection';
import { EmptyNote } from '../parts/EmptyNote';
import { QueryView } from '../parts/QueryView';
import { useNow } from '../time/useNow';
import { bandAround } from './bandAround';

const MOVES_EVERY_MS = 30_000;
/** Of a metric with many series the first ones are shown; the service's page has all. */
const MOST_SERIES = 3;

interface AlarmBandProps {
  alarm: Alarm;
  /** In units of the theme's grid. */
  height?: number;
}

/** The signal around an alarm with what was usual, so that a person can judge whether it was right. */
export function AlarmBand({ alarm, height }: AlarmBandProps) {
  const now = useNow(MOVES_EVERY_MS);
  const range = bandAround(alarm, now);
  const query = useBand(range);
  if (query.isError && query.data === undefined) {
    return <NoChart error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <QueryView query={query} what="the chart">
      {({ series }) =>
        series.length === 0 ? (
          <EmptyNote icon="gf-interpolation-linear" title="Nothing is stored of this time">
            What was counted then is past its retention, or this service sends nothing that could be drawn.
          </EmptyNote>
        ) : (
          <>
            {series.slice(0, MOST_SERIES).map((one) => (
              <BandChart
                key={`${one.signal} ${one.subject}`}
                series={one}
                from={range.from}
                to={range.to}
                alarms={[alarm]}
                height={height}
              />
            ))}
          </>
        )
      }
    </QueryView>
  );
}

/** Small, since the sentence and the numbers beside it say enough to go on. */
function NoChart({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { message, code, requestId } = toApiError(error);
  return (
    <EmptyNote icon="exclamation-triangle" title="Could not load the chart">
      {message} {`(${code}${requestId === null ? '' : `, request ${requestId}`})`}{' '}
      <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
        Try again
      </Button>
    </EmptyNote>
  );
}

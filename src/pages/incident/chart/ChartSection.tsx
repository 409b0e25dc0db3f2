import { type IncidentChart } from '@incident-memory/contract';
import { Button } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { useIncidentChart } from '../../../shared/data/useIncident';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { sayDuration } from '../../../shared/time/sayDuration';
import { ChartTable } from './ChartTable';
import { ErrorChart } from './ErrorChart';
import { windowSums } from './windowSums';

/** Errors around the start with the line that the rule draws; the same figures as a table for those who read. */
export function ChartSection({ reference }: { reference: string }) {
  const [asTable, setAsTable] = useState(false);
  const query = useIncidentChart(reference);
  const chart = query.data;
  return (
    <Section
      title={chart === undefined ? 'Errors around the start' : caption(chart)}
      aside={
        <Button size="sm" fill="text" variant="secondary" onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      }
    >
      <QueryView query={query} what="the chart">
        {(data) => <ChartBody chart={data} asTable={asTable} />}
      </QueryView>
    </Section>
  );
}

function caption({ rule, stepSeconds }: IncidentChart): string {
  const window = Math.max(rule.windowSeconds ?? stepSeconds, stepSeconds);
  return `Errors within ${sayDuration(window * 1000)}, around the start`;
}

function ChartBody({ chart, asTable }: { chart: IncidentChart; asTable: boolean }) {
  const lines = useMemo(() => windowSums(chart), [chart]);
  if (lines.times.length === 0) {
    return (
      <EmptyNote icon="chart-line" title="There are no counts for this time">
        An alert may have opened the incident for a service whose logs are not seen here, or the counts are past their
        retention.
      </EmptyNote>
    );
  }
  return asTable ? (
    <ChartTable lines={lines} caption={caption(chart)} />
  ) : (
    <ErrorChart lines={lines} chart={chart} caption={caption(chart)} />
  );
}

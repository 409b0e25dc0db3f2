import { type IncidentEvidence } from '@incident-memory/contract';
import { Button, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { BandChart } from '../../../shared/chart/BandChart';
import { signalName } from '../../../shared/chart/bandWords';
import { useEvidence } from '../../../shared/data/useIncident';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { marksOf } from '../../../shared/occurrences/marksOf';

/** So many are read at a glance; the sidecar tells the most telling first. */
const SHOWN = 2;

/** What was unusual, against what was usual at the time, with the point at which each alarm was raised. */
export function BandCharts({ reference }: { reference: string }) {
  const query = useEvidence(reference);
  const [all, setAll] = useState(false);
  const charts = query.data?.charts ?? [];
  return (
    <Section
      title="Against the usual"
      aside={
        charts.length > SHOWN && (
          <Button size="sm" fill="text" variant="secondary" onClick={() => setAll(!all)}>
            {all ? `Show the first ${SHOWN}` : `Show all ${charts.length}`}
          </Button>
        )
      }
    >
      <QueryView query={query} what="the evidence">
        {(evidence) =>
          evidence.charts.length === 0 ? (
            <EmptyNote icon="chart-line" title="There is nothing to draw for this time">
              An alert may have opened the incident for a service that nothing is seen of here, or what was counted is
              past its retention.
            </EmptyNote>
          ) : (
            <Charts evidence={evidence} most={all ? Infinity : SHOWN} />
          )
        }
      </QueryView>
    </Section>
  );
}

function Charts({ evidence, most }: { evidence: IncidentEvidence; most: number }) {
  const changes = marksOf(evidence.changes);
  return (
    <Stack direction="column" gap={1}>
      {evidence.charts.slice(0, most).map((chart) => (
        <div key={chart.id} id={chart.id}>
          <strong>{`${chart.service}: ${signalName(chart)}`}</strong>
          <BandChart
            series={chart}
            from={Date.parse(evidence.from)}
            to={Date.parse(evidence.to)}
            alarms={evidence.alarms.filter((alarm) => isOf(alarm, chart))}
            changes={changes}
            height={14}
          />
        </div>
      ))}
    </Stack>
  );
}

/** Which signal a detector looks at. */
const SIGNALS: Partial<Record<IncidentEvidence['alarms'][number]['detector'], readonly string[]>> = {
  'error-burst': ['errors'],
  'error-count': ['errors', 'failures'],
  'failure-ratio': ['failures'],
  latency: ['latency'],
  traffic: ['requests'],
  silence: ['requests'],
  metric: ['metric'],
  exhaustion: ['metric'],
};

function isOf(
  { detector, service, subject }: IncidentEvidence['alarms'][number],
  chart: IncidentEvidence['charts'][number]
): boolean {
  return (
    service === chart.service &&
    (SIGNALS[detector] ?? []).includes(chart.signal) &&
    (chart.signal !== 'metric' || subject === chart.subject)
  );
}

import { type IncidentEvidence } from '@incident-memory/contract';
import { sampleAlarm, sampleBand } from './detectionSamples';
import { sampleLine, sampleTemplate } from './signalSamples';

/** What was seen around the start of an incident of payment, whose calls to its database fail. */
export function sampleEvidence(changes: Partial<IncidentEvidence> = {}): IncidentEvidence {
  const latency = { p50: 12, p95: 48, p99: 120 };
  const operation = { service: 'payment', operation: 'POST /pay', requests: 90, errors: 11, ...latency };
  const series = sampleBand({ signal: 'failures', unit: '% of requests' });
  const alarm = sampleAlarm({
    ...{ id: 'alm_0009', detector: 'failure-ratio', mode: 'live', hurts: true },
    sentence: '12 % of requests fail, usually 0.2 %',
    incident: { id: 'inc_0193a1b2-0000-7000-8000-000000000042', number: 42 },
  });
  return {
    from: new Date(series.at[0] ?? 0).toISOString(),
    to: new Date().toISOString(),
    stepSeconds: 600,
    charts: [{ id: 'ev_chart_1', ...series }],
    alarms: [alarm],
    messages: [
      {
        id: 'ev_message_1',
        template: sampleTemplate({ text: 'pool exhausted after <*>' }),
        isNew: true,
        sample: sampleLine({ message: 'pool exhausted after 30 s' }),
      },
    ],
    operations: [
      {
        id: 'ev_operation_1',
        now: { ...operation, slowestMs: 900, slowestTrace: null },
        before: { ...operation, errors: 0, slowestMs: 80, slowestTrace: null },
      },
    ],
    calls: [
      { id: 'ev_call_1', caller: 'payment', callee: 'database', origin: 'spans', calls: 90, errors: 40, ...latency },
    ],
    changes: [],
    ...changes,
  };
}

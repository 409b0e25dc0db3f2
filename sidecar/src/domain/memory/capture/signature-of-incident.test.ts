import type { IncidentRecord } from '../../incidents/incident-record.ts';
import type { LogLine } from '../../signals/log-line.ts';
import type { IncidentFacts } from './incident-facts.ts';
import { signatureOfIncident } from './signature-of-incident.ts';

const lines = (count: number, service: string, errorType: string): LogLine[] =>
  Array.from({ length: count }, (_, place) => ({
    ...{ id: `${service} ${errorType} ${place}`, at: place, receivedAt: place, service, level: 'error' as const },
    ...{ message: errorType, errorType, stack: null, traceId: null, template: null, fingerprint: null },
  }));

function errorTypeOf(errorLines: LogLine[]): string | null {
  const incident = { service: 'database', services: [], alarms: [], alerts: [], spread: null } as unknown;
  const facts: IncidentFacts = {
    incident: {
      ...(incident as IncidentRecord),
      rule: { name: 'error-burst', sentence: '', thresholdErrors: 1, windowSeconds: 1 },
    },
    ...{ errorLines, templates: [], changes: [], notes: [], closedBy: null },
  };
  return signatureOfIncident(facts).errorType;
}

describe('the error by which an incident is known again', () => {
  it('is the own one of the service, also where its callers complain more', () => {
    expect(errorTypeOf([...lines(4, 'database', 'PoolExhausted'), ...lines(9, 'payment', 'UpstreamTimeout')])).toBe(
      'PoolExhausted'
    );
  });

  it('is not a stray of the service', () => {
    expect(errorTypeOf([...lines(1, 'database', 'SlowQuery'), ...lines(9, 'payment', 'ProviderUnavailable')])).toBe(
      'ProviderUnavailable'
    );
  });
});

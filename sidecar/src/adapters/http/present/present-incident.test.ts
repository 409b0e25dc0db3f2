import { Incident } from '@incident-memory/contract';
import { incidentOf, NOON } from '../../../../test/conformance/examples.ts';
import { joinedAlarm } from '../../../../test/support/detection/ledger-house.ts';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import { systemScope } from '../../../domain/tenancy/scope.ts';
import { presentIncident } from './present-incident.ts';

const ID = 'inc_00000000-0000-7000-8000-00000000000';
const NOTES = { cause: 'pool', fix: 'restart', fixKind: 'restart', didNotHelp: '', prevention: '' } as const;

function presented(given: Partial<IncidentRecord>): Incident {
  return presentIncident(incidentOf(systemScope('main:1'), { id: `${ID}1`, ...given }), NOON);
}

test('everything that a record can hold fits the contract, and nothing that is only for us leaves', () => {
  const link = { id: `${ID}2`, number: 2, sequence: 5 };
  const alert = { fingerprint: 'f', name: 'Slow', startedAt: NOON, link: null, service: 'payment' };
  const incident = presented({
    alarms: [joinedAlarm('alm_1', 'payment'), joinedAlarm('alm_2', 'web', { endedAt: NOON })],
    alerts: [{ ...alert, status: 'firing', endedAt: null }],
    splitFrom: { id: link.id, number: 2 },
    splits: [link],
    absorbed: [link],
    unmergedFrom: link,
    keptApart: [link.id],
    mergedAtSequence: 4,
    recurredAt: [NOON],
    earlierResolutions: [{ closedAt: NOON, notes: NOTES, openedAgainAt: NOON }],
    recovery: { at: NOON, proved: true, checks: [{ what: 'traffic', holds: null, sentence: 'not known' }] },
    spread: {
      ...{ kind: 'cascade', first: 'payment', certainty: 'origin', sentence: 'origin: payment' },
      steps: [{ service: 'payment', at: NOON, through: null, evidence: '' }],
    },
  });
  expect(Incident.safeParse(incident).error?.issues).toBeUndefined();
  expect(incident).toMatchObject({ recurrences: 1, returnsInLastHour: 1, splits: [{ id: link.id, number: 2 }] });
  expect(JSON.stringify(incident)).not.toContain('sequence');
});

test.each<[Partial<IncidentRecord>, Incident['recovery']]>([
  [{}, 'ongoing'],
  [{ state: 'awaiting-confirmation', quietSince: NOON }, 'errors-stopped-recovery-unproven'],
  [
    { state: 'awaiting-confirmation', quietSince: NOON, recovery: { at: NOON, proved: false, checks: [] } },
    'errors-stopped-recovery-unproven',
  ],
  [{ state: 'awaiting-confirmation', quietSince: NOON, recovery: { at: NOON, proved: true, checks: [] } }, 'recovered'],
  [{ state: 'resolved', closedAt: NOON, resolution: NOTES }, 'confirmed'],
])('recovery of %j is told as %s', (given, recovery) => {
  expect(presented(given).recovery).toBe(recovery);
});

import type { EarlierResolution, IncidentRecord } from '../incident-record.ts';
import { withAlarms, withServices } from './joined-lists.ts';
import type { Changes } from './placed-event.ts';

const MAX_EARLIER_RESOLUTIONS = 10;
const MAX_RECURRENCES = 100;

/** How it ends, and begins again: what was written at a closing stays readable. */
export const CLOSING_CHANGES: Changes<'confirmed' | 'dismissed' | 'reopened' | 'recurred'> = {
  confirmed: (_, { payload, at }) => ({ resolution: payload.notes, closedAt: at }),
  dismissed: (_, { payload, at }) => ({ dismissReason: payload.reason, closedAt: at }),
  reopened: (record, { at }) => openAgain(record, at),
  recurred: (record, { payload, at }) => ({
    ...openAgain(record, at),
    services: withServices(record.services, payload.services),
    alarms: withAlarms(record.alarms, payload.alarms),
    rule: payload.rule,
    severity: payload.severity ?? record.severity,
    outage: payload.outage ?? record.outage,
    recurredAt: [...record.recurredAt, at].slice(-MAX_RECURRENCES),
    // Who had it in hand had it in hand the last time.
    acknowledged: null,
    mitigating: null,
    helpRequested: null,
    canWait: null,
  }),
};

function openAgain(record: IncidentRecord, at: number): Partial<IncidentRecord> {
  return {
    earlierResolutions: earlierResolutions(record, at),
    closedAt: null,
    quietSince: null,
    recovery: null,
    resolution: null,
    dismissReason: null,
  };
}

function earlierResolutions(
  { resolution: notes, closedAt, earlierResolutions: earlier }: IncidentRecord,
  openedAgainAt: number
): readonly EarlierResolution[] {
  return notes === null || closedAt === null
    ? earlier
    : [...earlier, { closedAt, notes, openedAgainAt }].slice(-MAX_EARLIER_RESOLUTIONS);
}

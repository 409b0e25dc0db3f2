import { joinedAlarm, openingOf } from '../../../../test/support/detection/ledger-house.ts';
import type { NewEvent } from '../event-payloads.ts';
import { completeRecord, NEVER_HAPPENED, type IncidentRecord } from '../incident-record.ts';
import { projectIncident } from '../project-incident.ts';
import { MAX_ALARMS, withAlarms } from './joined-lists.ts';

const { opening } = openingOf(['payment', 'web']);
const PROOF = { at: 5, proved: true, checks: [] };
const SPREAD = {
  kind: 'cascade' as const,
  first: 'payment',
  certainty: 'origin' as const,
  sentence: 'origin: payment',
  steps: [
    { service: 'payment', at: 1000, through: null, evidence: '' },
    { service: 'web', at: 2000, through: 'payment', evidence: 'calls fail' },
  ],
};

function after(events: readonly NewEvent[], begin: Partial<typeof opening> = {}): IncidentRecord {
  const all: NewEvent[] = [{ type: 'opened', payload: { ...opening, ...begin, number: 1 } }, ...events];
  const actor = { kind: 'person', name: 'ada' } as const;
  const record = projectIncident(
    all.map((event, index) => ({
      ...event,
      ...{ organisation: 'main:1', stream: 'inc_1', sequence: index + 1, at: 10_000 + index, actor },
    }))
  );
  if (record === null) {
    throw new Error('nothing was opened');
  }
  return record;
}

const alarm = (given: Parameters<typeof joinedAlarm>[2] = {}) => joinedAlarm('alm_1', 'payment', given);
const stopped: NewEvent = { type: 'errors-stopped', payload: { quietSince: 9 } };
const judged: NewEvent = { type: 'recovery-judged', payload: { proof: PROOF } };

describe('alarms in an incident', () => {
  it('come once, with their newest numbers, and bring their services', () => {
    const joined = (given: ReturnType<typeof alarm>, service: string): NewEvent => ({
      type: 'alarms-joined',
      payload: { alarms: [given], services: openingOf([service]).opening.services, severity: 'critical', outage: true },
    });
    const record = after([joined(alarm(), 'auth'), joined(alarm({ score: 9 }), 'auth')]);
    expect(record.alarms).toMatchObject([{ id: 'alm_1', score: 9 }]);
    expect(record.services.map(({ service }) => service)).toEqual(['payment', 'web', 'auth']);
    expect(record).toMatchObject({ severity: 'critical', outage: true });
  });

  it('end by their ids; unknown ids change nothing', () => {
    const ends = ['alm_1', 'alm_9'].map((id) => ({ id, endedAt: 77 }));
    const record = after([{ type: 'alarms-ended', payload: { alarms: ends } }], { alarms: [alarm()] });
    expect(record.alarms).toMatchObject([{ id: 'alm_1', endedAt: 77 }]);
  });

  it('are at most a hundred; those that ended go first', () => {
    const standing = Array.from({ length: MAX_ALARMS }, (_, index) => joinedAlarm(`alm_${index}`, 'payment'));
    const ended = joinedAlarm('alm_ended', 'payment', { endedAt: 9 });
    const kept = withAlarms([ended, ...standing], [joinedAlarm('alm_last', 'web')]);
    expect(kept).toHaveLength(MAX_ALARMS);
    expect(kept.map(({ id }) => id)).not.toContain('alm_ended');
    expect(kept.at(-1)?.id).toBe('alm_last');
  });
});

describe('a recovery', () => {
  it('is known while errors have stopped', () => {
    expect(after([stopped, judged])).toMatchObject({ state: 'awaiting-confirmation', quietSince: 9, recovery: PROOF });
  });

  it.each<NewEvent>([
    { type: 'errors-returned', payload: { errors: 5 } },
    { type: 'alarms-joined', payload: { alarms: [], services: [], severity: 'high', outage: false } },
    { type: 'service-joined', payload: { services: openingOf(['auth']).opening.services } },
    { type: 'reopened', payload: { reason: '-' } },
  ])('is forgotten once it goes on: $type', (event) => {
    expect(after([stopped, judged, event])).toMatchObject({ state: 'open', quietSince: null, recovery: null });
  });
});

describe('what leaves', () => {
  const left = (services: string[], given: Partial<typeof opening> = {}) =>
    after(
      [
        { type: 'spread-found', payload: { spread: SPREAD, severity: 'critical' } },
        {
          type: 'split-off',
          payload: {
            how: 'split',
            services,
            alarms: given.alarms?.filter(({ service }) => services.includes(service)).map(({ id }) => id) ?? [],
            alerts: [],
            to: { id: 'inc_2', number: 2 },
            reason: '-',
          },
        },
      ],
      given
    );

  it('takes the story with it that named it, and one service is no cascade', () => {
    expect(after([{ type: 'spread-found', payload: { spread: SPREAD, severity: 'high' } }])).toMatchObject({
      kind: 'cascade',
      spread: SPREAD,
    });
    expect(left(['web'])).toMatchObject({ kind: 'error-burst', spread: null, service: 'payment', startedAt: 1000 });
    expect(left(['web'], { alarms: [alarm()] })).toMatchObject({ kind: 'detected' });
  });

  it('was first: then the next sign is the beginning', () => {
    expect(left(['payment'])).toMatchObject({ service: 'web', startedAt: 2000 });
  });

  it('was all that hurt: then it is no outage any more', () => {
    const alarms = [alarm(), joinedAlarm('alm_2', 'web', { hurts: false })];
    expect(left(['web'], { alarms, outage: true }).outage).toBe(true);
    expect(left(['payment'], { alarms, outage: true }).outage).toBe(false);
  });
});

describe('a record of an earlier version', () => {
  it('is read as one to which nothing of the new has happened', () => {
    const present = after([]);
    const old: Partial<IncidentRecord> = { ...present };
    for (const field of Object.keys(NEVER_HAPPENED)) {
      delete old[field as keyof typeof old];
    }
    expect(completeRecord(old as IncidentRecord)).toEqual(present);
  });
});

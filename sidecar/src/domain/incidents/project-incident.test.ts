import fc from 'fast-check';
import { INCIDENT_EVENT_TYPES, INCIDENT_STATES } from '@incident-memory/contract';
import type { NewEvent } from './event-payloads.ts';
import { isFlapping } from './flapping.ts';
import { LIFE_CYCLE, nextState } from './life-cycle.ts';
import { projectIncident, type PlacedEvent } from './project-incident.ts';

const MINUTE = 60_000;
const service = (name: string, firstErrorAt: number, errors = 30) => ({
  service: name,
  firstErrorAt,
  errors,
  peakErrors: errors,
  baselineErrors: 1,
});
const rule = { name: 'error-burst', sentence: 'a rule', thresholdErrors: 100, windowSeconds: 120 } as const;

const opened: NewEvent = {
  type: 'opened',
  payload: {
    number: 1,
    kind: 'error-burst',
    severity: 'medium',
    services: [service('payment', 5000, 120)],
    rule,
    startedAt: 5000,
    team: null,
    visibility: 'organisation',
    owner: null,
  },
};

function place(events: readonly NewEvent[]): PlacedEvent[] {
  return events.map((event, index) => ({
    ...event,
    organisation: 'main:1',
    stream: 'inc_1',
    sequence: index + 1,
    at: 10_000 + index * MINUTE,
    actor: { kind: 'person', name: 'ada' },
  }));
}

describe('what the events of an incident add up to', () => {
  it('goes through a whole life', () => {
    const notes = { cause: 'pool', fix: 'restart', fixKind: 'restart', didNotHelp: '', prevention: '' } as const;
    const record = projectIncident(
      place([
        opened,
        { type: 'acknowledged', payload: {} },
        { type: 'errors-stopped', payload: { quietSince: 99_000 } },
        { type: 'confirmed', payload: { notes } },
      ])
    );
    expect(record).toMatchObject({
      state: 'resolved',
      version: 4,
      acknowledged: { by: 'ada' },
      quietSince: 99_000,
      resolution: notes,
    });
    expect(record?.closedAt).toBe(10_000 + 3 * MINUTE);
  });

  it('lists services in the order they reported once it is widespread, and begins with the first', () => {
    const record = projectIncident(
      place([
        opened,
        {
          type: 'widened',
          payload: { services: [service('auth', 4000), service('user', 6000)], rule, severity: 'critical' },
        },
      ])
    );
    expect(record).toMatchObject({ kind: 'widespread', service: 'auth', startedAt: 4000, severity: 'critical' });
    expect(record?.services.map((one) => one.service)).toEqual(['auth', 'payment', 'user']);
  });

  it('never forgets a peak', () => {
    const record = projectIncident(
      place([
        opened,
        { type: 'evidence-updated', payload: { services: [service('payment', 7000, 10)], severity: 'medium' } },
      ])
    );
    expect(record?.services[0]).toMatchObject({ errors: 120, peakErrors: 120, firstErrorAt: 5000 });
  });

  it('flaps when errors come back again and again', () => {
    const again: NewEvent[] = [
      { type: 'errors-stopped', payload: { quietSince: 1 } },
      { type: 'errors-returned', payload: { errors: 50 } },
    ];
    const record = projectIncident(place([opened, ...again, ...again]));
    expect(record !== null && isFlapping(record, record.updatedAt)).toBe(true);
    expect(record !== null && isFlapping(record, record.updatedAt + 61 * MINUTE)).toBe(false);
  });

  it('is the same whether added up at once or from any earlier state', () => {
    const events = place([
      opened,
      { type: 'service-joined', payload: { services: [service('auth', 9000)] } },
      { type: 'noted', payload: { text: 'hm' } },
      { type: 'errors-stopped', payload: { quietSince: 2 } },
      { type: 'errors-returned', payload: { errors: 40 } },
    ]);
    for (let cut = 1; cut < events.length; cut += 1) {
      expect(projectIncident(events, projectIncident(events.slice(0, cut)))).toEqual(projectIncident(events));
    }
  });

  it('throws on an event that the life cycle refuses, since its writer should have asked', () => {
    expect(() => projectIncident(place([opened, opened]))).toThrow('cannot follow');
    expect(() => projectIncident(place([{ type: 'noted', payload: { text: 'x' } }]))).toThrow('cannot follow');
  });
});

describe('the life cycle', () => {
  it('begins with opened and nothing else', () => {
    expect(INCIDENT_EVENT_TYPES.filter((type) => nextState(null, type) !== null)).toEqual(['opened']);
    expect(INCIDENT_STATES.filter((state) => nextState(state, 'opened') !== null)).toEqual([]);
  });

  it('lets a person close everything that is under way, and open it again', () => {
    for (const state of ['open', 'awaiting-confirmation'] as const) {
      expect(nextState(state, 'confirmed')).toBe('resolved');
      expect(nextState(state, 'dismissed')).toBe('dismissed');
    }
    expect(nextState('resolved', 'reopened')).toBe('open');
    expect(nextState('dismissed', 'reopened')).toBe('open');
  });

  it('leaves merged only by taking the merge back, and the system never closes by itself', () => {
    const leaving = Object.entries(LIFE_CYCLE.merged).filter(([, state]) => state !== 'merged');
    expect(leaving).toEqual([['unmerged', 'open']]);
    fc.assert(
      fc.property(
        fc.constantFrom(...INCIDENT_STATES),
        fc.constantFrom('errors-stopped', 'alert-resolved', 'evidence-updated' as const),
        (state, type) => {
          const next = nextState(state, type);
          return next === null || next === 'open' || next === 'awaiting-confirmation';
        }
      )
    );
  });
});

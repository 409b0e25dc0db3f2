import {
  ADA,
  DETECTION,
  joinedAlarm,
  ledgerOver,
  namesOf,
  opened,
  openingOf,
  SCOPE,
} from '../../../test/support/detection/ledger-house.ts';
import { findBrokenLink } from '../../domain/events/event-chain.ts';
import { areKeptApart, keptOut } from '../../domain/incidents/parting/kept-apart.ts';
import type { IncidentLedger } from './incident-ledger.ts';

const person = { actor: ADA, reason: 'another thing' };
async function valueOf<Value>(result: Promise<{ ok: true; value: Value } | { ok: false; failure: unknown }>) {
  const settled = await result;
  if (!settled.ok) {
    throw new Error(`refused: ${JSON.stringify(settled.failure)}`);
  }
  return settled.value;
}

describe('a split', () => {
  const whole = (ledger: IncidentLedger) =>
    opened(ledger, ['payment', 'search'], {
      alarms: [joinedAlarm('alm_a', 'payment'), joinedAlarm('alm_b', 'search', { startedAt: 1900 })],
      alerts: [
        {
          fingerprint: 'f',
          name: 'SearchSlow',
          service: 'search',
          status: 'firing',
          startedAt: 1800,
          endedAt: null,
          link: null,
        },
      ],
      outage: true,
    });

  it('makes what does not belong an incident of its own, with all that is its', async () => {
    const { ledger, stores } = ledgerOver();
    const { id } = await whole(ledger);
    const part = await valueOf(ledger.split(SCOPE, id, { ...person, services: ['search'], alarms: [] }));
    expect(part).toMatchObject({
      number: 2,
      state: 'open',
      kind: 'detected',
      service: 'search',
      startedAt: 1900,
      splitFrom: { id, number: 1 },
      outage: true,
      alarms: [{ id: 'alm_b' }],
      alerts: [{ fingerprint: 'f' }],
    });
    const rest = await ledger.read(SCOPE, id);
    expect(rest).toMatchObject({ state: 'open', service: 'payment', splits: [{ id: part.id, number: 2 }], alerts: [] });
    expect(rest?.alarms.map((alarm) => alarm.id)).toEqual(['alm_a']);
    for (const stream of [id, part.id]) {
      expect(findBrokenLink(await stores.events.read(SCOPE, stream))).toBeNull();
    }
  });

  it('moves the service: what comes of it next belongs to the new one', async () => {
    const { ledger } = ledgerOver();
    const { id } = await whole(ledger);
    const part = await valueOf(ledger.split(SCOPE, id, { ...person, services: ['search'], alarms: [] }));
    expect(await ledger.openOrJoin(SCOPE, openingOf(['search']))).toMatchObject({
      opened: false,
      record: { id: part.id },
    });
    expect(await ledger.openOrJoin(SCOPE, openingOf(['payment']))).toMatchObject({ opened: false, record: { id } });
  });

  it('takes a service along with its last alarm', async () => {
    const { ledger } = ledgerOver();
    const { id } = await whole(ledger);
    const part = await valueOf(ledger.split(SCOPE, id, { ...person, services: [], alarms: ['alm_b'] }));
    expect(namesOf(part)).toEqual(['search']);
  });

  it.each([
    ['nothing', { services: [], alarms: [] }, 'no service and no alarm is named'],
    ['everything', { services: ['payment', 'search'], alarms: [] }, 'nothing would be left'],
    ['everything by its alarms', { services: [], alarms: ['alm_a', 'alm_b'] }, 'nothing would be left'],
    ['an unknown service', { services: ['auth'], alarms: [] }, 'the service "auth" is not in this incident'],
    ['an unknown alarm', { services: [], alarms: ['alm_x'] }, 'the alarm alm_x is not in this incident'],
  ])('of %s is refused and changes nothing', async (_, wish, problem) => {
    const { ledger, stores } = ledgerOver();
    const { id } = await whole(ledger);
    const result = await ledger.split(SCOPE, id, { ...person, ...wish });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unfit', problem: expect.stringContaining(problem) } });
    expect(await stores.events.read(SCOPE, id)).toHaveLength(1);
    expect(await ledger.underWay(SCOPE)).toHaveLength(1);
  });

  it('of one alarm of a service that stays by another is refused', async () => {
    const { ledger } = ledgerOver();
    const alarms = [joinedAlarm('alm_a', 'payment'), joinedAlarm('alm_b', 'search'), joinedAlarm('alm_c', 'search')];
    const { id } = await opened(ledger, ['payment', 'search'], { alarms });
    const result = await ledger.split(SCOPE, id, { ...person, services: [], alarms: ['alm_b'] });
    expect(result).toMatchObject({ ok: false, failure: { problem: expect.stringContaining('alm_c') } });
  });

  it('of a closed one is refused', async () => {
    const { ledger } = ledgerOver();
    const { id } = await whole(ledger);
    await ledger.record(SCOPE, id, { events: [{ type: 'dismissed', payload: { reason: 'drill' } }], actor: ADA });
    const result = await ledger.split(SCOPE, id, { ...person, services: ['search'], alarms: [] });
    expect(result).toEqual({ ok: false, failure: { kind: 'refused', state: 'dismissed', event: 'split-off' } });
  });

  it('is taken back by merging, as if it had never been', async () => {
    const { ledger } = ledgerOver();
    const before = await whole(ledger);
    const part = await valueOf(ledger.split(SCOPE, before.id, { ...person, services: ['search'], alarms: [] }));
    await valueOf(ledger.merge(SCOPE, part.id, { ...person, into: before.id }));
    const after = await ledger.read(SCOPE, before.id);
    const { services, alarms, alerts, service, startedAt, kind, severity, outage } = before;
    expect(after).toMatchObject({
      services,
      alarms,
      alerts,
      service,
      startedAt,
      kind,
      severity,
      outage,
      keptApart: [],
    });
  });
});

describe('a merge', () => {
  it('makes one part of the other, with services, alarms, alerts and the worse severity', async () => {
    const { ledger } = ledgerOver();
    const into = await opened(ledger, ['payment'], { severity: 'medium', startedAt: 1000 });
    const one = await opened(ledger, ['auth'], {
      severity: 'critical',
      startedAt: 500,
      services: [{ service: 'auth', firstErrorAt: 500, errors: 9, peakErrors: 9, baselineErrors: 0 }],
      alarms: [joinedAlarm('alm_a', 'auth', { startedAt: 600 })],
      outage: true,
    });
    const merged = await valueOf(ledger.merge(SCOPE, one.id, { ...person, into: into.id }));
    expect(merged).toMatchObject({ state: 'merged', mergedInto: into.id });
    const whole = await ledger.read(SCOPE, into.id);
    expect(namesOf(whole)).toEqual(['auth', 'payment']);
    expect(whole).toMatchObject({
      service: 'auth',
      startedAt: 500,
      severity: 'critical',
      outage: true,
      alarms: [{ id: 'alm_a' }],
      absorbed: [{ id: one.id, number: one.number }],
    });
    expect(await ledger.openOrJoin(SCOPE, openingOf(['auth']))).toMatchObject({
      opened: false,
      record: { id: into.id },
    });
  });

  it('into itself, into a closed one, twice, and into what others may not see is refused', async () => {
    const { ledger } = ledgerOver();
    const [one, two, closed] = [
      await opened(ledger, ['payment']),
      await opened(ledger, ['auth']),
      await opened(ledger, ['search']),
    ];
    const secret = await opened(ledger, ['vault'], { visibility: 'private', owner: 'eve' });
    await ledger.record(SCOPE, closed.id, {
      events: [{ type: 'dismissed', payload: { reason: 'drill' } }],
      actor: ADA,
    });
    const problem = async (from: string, into: string) => {
      const result = await ledger.merge(SCOPE, from, { ...person, into });
      return result.ok || result.failure.kind !== 'unfit' ? 'merged' : result.failure.problem;
    };
    expect(await problem(one.id, one.id)).toContain('part of itself');
    expect(await problem(one.id, closed.id)).toBe(`INC-${closed.number} is dismissed already`);
    expect(await problem(closed.id, one.id)).toBe(`INC-${closed.number} is dismissed already`);
    expect(await problem(secret.id, one.id)).toContain('not visible to the same people');
    expect(await problem(one.id, two.id)).toBe('merged');
    expect(await problem(one.id, two.id)).toBe(`INC-${one.number} is part of another incident already`);
    expect(await problem(two.id, one.id)).toBe(`INC-${one.number} is part of another incident already`);
  });

  it('of each into the other at the same moment happens once', async () => {
    const { ledger } = ledgerOver();
    const [one, two] = [await opened(ledger, ['payment']), await opened(ledger, ['auth'])];
    const results = await Promise.all([
      ledger.merge(SCOPE, one.id, { ...person, into: two.id }),
      ledger.merge(SCOPE, two.id, { ...person, into: one.id }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await ledger.underWay(SCOPE)).toHaveLength(1);
  });

  it('is taken back with what it brought, as the other one has it now', async () => {
    const { ledger } = ledgerOver();
    const into = await opened(ledger, ['payment']);
    const one = await opened(ledger, ['auth'], { startedAt: 500, alarms: [joinedAlarm('alm_a', 'auth')] });
    await valueOf(ledger.merge(SCOPE, one.id, { ...person, into: into.id }));
    const grown = [{ service: 'auth', firstErrorAt: 1000, errors: 900, peakErrors: 300, baselineErrors: 2 }];
    await ledger.record(SCOPE, into.id, {
      events: [{ type: 'evidence-updated', payload: { services: grown, severity: 'high' } }],
      actor: DETECTION,
    });
    const free = await valueOf(ledger.unmerge(SCOPE, one.id, person));
    expect(free).toMatchObject({ state: 'open', mergedInto: null, alarms: [{ id: 'alm_a' }] });
    expect(free.services).toEqual(grown);
    const rest = await ledger.read(SCOPE, into.id);
    expect(rest).toMatchObject({ service: 'payment', alarms: [], absorbed: [], keptApart: [one.id] });
    expect(namesOf(rest)).toEqual(['payment']);
    expect(await ledger.openOrJoin(SCOPE, openingOf(['auth']))).toMatchObject({
      opened: false,
      record: { id: one.id },
    });
  });

  it('of two about the same service is taken back as it was: both are about it', async () => {
    const { ledger, stores } = ledgerOver();
    const old = await opened(ledger, ['payment']);
    await ledger.record(SCOPE, old.id, { events: [{ type: 'dismissed', payload: { reason: '-' } }], actor: ADA });
    const present = await opened(ledger, ['payment']);
    await ledger.record(SCOPE, old.id, { events: [{ type: 'reopened', payload: { reason: '-' } }], actor: ADA });
    await valueOf(ledger.merge(SCOPE, old.id, { ...person, into: present.id }));
    await valueOf(ledger.unmerge(SCOPE, old.id, person));
    expect((await ledger.underWay(SCOPE)).map(namesOf)).toEqual([['payment'], ['payment']]);
    expect(findBrokenLink(await stores.events.read(SCOPE, present.id))).toBeNull();
  });

  it('that detection made can be taken back, and is not made again while both are under way', async () => {
    const { ledger } = ledgerOver();
    const wide = await opened(ledger, ['payment', 'a', 'b', 'c', 'auth'], { kind: 'widespread', severity: 'critical' });
    const single = await opened(ledger, ['search']);
    const widened = openingOf(['search']).opening.services;
    const merge = { type: 'merged', payload: { into: wide.id, intoNumber: wide.number } } as const;
    await ledger.record(SCOPE, wide.id, {
      events: [{ type: 'service-joined', payload: { services: widened } }],
      actor: DETECTION,
    });
    await valueOf(ledger.record(SCOPE, single.id, { events: [merge], actor: DETECTION }));
    await valueOf(ledger.unmerge(SCOPE, single.id, person));
    const underWay = await ledger.underWay(SCOPE);
    const [one, other] = [underWay.find(({ id }) => id === wide.id), underWay.find(({ id }) => id === single.id)];
    expect(namesOf(one ?? null)).not.toContain('search');
    expect(one && other && areKeptApart(one, other)).toBe(true);
    expect([...keptOut(one ?? wide, underWay)]).toEqual(['search']);
    const again = await ledger.record(SCOPE, single.id, { events: [merge], actor: DETECTION });
    expect(again).toEqual({ ok: false, failure: { kind: 'kept-apart' } });
    expect(await ledger.merge(SCOPE, single.id, { ...person, into: wide.id })).toMatchObject({ ok: true });
    expect((await ledger.read(SCOPE, wide.id))?.keptApart).toEqual([]);
  });

  it('cannot be taken back where its service is in a third one, or the other one was merged on', async () => {
    const { ledger } = ledgerOver();
    const [one, two, three] = [
      await opened(ledger, ['payment']),
      await opened(ledger, ['auth']),
      await opened(ledger, ['search']),
    ];
    await valueOf(ledger.merge(SCOPE, one.id, { ...person, into: two.id }));
    const part = await valueOf(ledger.split(SCOPE, two.id, { ...person, services: ['payment'], alarms: [] }));
    expect(await ledger.unmerge(SCOPE, one.id, person)).toMatchObject({
      failure: { problem: expect.stringContaining(`payment is in INC-${part.number}`) },
    });
    await valueOf(ledger.merge(SCOPE, two.id, { ...person, into: three.id }));
    expect(await ledger.unmerge(SCOPE, one.id, person)).toMatchObject({
      failure: { problem: expect.stringContaining('take that back first') },
    });
    expect(await ledger.unmerge(SCOPE, three.id, person)).toMatchObject({
      failure: { problem: `INC-${three.number} is not merged` },
    });
  });

  it('is told once to whoever repeats the request, and with the version that was looked at', async () => {
    const { ledger, stores } = ledgerOver();
    const [one, two] = [await opened(ledger, ['payment']), await opened(ledger, ['auth'])];
    const request = { ...person, into: two.id, once: 'this request', ifVersion: 1 };
    await valueOf(ledger.merge(SCOPE, one.id, request));
    expect(await ledger.merge(SCOPE, one.id, request)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await stores.events.read(SCOPE, two.id)).toHaveLength(2);
    const stale = { ...person, once: 'another', ifVersion: 1 };
    expect(await ledger.unmerge(SCOPE, one.id, stale)).toMatchObject({ failure: { kind: 'version-conflict' } });
  });
});

import { incidentOf } from '../../../../test/conformance/examples.ts';
import { systemScope } from '../../tenancy/scope.ts';
import { convalescentOf, judgeRecovery, saysOtherwise, type Convalescent } from './judge-recovery.ts';
import type { ServiceHealth } from './service-health.ts';

const NOW = Date.UTC(2026, 0, 15, 12);

const WELL: ServiceHealth = {
  service: 'payment',
  traffic: { seen: 412, low: 380, high: 520, unit: 'requests' },
  success: { failed: 1, requests: 412, usualShare: 0.002 },
  lastSeenAt: NOW - 4000,
  windowSeconds: 120,
};

function judge(health: Partial<ServiceHealth> | null, standing: Convalescent['standing'] = []) {
  const services = [{ service: 'payment', health: health === null ? null : { ...WELL, ...health } }];
  return judgeRecovery({ services, standing }, NOW);
}

function check(proof: ReturnType<typeof judge>, what: string) {
  return proof.checks.find((one) => one.what === what);
}

describe('recovery', () => {
  it('is proved by traffic, success and source, each with its numbers', () => {
    const proof = judge({});
    expect(proof.proved).toBe(true);
    expect(proof.checks).toEqual([
      { what: 'traffic', holds: true, sentence: 'payment: 412 requests in 2 min, usual 380 to 520' },
      { what: 'success', holds: true, sentence: 'payment: 1 of 412 requests failed, usual 0.2 %' },
      { what: 'source', holds: true, sentence: 'payment: heard 4 s ago' },
      { what: 'alarms', holds: true, sentence: 'no alarm and no alert stands' },
    ]);
  });

  it('is proved from lines where no requests are told, and says what is not known', () => {
    const proof = judge({ traffic: { seen: 95, low: 60, high: 140, unit: 'lines' }, success: null });
    expect(proof.proved).toBe(true);
    expect(check(proof, 'success')).toEqual({
      what: 'success',
      holds: null,
      sentence: 'payment: no requests are told, so whether they succeed is not known',
    });
  });

  it.each<[string, Partial<ServiceHealth> | null, string]>([
    [
      'a dead service',
      { traffic: { seen: 0, low: 380, high: 520, unit: 'requests' }, success: null, lastSeenAt: NOW - 300_000 },
      'traffic',
    ],
    [
      'a dead service that is often idle at this hour',
      { traffic: { seen: 0, low: 0, high: 5, unit: 'requests' }, success: null },
      'traffic',
    ],
    ['drained traffic', { traffic: { seen: 12, low: 380, high: 520, unit: 'requests' } }, 'traffic'],
    ['a storm of retries', { traffic: { seen: 2400, low: 380, high: 520, unit: 'requests' } }, 'traffic'],
    ['a broken shipper', { lastSeenAt: NOW - 121_000 }, 'source'],
    ['a service that still fails', { success: { failed: 40, requests: 412, usualShare: 0.002 } }, 'success'],
    ['few requests that all fail', { success: { failed: 9, requests: 9, usualShare: 0.002 } }, 'success'],
    ['a service without a usual', { traffic: null }, 'traffic'],
    ['a service that nothing is heard of', null, 'source'],
  ])('is never proved for %s', (_, health, what) => {
    const proof = judge(health);
    expect(proof.proved).toBe(false);
    expect(check(proof, what)?.holds).not.toBe(true);
    expect(check(proof, what)?.sentence).not.toBe('');
  });

  it('is not proved while something still stands', () => {
    const proof = judge({}, [
      { name: 'latency', service: 'payment' },
      { name: 'DiskFull', service: '' },
    ]);
    expect(proof.proved).toBe(false);
    expect(check(proof, 'alarms')?.sentence).toBe('still standing: latency of payment, DiskFull');
  });

  it('does not take few requests for success', () => {
    const proof = judge({ success: { failed: 0, requests: 9, usualShare: 0.002 } });
    expect(check(proof, 'success')).toMatchObject({ holds: null, sentence: expect.stringContaining('too few') });
  });

  it('asks every service, and names those that decide', () => {
    const dead = { ...WELL, traffic: { seen: 0, low: 10, high: 30, unit: 'requests' as const } };
    const services = [
      { service: 'payment', health: WELL },
      ...['a', 'b', 'c', 'd'].map((service) => ({ service, health: { ...dead, service } })),
    ];
    const proof = judgeRecovery({ services, standing: [] }, NOW);
    expect(proof.proved).toBe(false);
    expect(check(proof, 'traffic')?.sentence).toBe(
      'a: 0 requests in 2 min, usual 10 to 30; b: 0 requests in 2 min, usual 10 to 30; ' +
        'c: 0 requests in 2 min, usual 10 to 30; 1 more like this'
    );
    const unknown = judgeRecovery(
      { services: [...services.slice(0, 1), { service: 'x', health: null }], standing: [] },
      NOW
    );
    expect({ proved: unknown.proved, traffic: check(unknown, 'traffic')?.holds }).toEqual({
      proved: false,
      traffic: null,
    });
  });

  it('takes from an incident its services and what of it still stands', () => {
    const alarm = { service: 'payment', subject: '', startedAt: 1, at: 2, score: 2, sentence: '', hurts: true };
    const alert = { fingerprint: 'f', name: 'Slow', startedAt: 1, link: null };
    const record = incidentOf(systemScope('main:1'), {
      id: 'inc_1',
      service: 'payment',
      alarms: [
        { ...alarm, detector: 'latency', id: 'alm_1', endedAt: null },
        { ...alarm, detector: 'traffic', id: 'alm_2', endedAt: 5 },
      ],
      alerts: [
        { ...alert, status: 'firing', endedAt: null },
        { ...alert, fingerprint: 'g', status: 'resolved', endedAt: 5 },
      ],
    });
    expect(convalescentOf(record, () => WELL)).toEqual({
      services: [{ service: 'payment', health: WELL }],
      standing: [
        { name: 'latency', service: 'payment' },
        { name: 'the alert "Slow"', service: '' },
      ],
    });
  });

  it('of no service at all is not proved', () => {
    expect(judgeRecovery({ services: [], standing: [] }, NOW).proved).toBe(false);
  });

  it('is worth an event where a check comes to another result, not where only numbers changed', () => {
    expect(saysOtherwise(judge({}), null)).toBe(true);
    expect(saysOtherwise(judge({ lastSeenAt: NOW - 9000 }), judge({}))).toBe(false);
    expect(saysOtherwise(judge({ lastSeenAt: NOW - 900_000 }), judge({}))).toBe(true);
    expect(saysOtherwise(judge({ success: null }), judge({}))).toBe(true);
  });
});

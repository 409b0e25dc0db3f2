import type { DetectorId } from '@incident-memory/contract';
import { WatchedServices, type Life } from '../../../../test/support/detection/watched-services.ts';
import { PRODUCT_DETECTORS } from './product-detectors.ts';
import type { Detects } from './watched-series.ts';

const MINUTE = 6;
const HOUR = 360;
/** Every detector knows its series by then. */
const LEARNT = 2 * HOUR;
const FAILING = 20 * MINUTE;

const only =
  (service: string, life: Life): Life =>
  (name, bucket) =>
    name === service ? life(name, bucket) : {};

/** What nobody would overlook, by the detector that is for it. */
const OBVIOUS: Readonly<Record<string, Life>> = {
  'error-count': () => ({ errorLines: 60 }),
  'failure-ratio': () => ({ failedShare: 0.4 }),
  latency: () => ({ slowness: 6 }),
  silence: () => ({ silent: true }),
  traffic: () => ({ requests: 8 }),
  'new-message': () => ({ messages: { never: { lines: 12, isError: true } } }),
  'message-surge': () => ({ errorLines: 80 }),
  metric: () => ({ queue: 4000 }),
  exhaustion: (_, bucket) => ({ memoryShare: Math.min(0.97, 0.4 + 0.0004 * (bucket - LEARNT)) }),
};
const LASTS: Readonly<Partial<Record<string, number>>> = { exhaustion: 4 * HOUR };

describe.each(Object.entries(OBVIOUS))('%s', (detector, life) => {
  const lived = (isOn: boolean): WatchedServices => {
    const services = new WatchedServices();
    services.modeOf = (other) => (other === detector && !isOn ? 'off' : 'live');
    services.live(LEARNT);
    services.live(LASTS[detector] ?? FAILING, only('checkout', life));
    return services;
  };

  it('raises what nobody would overlook, of the right service, and tells when it began', () => {
    const found = lived(true).raised.filter((alarm) => alarm.detector === detector);
    expect(WatchedServices.words(found)).toEqual([`${detector} of checkout`]);
    const [first] = found;
    expect(first?.startedAt).toBeGreaterThan(WatchedServices.start + (LEARNT - 30) * 10_000);
    expect(first?.score).toBeGreaterThanOrEqual(1);
    expect(first?.sentence).not.toBe('');
  });

  it('raises nothing while it is off', () => {
    expect(lived(false).raised.filter((alarm) => alarm.detector === detector)).toEqual([]);
  });
});

it('all is well: hours of ordinary noise raise nothing', () => {
  const services = new WatchedServices({
    services: Array.from({ length: 12 }, (_, index) => `service-${index}`),
    seed: 5,
  });
  services.live(6 * HOUR);
  expect(WatchedServices.words(services.raised)).toEqual([]);
});

it('whether requests succeed is known before their bucket is closed', () => {
  const services = new WatchedServices({ services: ['checkout', 'cart'], seed: 4 });
  services.live(30 * MINUTE);
  const before = services.watch.healthOf('checkout')?.success?.failed ?? Number.NaN;
  services.tell(services.signals(only('checkout', () => ({ failedShare: 0.9 }))));
  expect(services.watch.healthOf('checkout')?.success?.failed).toBeGreaterThan(before + 20);
});

it('every alarm ends soon after what it was about', () => {
  const services = new WatchedServices({ seed: 3 });
  services.live(LEARNT);
  services.live(
    FAILING,
    only('checkout', () => ({ failedShare: 0.5, errorLines: 60, slowness: 5 }))
  );
  const raised = services.raised.length;
  expect(raised).toBeGreaterThanOrEqual(3);
  services.live(15 * MINUTE);
  expect(services.watch.alarms.all()).toEqual([]);
  expect(services.raised).toHaveLength(raised);
});

it('an alarm that its detector never ends is over after a day, and the detector begins anew', () => {
  const endless = (): Detects<never> => ({
    step: (at) => ({
      ...{ usual: 1, low: 0, high: 2, score: 2, direction: 'above', startedAt: at },
      phase: 'standing',
    }),
    tell: () => ({ sentence: 'always', numbers: { seen: 1, usual: 0, low: 0, high: 0, unit: '' } }),
    save: () => null,
  });
  let made = 0;
  const makers = { ...PRODUCT_DETECTORS, failureRatio: () => ((made += 1), endless()) };
  const services = new WatchedServices({ services: ['cart'], makers });
  services.modeOf = (detector) => (detector === 'failure-ratio' ? 'live' : 'off');
  services.live(25 * HOUR);
  expect(services.ended).toHaveLength(1);
  expect(made).toBe(2);
});

it('tells one alarm a detector, service and subject at a time, with an id that says which', () => {
  const lived = (seed: number): WatchedServices => {
    const services = new WatchedServices({ seed });
    services.live(LEARNT);
    services.live(
      FAILING,
      only('checkout', () => ({ failedShare: 0.5 }))
    );
    return services;
  };
  const [one, again] = [lived(1), lived(1)].map(({ raised }) => raised.map(({ id }) => id));
  expect(one?.length).toBeGreaterThan(0);
  expect(one).toEqual(again);
  expect(new Set(one).size).toBe(one?.length);
});

it('a detector that is switched off while its alarm stands ends it', () => {
  const services = new WatchedServices();
  services.live(LEARNT);
  services.live(
    FAILING,
    only('checkout', () => ({ failedShare: 0.5 }))
  );
  const stood = () => services.watch.alarms.all().map(({ detector }): DetectorId => detector);
  expect(stood()).toContain('failure-ratio');
  services.modeOf = (detector) => (detector === 'failure-ratio' ? 'off' : 'live');
  services.live(
    1,
    only('checkout', () => ({ failedShare: 0.5 }))
  );
  expect(stood()).not.toContain('failure-ratio');
});

it('what was promoted while its alarm stands is live from then on', () => {
  const services = new WatchedServices();
  services.modeOf = () => 'trial';
  services.live(LEARNT);
  services.live(
    5 * MINUTE,
    only('checkout', () => ({ failedShare: 0.5 }))
  );
  expect(services.watch.alarms.all().map(({ mode }) => mode)).toContain('trial');
  services.modeOf = () => 'live';
  services.live(
    1,
    only('checkout', () => ({ failedShare: 0.5 }))
  );
  expect(services.watch.alarms.all().map(({ mode }) => mode)).not.toContain('trial');
});

it('is held back while something is expected, and let go for good afterwards', () => {
  const services = new WatchedServices();
  const failing = only('checkout', () => ({ failedShare: 0.5 }));
  services.heldBack = () => 'Upgrade of the database';
  services.live(LEARNT);
  services.live(5 * MINUTE, failing);
  const held = () => services.watch.alarms.all().find(({ detector }) => detector === 'failure-ratio')?.heldBack;
  expect(held()).toBe('Upgrade of the database');
  services.heldBack = () => null;
  services.live(1, failing);
  expect(held()).toBeNull();
  services.heldBack = () => 'Another one';
  services.live(1, failing);
  expect(held()).toBeNull();
});

import { createHash } from 'node:crypto';
import { quantile } from '../../src/domain/traffic/latency-sketch.ts';
import { ABRUPT_KINDS, INCIDENT_KINDS } from './plan/truth.ts';
import { simulateMonth, type SimulatedDelivery, type SimulatedMonth } from './simulated-month.ts';

const HOUR = 3_600_000;
const HALF_HOUR = HOUR / 2;
const DAY = 24 * HOUR;

function digest(month: SimulatedMonth, steps: number): string {
  const hash = createHash('sha256');
  let left = steps;
  for (const step of month.steps()) {
    hash.update(JSON.stringify(step));
    left -= 1;
    if (left === 0) {
      break;
    }
  }
  return hash.digest('hex');
}

interface Window {
  readonly service: string;
  readonly from: number;
  readonly until: number;
}

interface Sums extends Window {
  requests: number;
  failed: number;
  errors: number;
  deliveries: number;
  readonly medians: number[];
  readonly requestCounts: number[];
  readonly memory: number[];
}

/** What services did in stretches of time, from one run through the month. */
function recorded(month: SimulatedMonth, windows: readonly Window[]): Sums[] {
  const sums = windows.map((window) => ({
    ...window,
    requests: 0,
    failed: 0,
    errors: 0,
    deliveries: 0,
    medians: [],
    requestCounts: [],
    memory: [],
  })) as Sums[];
  for (const { at, deliveries } of month.steps()) {
    for (const sum of sums.filter(({ from, until }) => at >= from && at < until)) {
      deliveries.filter(({ service }) => service === sum.service).forEach((delivery) => addTo(sum, delivery));
    }
  }
  return sums;
}

function addTo(sum: Sums, { lines, operations, metrics }: SimulatedDelivery): void {
  sum.deliveries += 1;
  sum.errors += lines?.errors ?? 0;
  for (const { requests, errors, latency } of operations) {
    sum.requests += requests;
    sum.failed += errors;
    sum.medians.push(quantile(latency, 0.5) ?? 0);
    sum.requestCounts.push(requests);
  }
  const last = (name: string) => metrics.find(({ metric }) => metric === name)?.last;
  const used = last('process.memory.usage');
  if (used !== undefined) {
    sum.memory.push(used / (last('process.memory.limit') ?? 1));
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

describe('a simulated month', () => {
  it('is the same for a seed, begins anew when asked again, and is another for another seed', () => {
    const month = simulateMonth({ seed: 1, days: 2 });
    const first = digest(month, 400);
    expect(digest(month, 400)).toBe(first);
    expect(digest(simulateMonth({ seed: 1, days: 2 }), 400)).toBe(first);
    expect(digest(simulateMonth({ seed: 2, days: 2 }), 400)).not.toBe(first);
  });

  it.each([
    [1, '55d8b991835f6d7b'],
    [2, '82d98b003dd5f0fa'],
    [3, 'd732912c9ab5fe2e'],
  ])('is what it was when it was frozen (seed %i)', (seed, frozen) => {
    const month = simulateMonth({ seed });
    const plan = JSON.stringify([month.incidents, month.harmless, month.maintenance, month.deploys]);
    expect(createHash('sha256').update(plan).update(digest(month, 720)).digest('hex').slice(0, 16)).toBe(frozen);
  });

  it.each([1, 2, 3, 4, 5])('holds three incidents of each kind at any hour (seed %i)', (seed) => {
    const { incidents, start, end, shop, deploys, maintenance } = simulateMonth({ seed });
    for (const kind of INCIDENT_KINDS) {
      expect(incidents.filter((incident) => incident.kind === kind)).toHaveLength(3);
    }
    const hours = incidents.map(({ onset }) => new Date(onset).getUTCHours());
    expect(hours.filter((hour) => hour < 7).length).toBeGreaterThanOrEqual(4);
    expect(incidents.filter(({ onset }) => [0, 6].includes(new Date(onset).getUTCDay())).length).toBeGreaterThanOrEqual(
      4
    );
    const names = new Set(shop.services.map(({ name }) => name));
    for (const incident of incidents) {
      expect(incident.services[0]?.service).toBe(incident.root);
      expect(incident.onset).toBeGreaterThan(start);
      expect(incident.end).toBeGreaterThan(incident.onset);
      expect(incident.end).toBeLessThanOrEqual(end);
      expect(incident.abrupt).toBe(ABRUPT_KINDS.has(incident.kind));
      expect(new Set(incident.services.map(({ service }) => service)).size).toBe(incident.services.length);
      for (const { service, from, until } of incident.services) {
        expect(names).toContain(service);
        expect(from).toBeGreaterThanOrEqual(incident.onset);
        expect(until).toBe(incident.end);
      }
    }
    const alone = incidents.filter(({ kind }) => kind !== 'slow-leak');
    alone.slice(1).forEach((incident, index) => {
      expect(incident.onset).toBeGreaterThan(alone[index]?.end ?? 0);
    });
    expect(deploys.length).toBeGreaterThan(60);
    for (const window of maintenance) {
      expect(window.announcedAt).toBeLessThan(window.from - HOUR);
      expect(alone.some(({ onset, end: over }) => onset < window.until && over > window.from)).toBe(false);
    }
  });

  it('tells every cascade with its callers after the root', () => {
    for (const seed of [1, 2, 3]) {
      for (const { services, onset, spans } of simulateMonth({ seed }).incidents.filter(
        (one) => one.kind === 'cascade'
      )) {
        expect(services.length).toBeGreaterThan(1);
        expect(spans).toBe(true);
        services.slice(1).forEach(({ from }) => {
          expect(from - onset).toBeGreaterThanOrEqual(8_000);
        });
      }
    }
  });

  it('has whole, sound numbers that add up, delivered after they happened and mostly within 20 seconds', () => {
    const month = simulateMonth({ seed: 3, days: 1 });
    const lags: number[] = [];
    const wrong: unknown[] = [];
    const numbersOf = (value: unknown): number[] =>
      typeof value === 'number'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(numbersOf)
          : [];
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
    let last = month.start - 10_000;
    for (const step of month.steps()) {
      wrong.push(...(step.at === last + 10_000 ? [] : [step.at]));
      last = step.at;
      for (const delivery of step.deliveries) {
        const { lines, templates, operations, calls, metrics } = delivery;
        lags.push(delivery.deliveredAt - step.at - 10_000);
        const sound =
          total(templates.map((one) => one.lines)) === (lines?.lines ?? 0) &&
          total(templates.map((one) => one.errors)) === (lines?.errors ?? 0) &&
          (lines === null || lines.errors + lines.warnings <= lines.lines) &&
          operations.every(
            ({ requests, errors, latency }) =>
              errors <= requests && total(latency.filter((_, index) => index % 2 === 1)) === requests
          ) &&
          calls.every((call) => call.errors <= call.calls) &&
          numbersOf([lines, operations, calls, metrics]).every((value) => Number.isFinite(value) && value >= 0) &&
          numbersOf([lines, templates]).every(Number.isInteger);
        wrong.push(...(sound ? [] : [delivery]));
      }
    }
    expect(wrong).toEqual([]);
    expect(last).toBe(month.end - 10_000);
    lags.sort((one, other) => one - other);
    expect(lags[0]).toBeGreaterThan(0);
    expect(lags[Math.floor(lags.length * 0.95)]).toBeLessThan(20_000);
    expect(lags[lags.length - 1]).toBeLessThan(240_000);
  }, 60_000);

  it('has busy and idle services, days and nights, and noise beyond that of a Poisson count', () => {
    const month = simulateMonth({ seed: 4, days: 1 });
    const evening = { from: month.start + 19 * HOUR, until: month.start + 20 * HOUR };
    const night = { from: month.start + 4 * HOUR, until: month.start + 5 * HOUR };
    const [busy, idle, asleep, noisy] = recorded(month, [
      { service: 'session', ...evening },
      { service: 'admin-console', ...evening },
      { service: 'session', ...night },
      { service: 'cart', ...evening },
    ]).map(({ requests, requestCounts }) => ({ perSecond: requests / 3600, requestCounts }));
    expect(busy?.perSecond).toBeGreaterThan(80);
    expect(idle?.perSecond).toBeLessThan(0.1);
    expect(asleep?.perSecond).toBeLessThan((busy?.perSecond ?? 0) / 3);
    const counts = noisy?.requestCounts ?? [];
    const average = mean(counts);
    expect(mean(counts.map((count) => (count - average) ** 2)) / average).toBeGreaterThan(1.5);
  }, 60_000);

  it('shows each incident in the signals of its root, a leak by memory that creeps to its limit', () => {
    const month = simulateMonth({ seed: 2, days: 6 });
    const { incidents } = month;
    const windows = incidents.map(({ kind, root, onset, end }) => {
      const late = kind === 'slow-degradation' || kind === 'slow-leak';
      return [
        { service: root, from: onset - HALF_HOUR, until: onset },
        { service: root, from: late ? end - HALF_HOUR : onset + 120_000, until: end },
      ];
    });
    const sums = recorded(month, windows.flat());
    incidents.forEach(({ kind, root }, index) => {
      const [before, during] = sums.slice(2 * index);
      if (before === undefined || during === undefined) {
        throw new Error('Not recorded.');
      }
      const minutes = (of: Sums) => (of.until - of.from) / 60_000;
      const failing = (of: Sums) => (of.failed + 0.1) / (of.requests + 1);
      const errorsAMinute = (of: Sums) => (of.errors + 1) / minutes(of);
      const shown = {
        failing: failing(during) > 3 * failing(before),
        errors: errorsAMinute(during) > 2 * errorsAMinute(before),
        slower: mean(during.medians) > 1.5 * mean(before.medians),
        traffic: during.requests / minutes(during) < (0.5 * before.requests) / minutes(before),
        silent: during.deliveries === 0,
        memory: Math.max(...during.memory) > 0.97 && Math.max(...before.memory) < 0.65,
      };
      const some = kind === 'slow-leak' ? shown.memory : Object.values(shown).includes(true);
      expect({ kind, root, some }).toEqual({ kind, root, some: true });
    });
    expect(new Set(incidents.map(({ kind }) => kind)).size).toBe(10);
  }, 120_000);

  it('can be shorter and smaller', () => {
    const month = simulateMonth({ seed: 6, days: 2, services: 6 });
    expect(month.shop.services).toHaveLength(6);
    expect(month.incidents.length).toBeGreaterThanOrEqual(3);
    expect(month.end - month.start).toBe(2 * DAY);
    const [first] = month.steps();
    expect(new Set(first?.deliveries.map(({ service }) => service)).size).toBe(6);
  });
});

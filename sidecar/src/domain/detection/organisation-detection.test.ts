import fc from 'fast-check';
import type { ObservedCount } from './counting/observed-count.ts';
import { OrganisationDetection } from './organisation-detection.ts';
import { DETECTION_DEFAULTS } from './detection-settings.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const SETTINGS = { ...DETECTION_DEFAULTS, settleMilliseconds: 0 };

const count = fc.record({
  service: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  secondsAgo: fc.integer({ min: 0, max: 118 }),
  errors: fc.integer({ min: 0, max: 80 }),
  others: fc.integer({ min: 0, max: 500 }),
});

function observed(given: { service: string; secondsAgo: number; errors: number; others: number }): ObservedCount {
  const { service, secondsAgo, errors, others } = given;
  return { service, at: NOW - (secondsAgo + 1) * 1000, widthMs: 1000, lines: errors + others, errors };
}

function decisionsAfter(counts: readonly ObservedCount[], atOnce: number) {
  const detection = new OrganisationDetection(SETTINGS);
  for (let from = 0; from < counts.length; from += atOnce) {
    detection.add('push', counts.slice(from, from + atOnce), NOW);
  }
  const byFirstService = (decisions: ReturnType<OrganisationDetection['evaluate']>) =>
    decisions.map((decision) => JSON.stringify(decision)).sort();
  return byFirstService(detection.evaluate(NOW, []));
}

describe('counts within the allowed lateness', () => {
  it('lead to the same decisions in whatever order and in whatever portions they come', () => {
    fc.assert(
      fc.property(
        fc
          .array(count, { minLength: 1, maxLength: 60 })
          .chain((given) =>
            fc.tuple(
              fc.constant(given.map(observed)),
              fc.shuffledSubarray(given.map(observed), { minLength: given.length }),
              fc.integer({ min: 1, max: 10 })
            )
          ),
        ([ordered, shuffled, portion]) => {
          expect(decisionsAfter(shuffled, portion)).toEqual(decisionsAfter(ordered, ordered.length));
        }
      )
    );
  });
});

describe('whole values', () => {
  it('may be read as often as one likes, and the last one counts', () => {
    const detection = new OrganisationDetection(SETTINGS);
    const bucket = { service: 'payment', at: NOW - 20_000, widthMs: 10_000, lines: 90, errors: 90 };
    for (let read = 0; read < 5; read += 1) {
      detection.set('logs', [bucket], NOW);
    }
    expect(detection.evaluate(NOW, [])).toEqual([]);
    detection.set('logs', [{ ...bucket, lines: 110, errors: 110 }], NOW);
    expect(detection.evaluate(NOW, [])).toMatchObject([{ kind: 'open', services: [{ peakErrors: 110 }] }]);
    detection.set('logs', [{ ...bucket, lines: 80, errors: 80 }], NOW);
    expect(detection.evaluate(NOW, [])).toEqual([]);
  });
});

describe('names that somebody makes up', () => {
  it('take a bounded place, and those who speak most keep theirs', () => {
    const detection = new OrganisationDetection({ ...SETTINGS, maxServices: 100 });
    detection.add('push', [{ service: 'busy', at: NOW - 1000, widthMs: 1000, lines: 1000, errors: 0 }], NOW);
    for (let name = 0; name < 1000; name += 1) {
      detection.add('push', [{ service: `x${name}`, at: NOW - 1000, widthMs: 1000, lines: 1, errors: 0 }], NOW);
    }
    expect(detection.services.size).toBeLessThanOrEqual(100);
    expect(detection.services.evicted).toBeGreaterThanOrEqual(900);
    expect(detection.services.get('busy')).toBeDefined();
  });
});

describe('a service that only ever sends its errors', () => {
  it('still opens at a hundred after it was learned', () => {
    const detection = new OrganisationDetection(SETTINGS);
    const at = (second: number) => NOW + second * 1000;
    for (let second = 0; second < 2400; second += 10) {
      detection.add('push', [{ service: 'quiet', at: at(second), widthMs: 1000, lines: 1, errors: 1 }], at(second + 1));
      expect(detection.evaluate(at(second + 1), [])).toEqual([]);
    }
    detection.add('push', [{ service: 'quiet', at: at(2400), widthMs: 1000, lines: 120, errors: 120 }], at(2401));
    expect(detection.evaluate(at(2401), [])).toMatchObject([{ kind: 'open', incidentKind: 'error-burst' }]);
  });
});

describe('the usual of a service', () => {
  it('is not taught by an outage, however long', () => {
    const detection = new OrganisationDetection(SETTINGS);
    const at = (second: number) => NOW + second * 1000;
    const speak = (second: number, errors: number) =>
      detection.add(
        'push',
        [{ service: 'payment', at: at(second), widthMs: 10_000, lines: 100 + errors, errors }],
        at(second + 10)
      );
    for (let second = 0; second < 3600; second += 10) {
      speak(second, second % 30 === 0 ? 1 : 0);
      detection.evaluate(at(second + 10), []);
    }
    const before = detection.services.get('payment')?.baseline.errorRate ?? 0;
    for (let second = 3600; second < 3600 + 7200; second += 10) {
      speak(second, 50);
      detection.evaluate(at(second + 10), []);
    }
    expect(before).toBeCloseTo(1 / 30, 2);
    expect(detection.services.get('payment')?.baseline.errorRate).toBeCloseTo(before, 2);
  });
});

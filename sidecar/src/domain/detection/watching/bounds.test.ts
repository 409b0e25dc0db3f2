import type { MetricCounts } from '../../metrics/metric-counts.ts';
import { PRODUCT_DETECTORS } from './product-detectors.ts';
import { SignalWatch, type WatchContext } from './signal-watch.ts';

const START = Date.UTC(2026, 2, 2, 8);
const LIMITS = { services: 40, metrics: 30, templates: 200 };
const context: WatchContext = { modeOf: () => 'live', heldBack: () => null };

function watchOf(): SignalWatch {
  return new SignalWatch({ makers: PRODUCT_DETECTORS, limits: LIMITS });
}

const at = (bucket: number) => START + bucket * 10_000;
const told = (bucket: number) => ({ source: 'push', now: at(bucket) + 12_000, whole: null });
const lines = (service: string, bucket: number) => ({ service, at: at(bucket), lines: 5, errors: 0, warnings: 0 });

function metric(service: string, name: string, bucket: number): MetricCounts {
  return {
    ...{ service, metric: name, unit: '1', kind: 'gauge', labels: '', at: at(bucket) },
    ...{ count: 1, sum: 1, min: 1, max: 1, last: 1 },
  };
}

describe('names that are made up', () => {
  it('of services push out those that were silent the longest, never the ones that speak', () => {
    const watch = watchOf();
    for (let bucket = 0; bucket < 200; bucket += 1) {
      watch.observe({ counts: [lines('cart', bucket), lines(`made-up-${bucket}`, bucket)] }, told(bucket));
      watch.evaluate(at(bucket) + 21_000, context);
    }
    const { services, servicesLetGo } = watch.status();
    expect(services).toBeLessThanOrEqual(LIMITS.services);
    expect(servicesLetGo).toBeGreaterThan(100);
    expect([...watch.serviceNames()]).toContain('cart');
  });

  it('of metrics are refused and counted, while those that are watched stay', () => {
    const watch = watchOf();
    for (let bucket = 0; bucket < 60; bucket += 1) {
      const metrics = ['cpu', ...Array.from({ length: 50 }, (_, index) => `made-up-${bucket}-${index}`)];
      watch.observe({ metrics: metrics.map((name) => metric('cart', name, bucket)) }, told(bucket));
      watch.evaluate(at(bucket) + 21_000, context);
    }
    expect(watch.status().metrics).toBeLessThanOrEqual(20);
    expect(watch.status().metricsRefused).toBeGreaterThan(1000);
    expect(watch.saveService('cart')?.metrics.map((saved) => saved.metric)).toContain('cpu');
  });

  it('of templates push out the oldest, and nothing is new for an hour after', () => {
    const watch = watchOf();
    for (let bucket = 0; bucket < 800; bucket += 1) {
      const made = Array.from({ length: 3 }, (_, index) => `made-up-${bucket}-${index}`);
      const templateCounts = ['usual', ...made].map((template) => ({
        ...{ service: 'cart', template, at: at(bucket), lines: 20, errors: 20 },
      }));
      watch.observe({ counts: [lines('cart', bucket)], templateCounts }, told(bucket));
      watch.evaluate(at(bucket) + 21_000, context);
    }
    expect(watch.status().templates).toBeLessThanOrEqual(LIMITS.templates);
    expect(watch.status().templatesLetGo).toBeGreaterThan(1000);
    expect(watch.alarms.all().filter(({ detector }) => detector === 'new-message')).toEqual([]);
  });

  it('leave nothing behind while nobody closes buckets', () => {
    const watch = watchOf();
    for (let bucket = 0; bucket < 2000; bucket += 1) {
      const templateCounts = [{ service: 'cart', template: 'one', at: at(bucket), lines: 1, errors: 0 }];
      const metrics = [metric('cart', 'cpu', bucket)];
      watch.observe({ counts: [lines('cart', bucket)], templateCounts, metrics }, told(bucket));
    }
    expect(JSON.stringify(watch.saveService('cart')).length).toBeLessThan(10_000);
  });
});

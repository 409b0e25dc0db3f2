import { WatchedServices } from '../../../../../test/support/detection/watched-services.ts';
import type { DetectorMakers } from '../detector-makers.ts';
import { PRODUCT_DETECTORS } from '../product-detectors.ts';
import type { Detects } from '../watched-series.ts';

const MINUTE = 6;

/** Always of the same opinion. */
function says({
  score,
  usual = 1,
  direction = 'above',
}: {
  score: number;
  usual?: number;
  direction?: 'above' | 'below';
}): Detects<never> {
  return {
    step: (at) => ({
      ...{ usual, low: 0, high: 2, score, direction, startedAt: at },
      phase: score >= 1 ? 'standing' : 'normal',
    }),
    tell: () => ({ sentence: 'as ever', numbers: { seen: 1, usual: 0, low: 0, high: 0, unit: '' } }),
    save: () => null,
  };
}

function livedWith(makers: Partial<DetectorMakers>): WatchedServices {
  const services = new WatchedServices({ makers: { ...PRODUCT_DETECTORS, ...makers } });
  services.live(30 * MINUTE);
  return services;
}

function isHurt(services: WatchedServices, detector: string): boolean | undefined {
  return services.watch.alarms.all().find((alarm) => alarm.detector === detector && alarm.service === 'checkout')
    ?.hurts;
}

describe('error lines', () => {
  it.each([
    [false, 'the failure ratio takes them for its own noise', 0.2],
    [true, 'the failure ratio is half way to its line', 0.6],
  ])('hurt (%s) beside failing requests where %s', (hurts, _, score) => {
    const services = livedWith({ errorCount: () => () => says({ score: 2 }), failureRatio: () => says({ score }) });
    expect(isHurt(services, 'error-count')).toBe(false);
    services.live(MINUTE, (service) => (service === 'checkout' ? { failedShare: 0.15 } : {}));
    expect(isHurt(services, 'error-count')).toBe(hurts);
  });
});

it('silence of a service that is hardly ever asked hurts once its lines have stopped, not where they are late', () => {
  const services = livedWith({
    silence: (noun) => () =>
      noun === 'requests' ? says({ score: 2, usual: 0.05, direction: 'below' }) : says({ score: 0 }),
  });
  const silent = (service: string) => ({ silent: service === 'checkout' });
  services.live(2 * MINUTE, silent);
  expect(isHurt(services, 'silence')).toBe(false);
  services.live(6 * MINUTE, silent);
  expect(isHurt(services, 'silence')).toBe(true);
});

import { LookOut } from '../usecases/detection/look-out.ts';
import { WatchSignals } from '../usecases/detection/watch-signals.ts';
import type { Detectors } from './build-detectors.ts';
import type { Core } from './core.ts';

/** The detectors over all that comes in, and what detection sees of them. */
export function buildSignalWatch(
  { stores, clock, metrics, logger }: Core,
  { modes, planned: expected, alarms }: Detectors
): { signals: WatchSignals; lookOut: LookOut } {
  const signals = new WatchSignals({
    stores: { ...stores, alarms },
    ...{ clock, modes, expected },
    onFailure: (organisation, error) => {
      metrics.tickFailures.inc();
      logger.warn({ err: error, organisation }, 'what detectors raised or learnt could not be kept and is kept later');
    },
    onForgotten: (organisation, { services, error }) =>
      logger.warn(
        {
          ...(error === null ? {} : { err: error }),
          organisation,
          count: services.length,
          services: services.slice(0, 20),
        },
        'what was usual for these services cannot be used and is learnt anew'
      ),
  });
  return { signals, lookOut: new LookOut({ standing: signals, modes, expected, alarms }) };
}

import { bucketStart, STATISTICS_STEP_MS } from '../../../domain/signals/service-counts.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { ApplicationError } from '../../../platform/application-error.ts';
import type { ServiceStates } from '../../../usecases/detection/service-states.ts';
import { stepFor } from '../../../usecases/incidents/read-incident-chart.ts';
import { presentLine, presentRates } from '../present-telemetry.ts';
import { instant } from '../present-incident.ts';
import type { Handlers } from '../call.ts';

const DEFAULT_POINTS = 300;
const MAX_POINTS = 5000;
/** Services times steps of one answer: some ten megabytes, which is all that a browser can draw and we should hold. */
const MAX_CELLS = 500_000;

export function serviceRoutes({
  stores,
  states,
  clock,
}: {
  stores: Stores;
  states: ServiceStates;
  clock: Clock;
}): Pick<Handlers, 'listServices' | 'readRates' | 'searchLogs'> {
  return {
    listServices: async ({ reader }) => ({
      items: states
        .serviceStates(reader.scope, clock.now())
        .map((state) => ({ ...state, lastSeenAt: instant(state.lastSeenAt) })),
    }),
    readRates: async ({ reader, query: { from, to, stepSeconds, service } }) => {
      requireOrder(from, to);
      const asked = service?.length ?? Math.max(1, states.serviceStates(reader.scope, clock.now()).length);
      const points = Math.min(DEFAULT_POINTS, Math.floor(MAX_CELLS / asked));
      const stepMs = stepSeconds === undefined ? stepFor({ from, to }, points) : wholeStep(stepSeconds);
      const start = bucketStart(from, stepMs);
      const steps = Math.ceil((to - start) / stepMs);
      const mostSteps = Math.min(MAX_POINTS, Math.floor(MAX_CELLS / asked));
      if (stepSeconds !== undefined && steps > mostSteps) {
        throw new ApplicationError('IM_REQUEST_INVALID', {
          details: { problem: `more than ${mostSteps} steps: take a longer step, a shorter range or fewer services` },
          path: 'query.stepSeconds',
        });
      }
      const counts = await stores.statistics.counts(reader.scope, {
        from: start,
        to,
        stepMs,
        ...(service ? { services: service } : {}),
      });
      return presentRates(counts, { from: start, to, stepMs });
    },
    searchLogs: async ({ reader, query: { service, level, ...query } }) => {
      requireOrder(query.from, query.to);
      const { lines, nextCursor } = await stores.logs.search(reader.scope, {
        ...query,
        ...(service ? { services: service } : {}),
        ...(level ? { levels: level } : {}),
      });
      return { items: lines.map(presentLine), nextCursor };
    },
  };
}

export function requireOrder(from: number, to: number): void {
  if (from >= to) {
    throw new ApplicationError('IM_REQUEST_INVALID', { details: { problem: 'must be after from' }, path: 'query.to' });
  }
}

function wholeStep(stepSeconds: number): number {
  return Math.ceil((stepSeconds * 1000) / STATISTICS_STEP_MS) * STATISTICS_STEP_MS;
}

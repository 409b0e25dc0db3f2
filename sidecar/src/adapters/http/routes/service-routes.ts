import type { Clock } from '../../../ports/clock.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import type { ServiceStates } from '../../../usecases/detection/service-states.ts';
import type { Handlers } from '../call.ts';
import { instant } from '../present/present-incident.ts';
import { presentLine, presentRates } from '../present/present-telemetry.ts';
import { requireOrder, stepsOf } from '../present/series-steps.ts';

export function serviceRoutes({
  stores,
  states,
  clock,
}: {
  stores: Pick<Stores, 'statistics' | 'logs' | 'templates'>;
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
      const asked = service?.length ?? states.serviceStates(reader.scope, clock.now()).length;
      const steps = stepsOf({ from, to, stepSeconds }, asked);
      const counts = await stores.statistics.counts(reader.scope, {
        ...steps,
        ...(service ? { services: service } : {}),
      });
      return presentRates(counts, steps);
    },
    searchLogs: async ({ reader, query: { service, level, template, trace, ...query } }) => {
      requireOrder(query.from, query.to);
      const { lines, nextCursor } = await stores.logs.search(reader.scope, {
        ...query,
        ...(service ? { services: service } : {}),
        ...(level ? { levels: level } : {}),
        ...(template ? { templates: await stores.templates.family(reader.scope, template) } : {}),
        ...(trace ? { traceId: trace } : {}),
      });
      return { items: lines.map(presentLine), nextCursor };
    },
  };
}

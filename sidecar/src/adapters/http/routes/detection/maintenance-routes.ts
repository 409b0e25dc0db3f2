import type { PlannedTimes } from '../../../../usecases/detectors/planned-times.ts';
import type { Handlers } from '../../call.ts';
import { requireOrder } from '../../present/series-steps.ts';

interface Dependencies {
  readonly planned: PlannedTimes;
  readonly redact: (text: string) => string;
}

export function maintenanceRoutes({
  planned,
  redact,
}: Dependencies): Pick<Handlers, 'listMaintenance' | 'planMaintenance' | 'endMaintenance'> {
  return {
    listMaintenance: async ({ reader, query }) => {
      requireOrder(query.from ?? -Infinity, query.to ?? Infinity);
      return { items: await planned.list(reader.scope, query) };
    },
    planMaintenance: ({ reader, body }) =>
      planned.plan(reader.scope, { ...body, title: redact(body.title) }, reader.login),
    endMaintenance: ({ reader, params }) => planned.end(reader.scope, params.window),
  };
}

import type { MaintenanceWindow } from '@incident-memory/contract';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import { systemScope, type Scope } from '../../../domain/tenancy/scope.ts';

export type InMaintenance = (incident: IncidentRecord) => Promise<boolean>;

interface Planned {
  list(scope: Scope, range: { from?: number; to?: number }): Promise<MaintenanceWindow[]>;
}

/** Whether it began in a window of all its services: then it was expected, and is not worth remembering. */
export function inMaintenance(planned: Planned): InMaintenance {
  return async ({ organisation, services, startedAt }) => {
    const windows = await planned.list(systemScope(organisation), { from: startedAt, to: startedAt });
    return windows
      .filter(({ from, to }) => Date.parse(from) <= startedAt && startedAt < Date.parse(to))
      .some(
        (window) => window.services.length === 0 || services.every(({ service }) => window.services.includes(service))
      );
  };
}

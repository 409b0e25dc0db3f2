import type { AlarmRecord } from '../../domain/detection/alarms/alarm.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { IncidentStore } from '../../ports/stores/incident-store.ts';

/** Alarms are for everyone in the organisation, the incident that one belongs to may not be: then nothing points to it. */
export async function withSeenIncidents(
  incidents: Pick<IncidentStore, 'get'>,
  scope: Scope,
  alarms: readonly AlarmRecord[]
): Promise<AlarmRecord[]> {
  const ids = [...new Set(alarms.flatMap(({ incident }) => incident?.id ?? []))];
  const found = await Promise.all(ids.map((id) => incidents.get(scope, id)));
  const seen = new Set(found.flatMap((record) => record?.id ?? []));
  return alarms.map((alarm) =>
    alarm.incident === null || seen.has(alarm.incident.id) ? alarm : { ...alarm, incident: null }
  );
}

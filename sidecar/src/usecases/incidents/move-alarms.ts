import type { AlarmRecord } from '../../domain/detection/alarms/alarm.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import type { AlarmStore } from '../../ports/stores/alarm-store.ts';

export type KeptAlarms = Pick<AlarmStore, 'get' | 'save'>;

/**
 * The alarms of an incident that ended are told that they are in this one now. Those that stand are detection's to write:
 * it does so at its next look, and nobody else's older numbers get in the way.
 */
export async function moveAlarms(
  store: KeptAlarms,
  { organisation, id, number, alarms }: Pick<IncidentRecord, 'organisation' | 'id' | 'number' | 'alarms'>
): Promise<void> {
  const scope = systemScope(organisation);
  const ended = alarms.filter(({ endedAt }) => endedAt !== null);
  const kept = await Promise.all(ended.map((alarm) => store.get(scope, alarm.id)));
  const moved = kept
    .filter((alarm): alarm is AlarmRecord => alarm !== null && alarm.incident?.id !== id)
    .map((alarm) => ({ ...alarm, incident: { id, number } }));
  if (moved.length > 0) {
    await store.save(scope, moved);
  }
}

import type { AlarmRecord } from './alarm.ts';

/**
 * What is kept when detection tells of an alarm again. Detection and people write the same alarm at the same time: what
 * it says is detection's, the verdict is people's, and the incident it was put into stays until another one is given.
 */
export function rewriteAlarm(there: AlarmRecord | null, told: AlarmRecord): AlarmRecord {
  return there === null ? told : { ...told, incident: told.incident ?? there.incident, verdict: there.verdict };
}

import type { Alarm } from '@incident-memory/contract';
import type { AlarmRecord } from '../../../domain/detection/alarms/alarm.ts';
import { instant } from './present-incident.ts';

export function presentAlarm({ at, startedAt, endedAt, verdict, ...alarm }: AlarmRecord): Alarm {
  return {
    ...alarm,
    numbers: { ...alarm.numbers },
    at: instant(at),
    startedAt: instant(startedAt),
    endedAt: endedAt === null ? null : instant(endedAt),
    verdict: verdict === null ? null : { ...verdict, at: instant(verdict.at) },
  };
}

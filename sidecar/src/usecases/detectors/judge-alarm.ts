import type { AlarmRecord } from '../../domain/detection/alarms/alarm.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { AlarmStore } from '../../ports/stores/alarm-store.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { MeasureDetection } from './measure-detection.ts';

interface Dependencies {
  readonly alarms: Pick<AlarmStore, 'judge'>;
  readonly measuring: Pick<MeasureDetection, 'forget'>;
}

/** A person's word on an alarm, or null to take it back. The last word stands; a later one may be another. */
export async function judgeAlarm(
  { alarms, measuring }: Dependencies,
  scope: Scope,
  { id, verdict }: { id: string; verdict: AlarmRecord['verdict'] }
): Promise<AlarmRecord> {
  const judged = await alarms.judge(scope, id, verdict);
  if (judged === null) {
    throw new ApplicationError('IM_ALARM_UNKNOWN');
  }
  measuring.forget(scope);
  return judged;
}

import type { Alarm } from '../../domain/detection/alarms/alarm.ts';

/** Where alarms are kept, as one organisation's watch tells it what became of them. May throw StoreUnavailable. */
export interface AlarmsKept {
  /** These alarms are part of the incident now; told again where it could not be kept. */
  assigned(incident: { readonly id: string; readonly number: number }, alarms: readonly string[]): Promise<void>;
  /** What a fixed rule on trial would have opened, told once an alarm and once more when it has ended. */
  wouldHaveFired(alarms: readonly Alarm[]): Promise<void>;
}

export const KEPT_NOWHERE: AlarmsKept = Object.freeze({
  assigned: () => Promise.resolve(),
  wouldHaveFired: () => Promise.resolve(),
});

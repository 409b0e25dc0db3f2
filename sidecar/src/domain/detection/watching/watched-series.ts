import type { AlarmText } from '../detectors/alarm-text.ts';
import type { Judgement } from '../detectors/judgement.ts';
import type { AlarmSubject } from './alarms/alarm-identity.ts';

/** What every detector offers: closed steps in, a judgement each, state out. */
export interface Detects<Reading> {
  /** `at` is the start of the step. Null: nobody knows. What is not to be taught moves no baseline. */
  step(at: number, reading: Reading | null, how: { readonly teach: boolean }): Judgement;
  /** The numbers of its alarm, as of the last step. */
  tell(): AlarmText;
  /** Plain JSON. */
  save(): unknown;
}

/** Makes a detector: anew, or as `save` told it. */
export type MakesDetector<Reading> = (saved?: unknown) => Detects<Reading>;

/** One series under one detector. */
export interface WatchedSeries<Reading> extends AlarmSubject {
  by: Detects<Reading>;
  readonly make: MakesDetector<Reading>;
  /** The id of the alarm that stands. */
  alarm: string | null;
  /** Since when it stands; an alarm ends after a day, whatever the detector says. */
  alarmSince: number;
  last: Judgement | null;
}

/** Plain JSON. */
export interface SavedSeries {
  readonly by: unknown;
  readonly alarm: string | null;
  readonly alarmSince: number;
}

export function watchedSeries<Reading>(
  { detector, service, subject }: AlarmSubject,
  make: MakesDetector<Reading>,
  saved?: SavedSeries
): WatchedSeries<Reading> {
  return {
    ...{ detector, service, subject, make },
    by: make(saved?.by),
    alarm: saved?.alarm ?? null,
    alarmSince: saved?.alarmSince ?? 0,
    last: null,
  };
}

export function saveSeries<Reading>({ by, alarm, alarmSince }: WatchedSeries<Reading>): SavedSeries {
  return { by: by.save(), alarm, alarmSince };
}

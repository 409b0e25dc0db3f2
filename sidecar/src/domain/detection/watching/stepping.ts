import type { DetectorId, DetectorMode } from '@incident-memory/contract';
import type { Alarm } from '../alarms/alarm.ts';
import { LONGEST_ALARM_MS, type AlarmBook } from './alarms/alarm-book.ts';
import type { AlarmSubject } from './alarms/alarm-identity.ts';
import type { Judgement } from '../detectors/judgement.ts';
import type { AlarmText } from '../detectors/alarm-text.ts';
import { hurtsUsers, type Circumstances } from './alarms/harm.ts';
import type { WatchedSeries } from './watched-series.ts';

/** What one evaluation goes by. */
export interface Stepping {
  readonly now: number;
  readonly book: AlarmBook;
  modeOf(detector: DetectorId): DetectorMode;
  heldBack(alarm: Alarm, now: number): string | null;
  /** Told of every step, for whoever draws bands. */
  readonly onStep?: ((step: WatchedStep) => void) | undefined;
}

export interface WatchedStep {
  readonly about: AlarmSubject;
  readonly at: number;
  readonly stepMs: number;
  readonly reading: unknown;
  readonly judgement: Judgement;
}

/** How a step is taken, beside what was read. */
export interface StepManner {
  readonly teach: boolean;
  readonly circumstances: (direction: Judgement['direction'], subject: string) => Circumstances;
}

interface Step<Reading> extends StepManner {
  /** Start of the step. */
  readonly at: number;
  readonly stepMs: number;
  readonly reading: Reading | null;
}

const TEACH = Object.freeze({ teach: true });
const LEAVE = Object.freeze({ teach: false });

/** One step of one series, and what becomes of its alarm. A detector that is off is not asked. */
export function follow<Reading>(series: WatchedSeries<Reading>, step: Step<Reading>, stepping: Stepping): void {
  const mode = stepping.modeOf(series.detector);
  if (mode === 'off') {
    series.last = null;
    endAlarm(series, step.at, stepping.book);
    return;
  }
  const { at, stepMs, reading, circumstances } = step;
  const judgement = series.by.step(at, reading, step.teach ? TEACH : LEAVE);
  series.last = judgement;
  stepping.onStep?.({ about: series, at, stepMs, reading, judgement });
  const isTooOld = settle(
    series,
    { at, stepMs, mode, judgement, circumstances, tell: () => series.by.tell() },
    stepping
  );
  if (isTooOld) {
    series.by = series.make();
  }
}

/** Whatever holds an alarm. */
export interface AlarmHolder extends AlarmSubject {
  alarm: string | null;
  alarmSince: number;
}

interface Judged {
  readonly at: number;
  readonly stepMs: number;
  readonly mode: Exclude<DetectorMode, 'off'>;
  readonly judgement: Judgement;
  readonly circumstances: StepManner['circumstances'];
  readonly tell: () => AlarmText;
}

/** What a judgement makes of the alarm. True where it stood for so long that its detector is to begin anew. */
export function settle(holder: AlarmHolder, judged: Judged, { now, book, heldBack }: Stepping): boolean {
  const { judgement, mode } = judged;
  const isRaised = judgement.phase === 'raised' || judgement.phase === 'standing';
  if (!isRaised && holder.alarm === null) {
    return false;
  }
  if (holder.alarm !== null && book.get(holder.alarm) === null) {
    holder.alarm = null;
  }
  const end = judged.at + judged.stepMs;
  if (!isRaised) {
    endAlarm(holder, end, book);
    return false;
  }
  if (holder.alarm !== null && end - holder.alarmSince > LONGEST_ALARM_MS) {
    endAlarm(holder, end, book);
    return true;
  }
  const noted = {
    ...{ about: holder, mode, judgement, end, now },
    heldBack: (alarm: Alarm) => heldBack(alarm, now),
    words: () => judged.tell(),
    hurts: (standsMs: number) =>
      hurtsUsers(holder.detector, judged.circumstances(judgement.direction, holder.subject), {
        score: judgement.score,
        standsMs,
      }),
  };
  if (holder.alarm === null) {
    holder.alarm = book.raise(noted);
    holder.alarmSince = end;
  } else {
    book.stand(holder.alarm, noted);
  }
  return false;
}

export function endAlarm(holder: { alarm: string | null }, at: number, book: AlarmBook): void {
  if (holder.alarm !== null) {
    book.end(holder.alarm, at);
    holder.alarm = null;
  }
}

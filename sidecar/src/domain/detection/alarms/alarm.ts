import type { AlarmNumbers, DetectorId } from '@incident-memory/contract';

/**
 * Alarms: a detector says that something about a service is unusual, from a time on, until it no longer is. An alarm is
 * not an incident: alarms that belong together become one (../grouping), those of a detector on trial only tell what
 * would have fired, and those that hurt nobody are findings. All times are epoch milliseconds.
 */
export interface Alarm {
  /** `alm_` and a digest of detector, service, subject and start: told twice, it is one alarm. */
  readonly id: string;
  readonly detector: DetectorId;
  readonly mode: 'trial' | 'live';
  readonly service: string;
  /** Which operation, metric or message template it is about; '' is the service as a whole. */
  readonly subject: string;
  readonly direction: 'above' | 'below';
  /** When it was raised; `startedAt` is when it is thought to have begun. */
  readonly at: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** 1 is the line at which it is raised; the worst so far. */
  readonly score: number;
  readonly sentence: string;
  readonly numbers: AlarmNumbers;
  /** Users are hurt by what it says. */
  readonly hurts: boolean;
  /** Why it pages nobody although it is live; null where nothing holds it back. */
  readonly heldBack: string | null;
}

/** As it is kept: with what became of it. */
export interface AlarmRecord extends Alarm {
  readonly incident: { readonly id: string; readonly number: number } | null;
  readonly verdict: {
    readonly is: 'confirmed' | 'dismissed';
    readonly reason: string;
    readonly at: number;
    readonly by: string;
  } | null;
}

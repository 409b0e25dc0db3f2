/** What a detector says of one step of a series. */
export interface Judgement {
  /** What was expected, and the band outside of which it is unusual; null while learning. */
  readonly usual: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** 1 is the line at which an alarm is raised. */
  readonly score: number;
  readonly direction: 'above' | 'below';
  /** `raised` and `ended` come once an alarm, with `standing` in between. */
  readonly phase: 'learning' | 'normal' | 'raised' | 'standing' | 'ended';
  /** Estimated onset, epoch milliseconds, while raised or standing. */
  readonly startedAt: number | null;
}

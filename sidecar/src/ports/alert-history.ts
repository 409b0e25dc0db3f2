/** Alert history and annotations that another program keeps: what it answers, as it answers it. */
export interface AlertHistory {
  readonly name: string;
  /** Between the times, newest first, at most so many. Throws TelemetryUnavailable. */
  read(wanted: { from: number; to: number; most: number }): Promise<{
    readonly records: readonly unknown[];
    /** There are more than were read. */
    readonly isCut: boolean;
  }>;
}

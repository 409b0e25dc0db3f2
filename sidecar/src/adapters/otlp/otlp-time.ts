/** A moment told in nanoseconds since 1970, which no number holds: whole milliseconds and what is left of them. */
export interface OtlpTime {
  readonly milliseconds: number;
  readonly nanoseconds: number;
}

export const NO_TIME: OtlpTime = { milliseconds: 0, nanoseconds: 0 };
const NANOSECONDS_A_MILLISECOND = 1e6;

/** With its fraction; 0 where the end was not told or lies before the start. */
export function millisecondsBetween(start: OtlpTime, end: OtlpTime): number {
  const nanoseconds = end.nanoseconds - start.nanoseconds;
  return Math.max(0, end.milliseconds - start.milliseconds + nanoseconds / NANOSECONDS_A_MILLISECOND);
}

/** null where it was not told. */
export function epochMilliseconds({ milliseconds }: OtlpTime): number | null {
  return milliseconds === 0 ? null : milliseconds;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration as people say it: "40 s", "2 min", "3 h 20 min", "2 d 4 h". */
export function durationInWords(milliseconds: number): string {
  const duration = Math.max(0, milliseconds);
  if (duration < MINUTE) {
    return `${Math.round(duration / SECOND)} s`;
  }
  if (duration < HOUR) {
    return `${Math.floor(duration / MINUTE)} min`;
  }
  return duration < DAY
    ? twoUnits(duration, [HOUR, 'h'], [MINUTE, 'min'])
    : twoUnits(duration, [DAY, 'd'], [HOUR, 'h']);
}

/** Whole numbers where they say enough, one decimal for small ones: "3", "0.4", "0". */
export function roundedCount(count: number): string {
  if (count >= 10 || count === 0) {
    return String(Math.round(count));
  }
  return count < 0.05 ? 'almost 0' : String(Math.round(count * 10) / 10);
}

/** A share as people say it: "12 %", "0.2 %", "0 %", "below 0.1 %". */
export function percentInWords(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) {
    return 'below 0.1 %';
  }
  return `${percent >= 10 ? Math.round(percent) : Math.round(percent * 10) / 10} %`;
}

function twoUnits(
  duration: number,
  [large, largeName]: [number, string],
  [small, smallName]: [number, string]
): string {
  const whole = Math.floor(duration / large);
  const rest = Math.floor((duration - whole * large) / small);
  return rest === 0 ? `${whole} ${largeName}` : `${whole} ${largeName} ${rest} ${smallName}`;
}

import { type DetectionQuality, type DetectorQuality } from '@incident-memory/contract';
import { sayDuration } from '../../shared/time/sayDuration';

interface Precision {
  right: number;
  wrong: number;
  interval: readonly [number, number] | null;
}

/** "right 9 of 11 (52–95 %)": a share never stands without what it was counted from. */
export function sayPrecision({ right, wrong, interval }: Precision): string {
  const judged = right + wrong;
  return judged === 0 ? 'no verdicts yet' : `right ${right} of ${judged}${sayInterval(interval)}`;
}

function sayInterval(interval: Precision['interval']): string {
  const percent = (share: number) => Math.round(100 * share);
  return interval === null ? '' : ` (${percent(interval[0])}–${percent(interval[1])} %)`;
}

export function sayFound({ found, couldHaveFound }: Pick<DetectorQuality, 'found' | 'couldHaveFound'>): string {
  return couldHaveFound === 0 ? 'none to find yet' : `${found} of ${couldHaveFound}`;
}

/** Against what opened the incident otherwise: "40 s earlier", "2 min later". */
export function sayLead(seconds: number | null): string {
  if (seconds === null) {
    return '–';
  }
  const words = sayDuration(Math.abs(seconds) * 1000);
  if (Math.abs(seconds) < 1) {
    return 'at the same time';
  }
  return seconds > 0 ? `${words} earlier` : `${words} later`;
}

/** Below this one single value decides where "95 % of them" ends. */
const ENOUGH_FOR_P95 = 20;

type Spread = DetectionQuality['detectionSeconds'];

/** "half within 22 s, 95 % within 4 min"; of a handful the slow end is not known. */
export function saySpread({ n, p50, p95 }: Spread): string {
  if (n === 0 || p50 === null) {
    return 'not known yet';
  }
  const half = `half within ${sayDuration(p50 * 1000)}`;
  return n < ENOUGH_FOR_P95 || p95 === null ? half : `${half}, 95 % within ${sayDuration(p95 * 1000)}`;
}

import type { FastRandom } from '../random/fast-random.ts';
import type { Effect } from './effects.ts';
import { HOUR, MINUTE, SECOND, type Shaped } from './incident-shapes.ts';

/** A service's memory stands at about half of its limit; a leak fills the rest. */
const LEFT_TO_FILL = 0.62;
/** When this much of the way is gone, one who looks at the chart sees where it leads. */
const VISIBLE_SHARE = 0.5;

export interface Leak extends Shaped {
  readonly onset: number;
  readonly visibleFrom: number;
}

/** Creeps to the limit by `crashAt`; then the service falls over, comes back, and is repaired some minutes later. */
export function leak(
  random: FastRandom,
  { root, crashAt, longest }: { root: string; crashAt: number; longest: number }
): Leak {
  const took = Math.min(longest, random.between(12, 60) * HOUR);
  const onset = crashAt - took;
  const end = crashAt + random.between(8, 20) * MINUTE;
  const down = crashAt + random.between(30, 70) * SECOND;
  const crash: Effect[] = [
    // Garbage collection before the end.
    { on: root, field: 'slower', value: 2, from: crashAt - 10 * MINUTE, until: crashAt, rise: 10 * MINUTE },
    { on: root, field: 'failing', value: random.between(0.5, 0.9), from: crashAt, until: down, rise: 0 },
    { on: root, field: 'failing', value: random.between(0.02, 0.08), from: down, until: end, rise: 0 },
    { on: root, field: 'errorLines', value: random.between(1, 3), from: crashAt, until: down, rise: 0 },
  ];
  const creep: Effect = { on: root, field: 'memory', value: LEFT_TO_FILL, from: onset, until: crashAt, rise: took };
  return {
    onset,
    visibleFrom: onset + VISIBLE_SHARE * took,
    end,
    effects: [creep, ...crash],
    atHeight: crash.slice(1, 2),
    restartsAt: [crashAt, end],
  };
}

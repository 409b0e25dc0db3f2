import type { Occurrence } from '../../occurrences/occurrence.ts';
import type { Expectation } from './expectation.ts';
import { clockTime } from './maintenance.ts';

/** Stages in which instances are replaced; what is planned or merged changes nothing yet, and what failed may hurt. */
const REPLACES: ReadonlySet<Occurrence['stage']> = new Set(['started', 'completed', 'rolled-back']);

/**
 * Deploys that were told each excuse a short time of their service. One that belongs to no service excuses none: it may
 * be anywhere, and would hide everything.
 */
export function seenRollOuts(
  occurrences: readonly Occurrence[],
  { lastsMs, holds }: { lastsMs: number; holds: Expectation['holds'] }
): Expectation[] {
  return occurrences.flatMap(({ kind, stage, service, at, title }) =>
    kind === 'deploy' && REPLACES.has(stage) && service !== null
      ? [
          {
            ...{ services: [service], from: at, to: at + lastsMs, holds },
            sentence: `Held back: a roll-out of ${clockTime(at)} is expected to look odd for a moment ("${title}").`,
          },
        ]
      : []
  );
}

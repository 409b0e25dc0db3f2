import type { FixKind } from '@incident-memory/contract';

const MINUTE = 60_000;

/**
 * In which time a fix shows whether it works. Too short calls a slow fix useless, too long credits it with what would
 * have happened anyway. Each is the time in which such a thing takes effect, and ten minutes in which recovery is proved.
 */
export const JUDGING_WINDOW_MS: Readonly<Record<FixKind, number>> = {
  /** Processes come up in minutes, caches warm up. */
  restart: 15 * MINUTE,
  failover: 15 * MINUTE,
  command: 15 * MINUTE,
  /** Is rolled out by steps, or read at the next reload. */
  configuration: 20 * MINUTE,
  /** Machines have to be got, and load to move there. */
  scaling: 20 * MINUTE,
  /** A whole roll-out, often with a pause between its steps. */
  rollback: 30 * MINUTE,
  other: 30 * MINUTE,
  /** Built, tested and rolled out after it is called done. */
  'code-change': 60 * MINUTE,
  /** Somebody else has to act, and clients back off for long. */
  dependency: 60 * MINUTE,
};

/** What comes back within a week was not cured: most weekly load has come round once. */
export const RELAPSE_MS = 7 * 86_400_000;

/** What was done shortly before a fix takes effect at the same time as it. */
export const OVERLAP_BEFORE_MS = 5 * MINUTE;

import { FAMILY, type Family } from './learning-world.ts';

/**
 * Other worlds, each without something that a method could lean on or with more of what hurts it. Aims are those of the
 * plain one; in all of them the method may not fall below the simplest baselines.
 */
export const FAMILIES: Readonly<Record<string, Family>> = {
  plain: FAMILY,
  'no context matters': { ...FAMILY, contextShare: 0 },
  'context always matters': { ...FAMILY, contextShare: 1 },
  'nothing changes': { ...FAMILY, changingShare: 0, wearingShare: 0 },
  'every release changes something': { ...FAMILY, changingShare: 1, mostReleases: 12 },
  'fixes have nothing in common': { ...FAMILY, signatureDeviation: 0, fixDeviation: 0, ownDeviation: 1.3 },
  'fixes are alike': { ...FAMILY, ownDeviation: 0.25 },
  'most things work': { ...FAMILY, level: 1.5 },
  'much wears off': { ...FAMILY, wearingShare: 0.6, wear: 2 },
};

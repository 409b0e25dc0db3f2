import { FastRandom } from '../../simulation/random/fast-random.ts';
import type { Context } from './learning-stream.ts';

// Looked up once: a test runner's sandbox makes each look-up of a global dear.
const { exp } = Math;

/**
 * A world in which it is known how often each fix works. Forty signatures have four to eight fixes each, drawn from one
 * catalogue, so that some fixes are known from elsewhere. The logit of a fix's chance is a general level, plus how hard
 * the signature is, plus how good the fix is anywhere, plus its own part, which is the largest. For a third of the fixes
 * one key of the context matters; a quarter are drawn anew at one release of what they touch; a few wear off over the
 * year. How popular a fix is says nothing about how well it works.
 *
 * It was written before the method that it judges. Its numbers are guesses of what organisations look like, wide enough
 * that a method which relies on one of them is found out: `FAMILY` can be varied (families.ts).
 */
export const FAMILY = {
  signatures: 40,
  leastFixes: 4,
  mostFixes: 8,
  level: 0.2,
  signatureDeviation: 0.4,
  fixDeviation: 0.5,
  ownDeviation: 0.9,
  contextShare: 0.33,
  contextDeviation: 1.3,
  leastReleases: 2,
  mostReleases: 5,
  changingShare: 0.25,
  wearingShare: 0.1,
  /** Logits a year. */
  wear: 1.2,
} as const;

export type Family = { readonly [Key in keyof typeof FAMILY]: number };

export const CATALOGUE = [
  ...['restart', 'rollback', 'scale-out', 'raise-limit', 'clear-cache', 'failover', 'drain-node', 'rotate-secret'],
  ...['kill-slow-queries', 'raise-pool', 'lower-timeout', 'disable-flag', 'replay-queue', 'vacuum', 'resync-clock'],
  ...['renew-certificate', 'prune-disk', 'block-client', 'rebuild-index', 'switch-region'],
] as const;

export const CONTEXT_VALUES: Readonly<Record<string, readonly string[]>> = {
  load: ['low', 'usual', 'peak'],
  region: ['eu', 'us'],
  tier: ['gold', 'standard'],
};

/** What a fix is like from one release on. */
export interface Nature {
  readonly logit: number;
  /** The key that matters, if one does, and what each of its values adds. */
  readonly key: string | null;
  readonly effects: Readonly<Record<string, number>>;
}

export interface WorldFix {
  readonly name: string;
  readonly popularity: number;
  readonly worsensShare: number;
  /** Logits a year that it loses. */
  readonly wear: number;
  /** The release at which it was drawn anew; null of most. */
  readonly changesAt: number | null;
  readonly before: Nature;
  readonly after: Nature;
  /** What the family gives as the mean of its logit. */
  readonly expectedLogit: number;
}

export interface WorldSignature {
  readonly name: string;
  readonly weight: number;
  readonly keys: readonly string[];
  readonly fixes: readonly WorldFix[];
  /** Shares of the year at which each release after the first came. */
  readonly releases: readonly number[];
}

export interface LearningWorld {
  readonly family: Family;
  readonly signatures: readonly WorldSignature[];
}

export function drawWorld(seed: number, family: Family = FAMILY): LearningWorld {
  const random = new FastRandom(seed, 'learning-world');
  const goodness = new Map(CATALOGUE.map((name) => [name, family.fixDeviation * random.normal()]));
  const signatures = Array.from({ length: family.signatures }, (_, index): WorldSignature => {
    const hardness = family.signatureDeviation * random.normal();
    const keys = random.shuffled(Object.keys(CONTEXT_VALUES)).slice(0, 1 + random.below(3));
    const released = family.leastReleases + random.below(family.mostReleases - family.leastReleases + 1);
    const releases = Array.from({ length: released }, () => random.between(0.05, 0.95)).sort((a, b) => a - b);
    const many = family.leastFixes + random.below(family.mostFixes - family.leastFixes + 1);
    const fixes = random
      .shuffled(CATALOGUE)
      .slice(0, many)
      .map((name): WorldFix => {
        const expectedLogit = family.level + hardness + (goodness.get(name) ?? 0);
        const nature = (): Nature => drawNature(random, { family, keys, expectedLogit });
        return {
          name,
          popularity: Math.exp(0.8 * random.normal()),
          worsensShare: random.between(0.05, 0.4),
          wear: random.chance(family.wearingShare) ? family.wear : 0,
          changesAt: random.chance(family.changingShare) ? 1 + random.below(released) : null,
          before: nature(),
          after: nature(),
          expectedLogit,
        };
      });
    return { name: `signature-${index + 1}`, weight: random.gamma(2), keys, fixes, releases };
  });
  return { family, signatures };
}

function drawNature(
  random: FastRandom,
  { family, keys, expectedLogit }: { family: Family; keys: readonly string[]; expectedLogit: number }
): Nature {
  const logit = expectedLogit + family.ownDeviation * random.normal();
  if (!random.chance(family.contextShare)) {
    return { logit, key: null, effects: {} };
  }
  const key = random.pick(keys);
  const values = CONTEXT_VALUES[key] ?? [];
  const effects = Object.fromEntries(values.map((value) => [value, family.contextDeviation * random.normal()]));
  return { logit, key, effects };
}

/** Counted from 0, the one that the year began with. */
export function releaseAt({ releases }: WorldSignature, share: number): number {
  return releases.filter((at) => at <= share).length;
}

/** The chance that a fix works, applied at such a share of the year. */
export function chanceOf(fix: WorldFix, when: { context: Context; release: number; share: number }): number {
  const nature = fix.changesAt !== null && when.release >= fix.changesAt ? fix.after : fix.before;
  const effect = nature.key === null ? 0 : (nature.effects[when.context[nature.key] ?? ''] ?? 0);
  return logistic(nature.logit + effect - fix.wear * when.share);
}

export function logistic(logit: number): number {
  return 1 / (1 + exp(-logit));
}

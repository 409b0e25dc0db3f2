import { FastRandom } from '../../simulation/random/fast-random.ts';
import type { Context, Outcome, StreamAttempt, StreamEntry } from './learning-stream.ts';
import {
  chanceOf,
  CONTEXT_VALUES,
  drawWorld,
  releaseAt,
  type Family,
  type LearningWorld,
  type WorldFix,
  type WorldSignature,
} from './learning-world.ts';

export const YEAR_SECONDS = 365 * 86_400;
export const BEGIN = Date.UTC(2025, 0, 1) / 1000;
export const ATTEMPTS = 4000;
/** One question for so many attempts: which fix first? */
const ATTEMPTS_AN_ASK = 4;

/** How people choose: the first is taken most often, and some are refused or changed before they are applied. */
const RANK_FALL = 0.9;
const REJECTED_SHARE = 0.05;
const MODIFIED_SHARE = 0.03;
const UNATTRIBUTED_SHARE = 0.08;

export interface TrueAsk {
  readonly index: number;
  readonly signature: string;
  /** The chance of each fix in the context, version and moment of the ask. */
  readonly chances: ReadonlyMap<string, number>;
  /** How often each had been tried with an outcome until then. */
  readonly tried: ReadonlyMap<string, number>;
}

export interface SimulatedYear {
  readonly seed: number;
  readonly world: LearningWorld;
  readonly stream: readonly StreamEntry[];
  /** By index of the stream: the chance of each attempt, whatever became of it. */
  readonly chances: ReadonlyMap<number, number>;
  readonly asks: readonly TrueAsk[];
}

/** Equal for a seed. */
export function simulateYear({
  seed,
  attempts = ATTEMPTS,
  family,
}: {
  seed: number;
  attempts?: number;
  family?: Family;
}): SimulatedYear {
  const world = drawWorld(seed, family);
  const random = new FastRandom(seed, 'learning-year');
  const total = world.signatures.reduce((sum, { weight }) => sum + weight, 0);
  const shares = Array.from({ length: attempts }, () => random.uniform()).sort((a, b) => a - b);
  const stream: StreamEntry[] = [];
  const chances = new Map<number, number>();
  const asks: TrueAsk[] = [];
  const records = new Map<string, Map<string, Tried>>();
  shares.forEach((share, number) => {
    const signature = drawSignature(random, world.signatures, total);
    const record = records.get(signature.name) ?? new Map<string, Tried>();
    records.set(signature.name, record);
    const context = drawContext(random, signature);
    const release = releaseAt(signature, share);
    const when = { context, release, share };
    const known = { signature: signature.name, context, version: versionName(signature, release) };
    const at = Math.floor(BEGIN + share * YEAR_SECONDS);
    if (number % ATTEMPTS_AN_ASK === 0) {
      const { fixes } = signature;
      const among = random.shuffled(fixes.map(({ name }) => name));
      asks.push({
        index: stream.length,
        signature: signature.name,
        chances: new Map(fixes.map((fix) => [fix.name, chanceOf(fix, when)])),
        tried: new Map(fixes.map(({ name }) => [name, record.get(name)?.decided ?? 0])),
      });
      stream.push({ at, ask: { ...known, among } });
    }
    const { fix, shownRank } = drawFix(random, signature, record);
    const chance = chanceOf(fix, when);
    const outcome = drawOutcome(random, fix, chance);
    remember(record, fix.name, outcome);
    chances.set(stream.length, chance);
    stream.push({ at, ...known, fix: fix.name, outcome, shownRank } satisfies StreamAttempt);
  });
  return { seed, world, stream, chances, asks };
}

interface Tried {
  decided: number;
  worked: number;
}

function remember(record: Map<string, Tried>, fix: string, outcome: Outcome): void {
  const tried = record.get(fix) ?? { decided: 0, worked: 0 };
  record.set(fix, tried);
  if (outcome === 'worked' || outcome === 'failed' || outcome === 'worsened') {
    tried.decided += 1;
    tried.worked += outcome === 'worked' ? 1 : 0;
  }
}

function drawSignature(random: FastRandom, of: readonly WorldSignature[], total: number): WorldSignature {
  return drawWeighted(
    random,
    of.map((signature) => ({ item: signature, weight: signature.weight })),
    total
  );
}

function drawContext(random: FastRandom, { keys }: WorldSignature): Context {
  return Object.fromEntries(keys.map((key) => [key, random.pick(CONTEXT_VALUES[key] ?? [])]));
}

function versionName({ name }: WorldSignature, release: number): string {
  return `${name.replace('signature-', '')}.${release}`;
}

/** Shown by what is popular and, half as much, by what seemed to work; the first are taken most often. */
function drawFix(
  random: FastRandom,
  { fixes }: WorldSignature,
  record: ReadonlyMap<string, Tried>
): { fix: WorldFix; shownRank: number } {
  const shown = fixes
    .map((fix) => {
      const { decided, worked } = record.get(fix.name) ?? { decided: 0, worked: 0 };
      const seemed = (worked + 1) / (decided + 2);
      return { fix, pull: fix.popularity * Math.sqrt(seemed) * Math.exp(0.3 * random.normal()) };
    })
    .sort((one, other) => other.pull - one.pull)
    .map(({ fix }, index) => ({ item: { fix, shownRank: index + 1 }, weight: (index + 1) ** -RANK_FALL }));
  return drawWeighted(
    random,
    shown,
    shown.reduce((sum, { weight }) => sum + weight, 0)
  );
}

function drawOutcome(random: FastRandom, fix: WorldFix, chance: number): Outcome {
  const fate = random.uniform();
  const hasWorked = random.chance(chance);
  const hasWorsened = random.chance(fix.worsensShare);
  if (fate < REJECTED_SHARE) {
    return 'rejected';
  }
  if (fate < REJECTED_SHARE + MODIFIED_SHARE) {
    return 'modified';
  }
  if (fate < REJECTED_SHARE + MODIFIED_SHARE + UNATTRIBUTED_SHARE) {
    return 'unattributed';
  }
  return hasWorked ? 'worked' : hasWorsened ? 'worsened' : 'failed';
}

function drawWeighted<Item>(
  random: FastRandom,
  of: ReadonlyArray<{ item: Item; weight: number }>,
  total: number
): Item {
  let left = random.uniform() * total;
  for (const { item, weight } of of) {
    left -= weight;
    if (left < 0) {
      return item;
    }
  }
  const last = of.at(-1);
  if (last === undefined) {
    throw new Error('nothing to draw from');
  }
  return last.item;
}

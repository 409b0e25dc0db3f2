import type { Context } from './learning-stream.ts';
import {
  CONTEXT_VALUES,
  logistic,
  releaseAt,
  type LearningWorld,
  type WorldFix,
  type WorldSignature,
} from './learning-world.ts';
import type { Reader, Situation } from './reader.ts';

/**
 * What the best reader could know: the posterior of somebody who knows how such worlds are made, down to each number of
 * the family, how hard every signature and how good every fix is on average, and when releases came, and who has to find
 * out only what is drawn by chance for each fix. By sums over grids, exact but for their fineness. No method that learns
 * from the same attempts can be expected to do better, so an aim beyond this one is out of reach.
 */
export function oracle(world: LearningWorld, year: { begin: number; seconds: number }): Reader {
  const cells = new Map<string, Cell>();
  const cellOf = (situation: Situation, name: string): Cell => {
    const key = JSON.stringify([situation.signature, name]);
    const known = cells.get(key);
    if (known !== undefined) {
      return known;
    }
    const signature = world.signatures.find((one) => one.name === situation.signature);
    const fix = signature?.fixes.find((one) => one.name === name);
    if (signature === undefined || fix === undefined) {
      throw new Error(`${situation.signature} has no fix ${name}`);
    }
    const cell = new Cell(world, signature, fix);
    cells.set(key, cell);
    return cell;
  };
  const shareOf = ({ at }: Situation): number => (at - year.begin) / year.seconds;
  return {
    probability: (situation, fix) => cellOf(situation, fix).probability(situation.context, shareOf(situation)),
    observe: (situation, fix, result) => cellOf(situation, fix).observe(situation.context, shareOf(situation), result),
  };
}

/** Grids reach so many standard deviations. */
const WIDTH = 3;
const LEVELS = nodes(31);
const EFFECTS = nodes(15);
const NOTHING = { at: 0, mass: 0 };

function nodes(count: number): readonly { at: number; mass: number }[] {
  const all = Array.from({ length: count }, (_, index) => {
    const at = WIDTH * ((2 * index) / (count - 1) - 1);
    return { at, mass: Math.exp((-at * at) / 2) };
  });
  const total = all.reduce((sum, { mass }) => sum + mass, 0);
  return all.map(({ at, mass }) => ({ at, mass: mass / total }));
}

/** One fix of one signature: whether it wears off is common to its natures before and after a release. */
class Cell {
  private readonly hypotheses: ReadonlyArray<{ mass: number; history: History }>;
  private readonly signature: WorldSignature;

  constructor({ family }: LearningWorld, signature: WorldSignature, fix: WorldFix) {
    this.signature = signature;
    this.hypotheses = [
      { mass: 1 - family.wearingShare, wear: 0 },
      { mass: family.wearingShare, wear: family.wear },
    ].map(({ mass, wear }) => ({
      mass,
      history: new History({
        changing: family.changingShare,
        releases: signature.releases.length,
        nature: () => new NatureBelief({ family, keys: signature.keys, expected: fix.expectedLogit, wear }),
      }),
    }));
  }

  probability(context: Context, share: number): number {
    const release = releaseAt(this.signature, share);
    const told = this.hypotheses.map(({ mass, history }) => ({
      mass: mass * history.evidence(release),
      worked: mass * history.joint(release, context, share),
    }));
    return told.reduce((sum, { worked }) => sum + worked, 0) / told.reduce((sum, { mass }) => sum + mass, 0);
  }

  observe(context: Context, share: number, result: 0 | 1): void {
    const release = releaseAt(this.signature, share);
    for (const { history } of this.hypotheses) {
      history.observe(release, { context, share, result });
    }
  }
}

interface Seen {
  readonly context: Context;
  readonly share: number;
  readonly result: 0 | 1;
}

/** Drawn anew at one of the releases, or never. */
class History {
  private readonly begun: Array<{ mass: number; since: NatureBelief }>;
  private readonly changing: number;
  private readonly releases: number;
  private readonly nature: () => NatureBelief;

  constructor({ changing, releases, nature }: { changing: number; releases: number; nature: () => NatureBelief }) {
    this.changing = changing;
    this.releases = releases;
    this.nature = nature;
    this.begun = [{ mass: 1, since: nature() }];
  }

  evidence(release: number): number {
    this.goOnTo(release);
    return this.begun.reduce((sum, { mass, since }, index) => sum + this.massOf(index, mass) * since.evidence(), 0);
  }

  joint(release: number, context: Context, share: number): number {
    this.goOnTo(release);
    return this.begun.reduce(
      (sum, { mass, since }, index) => sum + this.massOf(index, mass) * since.joint(context, share),
      0
    );
  }

  observe(release: number, seen: Seen): void {
    this.goOnTo(release);
    this.begun.forEach(({ since }) => since.observe(seen));
  }

  /** The first is that nothing changed so far, though it still may. */
  private massOf(index: number, mass: number): number {
    const passed = this.begun.length - 1;
    return index === 0 ? 1 - this.changing + (this.changing * (this.releases - passed)) / this.releases : mass;
  }

  private goOnTo(release: number): void {
    while (this.begun.length <= release) {
      const before = this.begun[0]?.since.evidence() ?? 1;
      this.begun.push({ mass: (this.changing / this.releases) * before, since: this.nature() });
    }
  }
}

interface Known {
  readonly family: LearningWorld['family'];
  readonly keys: readonly string[];
  readonly expected: number;
  readonly wear: number;
}

/** What a fix is like between two changes: its level, and whether one key matters and how. */
class NatureBelief {
  private readonly known: Known;
  /** Likelihood of each level where no key matters. */
  private readonly plain = new Float64Array(LEVELS.length).fill(1);
  /** By key and value: likelihood of each level with each effect. */
  private readonly split: ReadonlyMap<string, ReadonlyMap<string, Float64Array>>;

  constructor(known: Known) {
    this.known = known;
    this.split = new Map(
      known.keys.map((key) => [
        key,
        new Map(
          (CONTEXT_VALUES[key] ?? []).map((value) => [value, new Float64Array(LEVELS.length * EFFECTS.length).fill(1)])
        ),
      ])
    );
  }

  evidence(): number {
    return this.sum(() => 1, null);
  }

  joint(context: Context, share: number): number {
    const worn = this.known.wear * share;
    return this.sum((level, effect) => logistic(level + effect - worn), context);
  }

  observe({ context, share, result }: Seen): void {
    const worn = this.known.wear * share;
    const likely = (logit: number): number => (result === 1 ? logistic(logit - worn) : 1 - logistic(logit - worn));
    LEVELS.forEach((level, l) => {
      this.plain[l] = (this.plain[l] ?? 0) * likely(this.levelAt(level.at));
      for (const [key, values] of this.split) {
        const grid = values.get(context[key] ?? '');
        EFFECTS.forEach((effect, e) => {
          const at = l * EFFECTS.length + e;
          if (grid !== undefined) {
            grid[at] = (grid[at] ?? 0) * likely(this.levelAt(level.at) + this.effectAt(effect.at));
          }
        });
      }
    });
  }

  private levelAt(deviations: number): number {
    return this.known.expected + this.known.family.ownDeviation * deviations;
  }

  private effectAt(deviations: number): number {
    return this.known.family.contextDeviation * deviations;
  }

  /** Mass of everything seen, weighted by what is asked of the level and of the effect in this context. */
  private sum(asked: (level: number, effect: number) => number, context: Context | null): number {
    const { contextShare } = this.known.family;
    let total = 0;
    LEVELS.forEach(({ at, mass }, l) => {
      const level = this.levelAt(at);
      let inside = (1 - contextShare) * (this.plain[l] ?? 0) * asked(level, 0);
      for (const [key, values] of this.split) {
        let product = contextShare / this.split.size;
        for (const [value, grid] of values) {
          const isAsked = context !== null && context[key] === value;
          let sum = 0;
          for (let e = 0; e < EFFECTS.length; e += 1) {
            const { at: effect, mass: share } = EFFECTS[e] ?? NOTHING;
            sum += share * (isAsked ? asked(level, this.effectAt(effect)) : 1) * (grid[l * EFFECTS.length + e] ?? 0);
          }
          product *= sum;
        }
        inside += product;
      }
      total += mass * inside;
    });
    return total;
  }
}

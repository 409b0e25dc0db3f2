import type { Present } from '../attempt.ts';
import type { Prior } from '../pool/learning-pool.ts';
import { betaOf, meanOf, varianceOf, type Beta } from '../posterior/beta-posterior.ts';
import type { SituationRecord } from '../record/fix-record.ts';
import { add, logEvidence, logSum, NOTHING, type Tally } from './evidence.ts';
import { CAUSE_KEY, stretchesOf, UNKNOWN, valueOf, type Stretch } from './stretches.ts';

// Looked up once: a test runner's sandbox makes each look-up of a global dear.
const { exp, log, max } = Math;

/** What is believed of a fix in the present situation. */
export interface Belief {
  readonly posterior: Beta;
  /** By key of the context: how probable it is that it matters. */
  readonly matters: ReadonlyMap<string, number>;
  /** How probable it is that the fix changed with a version after the first attempt. */
  readonly changed: number;
  /** The versions whose record most probably still holds; null is that nobody knows the version. */
  readonly holds: ReadonlySet<string | null>;
  /** Aged tries that speak, by how far they apply. */
  readonly tries: number;
}

/** A new version of what a fix touches changes its chance about so often; most releases leave most fixes alone. */
export const CHANGE_AT_VERSION = 0.1;
/** About so often something in the context matters; shared by the keys that are told. */
export const CONTEXT_MATTERS = 0.3;
/** People tell causes apart because they matter. */
export const CAUSE_MATTERS = 0.35;
/** Where a key matters, what happened under its other values speaks for so much of what it says; rest is the prior. */
const OTHER_VALUES_SHARE = 0.3;
/** And less where it was hardly tried there: so many tries are half of it. */
const OTHER_VALUES_TRIES = 2;

/**
 * The record can be read in several ways: all of it alike, or only since some version; alike in every context, or by the
 * value of one key. Each reading foretold the record with some probability (its evidence, MacKay 1992), and counts
 * accordingly; so a context or a version moves what is believed only as far as outcomes show that it matters, without a
 * test and its threshold. Changes are found as in Adams and MacKay, "Bayesian online changepoint detection" (2007), where
 * only a new version can bring one.
 */
export function believe(situations: readonly SituationRecord[], prior: Prior, present: Present): Belief {
  const stretches = stretchesOf(situations, present);
  const keys = [...(stretches.at(-1)?.byKey.keys() ?? [])];
  const runs = new Runs(stretches, keys, prior);
  // before[j]: evidence of everything before stretch j, over all ways in which it may have changed.
  const before: number[] = [0];
  const lasts: number[][] = [];
  for (let end = 1; end <= stretches.length; end += 1) {
    const lastChange = Array.from({ length: end }, (_, start) => {
      const stayed = (end - 1 - start) * log(1 - CHANGE_AT_VERSION);
      const change = start === 0 ? 0 : log(CHANGE_AT_VERSION);
      return (before[start] ?? 0) + change + stayed + runs.of(start, end).evidence;
    });
    lasts.push(lastChange);
    before.push(logSum(lastChange));
  }
  const lastChange = lasts.at(-1) ?? [0];
  const total = before.at(-1) ?? 0;
  return mixed(
    lastChange.map((evidence, start) => ({ share: exp(evidence - total), run: runs.of(start, stretches.length) })),
    { stretches, keys, present, prior }
  );
}

interface Reading {
  readonly key: string | null;
  readonly share: number;
}

interface Run {
  readonly evidence: number;
  readonly all: Tally;
  readonly byKey: ReadonlyMap<string, ReadonlyMap<string, Tally>>;
  readonly readings: readonly Reading[];
}

class Runs {
  private readonly known = new Map<number, Run>();
  private readonly stretches: readonly Stretch[];
  private readonly keys: readonly string[];
  private readonly prior: Prior;

  constructor(stretches: readonly Stretch[], keys: readonly string[], prior: Prior) {
    this.stretches = stretches;
    this.keys = keys;
    this.prior = prior;
  }

  /** Stretches from `start` to before `end`, taken as one. */
  of(start: number, end: number): Run {
    const name = start * 100 + end;
    const run = this.known.get(name) ?? this.read(this.stretches.slice(start, end));
    this.known.set(name, run);
    return run;
  }

  private read(inside: readonly Stretch[]): Run {
    const all = inside.reduce((sum, stretch) => add(sum, stretch.all), NOTHING);
    const byKey = new Map(this.keys.map((key) => [key, valuesOf(inside, key)]));
    const told = this.keys.filter((key) => key !== CAUSE_KEY).length;
    const plain = this.keys.reduce((left, key) => left - beforehand(key, told), 1);
    const joints = [
      { key: null, joint: log(plain) + logEvidence(all, this.prior) },
      ...this.keys.map((key) => {
        const values = [...(byKey.get(key)?.values() ?? [])];
        const split = values.reduce((sum, tally) => sum + logEvidence(tally, this.prior), 0);
        return { key, joint: log(beforehand(key, told)) + split };
      }),
    ];
    const evidence = logSum(joints.map(({ joint }) => joint));
    return { evidence, all, byKey, readings: joints.map(({ key, joint }) => ({ key, share: exp(joint - evidence) })) };
  }
}

/** How probable it is, before any record, that this key matters. */
function beforehand(key: string, told: number): number {
  return key === CAUSE_KEY ? CAUSE_MATTERS : CONTEXT_MATTERS / told;
}

function valuesOf(inside: readonly Stretch[], key: string): Map<string, Tally> {
  const values = new Map<string, Tally>();
  for (const { byKey } of inside) {
    for (const [value, tally] of byKey.get(key) ?? []) {
      values.set(value, add(values.get(value) ?? NOTHING, tally));
    }
  }
  return values;
}

interface Asked {
  readonly stretches: readonly Stretch[];
  readonly keys: readonly string[];
  readonly present: Present;
  readonly prior: Prior;
}

function mixed(runs: ReadonlyArray<{ share: number; run: Run }>, { stretches, keys, present, prior }: Asked): Belief {
  const parts = runs.flatMap(({ share, run }) =>
    run.readings.map((reading) => ({
      weight: share * reading.share,
      ...answerOf(run, reading.key, { present, prior }),
    }))
  );
  const mean = parts.reduce((sum, { weight, beta }) => sum + weight * meanOf(beta), 0);
  const variance = parts.reduce(
    (sum, { weight, beta }) => sum + weight * (varianceOf(beta) + (meanOf(beta) - mean) ** 2),
    0
  );
  const shares = runs.map(({ share }) => share);
  const start = shares.indexOf(max(...shares));
  return {
    posterior: betaOf(mean, variance),
    matters: new Map(
      keys.map((key) => [
        key,
        runs.reduce(
          (sum, { share, run }) => sum + share * (run.readings.find((one) => one.key === key)?.share ?? 0),
          0
        ),
      ])
    ),
    changed: 1 - (shares[0] ?? 1),
    holds: new Set([...stretches.slice(start).flatMap(({ versions }) => versions), present.version, null]),
    tries: parts.reduce((sum, { weight, tries }) => sum + weight * tries, 0),
  };
}

function answerOf(
  { all, byKey }: Run,
  key: string | null,
  { present, prior }: Pick<Asked, 'present' | 'prior'>
): { beta: Beta; tries: number } {
  const value = key === null ? UNKNOWN : valueOf(present, key);
  if (key === null || value === UNKNOWN) {
    return posterior(all, prior);
  }
  const here = byKey.get(key)?.get(value) ?? NOTHING;
  const others = { worked: all.worked - here.worked, failed: all.failed - here.failed };
  const tries = others.worked + others.failed;
  const share = (OTHER_VALUES_SHARE * tries) / (tries + OTHER_VALUES_TRIES);
  const elsewhere = meanOf(posterior(others, prior).beta);
  return posterior(here, { mean: prior.mean + share * (elsewhere - prior.mean), strength: prior.strength });
}

function posterior({ worked, failed }: Tally, { mean, strength }: Prior): { beta: Beta; tries: number } {
  return { beta: { a: strength * mean + worked, b: strength * (1 - mean) + failed }, tries: worked + failed };
}

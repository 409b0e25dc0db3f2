import type { GroupMean } from './group-sums.ts';

// Looked up once: a test runner's sandbox makes each look-up of a global dear.
const { exp, log, max, min } = Math;

/** In tries: of how many independent ones what is common is worth. The larger, the more alike things are. */
export interface Strengths {
  /** How alike a fix is to what is expected of it. */
  readonly own: number;
  /** How alike signatures are. */
  readonly signature: number;
  /** How alike families are. */
  readonly family: number;
}

export interface Groups {
  readonly all: GroupMean;
  readonly signature: GroupMean;
  readonly family: GroupMean;
}

/**
 * Signature and family are each drawn towards what works here in general, as far as they are worth; their deviations from
 * it add up in the logit, as if they were independent.
 */
export function expectedMean({ all, signature, family }: Groups, strengths: Strengths): number {
  const level = drawn(all, EVEN, LEVEL_STRENGTH);
  const [hard, good] = [drawn(signature, level, strengths.signature), drawn(family, level, strengths.family)];
  return logistic(logit(hard) + logit(good) - logit(level));
}

const EVEN = 0.5;
/** Before anything was tried, two tries' worth of "as often as not": the uniform prior. */
const LEVEL_STRENGTH = 2;

function drawn({ mean, worth }: GroupMean, towards: number, strength: number): number {
  return (worth * mean + strength * towards) / (worth + strength);
}

/** Beyond these nothing is certain beforehand. */
const MOST_CERTAIN = 0.97;

function logit(share: number): number {
  const inside = min(MOST_CERTAIN, max(1 - MOST_CERTAIN, share));
  return log(inside / (1 - inside));
}

function logistic(value: number): number {
  return 1 / (1 + exp(-value));
}

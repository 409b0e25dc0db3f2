import type { LearnedAttempt } from '../attempt.ts';

export interface OutcomeCounts {
  readonly cured: number;
  readonly mitigated: number;
  readonly temporary: number;
  readonly noEffect: number;
  readonly gotWorseAfter: number;
  readonly unattributed: number;
  readonly rejected: number;
  readonly modified: number;
}

export const NO_COUNTS: OutcomeCounts = {
  ...{ cured: 0, mitigated: 0, temporary: 0, noEffect: 0, gotWorseAfter: 0 },
  ...{ unattributed: 0, rejected: 0, modified: 0 },
};

const FIELD_OF = {
  cured: 'cured',
  mitigated: 'mitigated',
  temporary: 'temporary',
  'no-effect': 'noEffect',
  'got-worse-after': 'gotWorseAfter',
  unattributed: 'unattributed',
  rejected: 'rejected',
  modified: 'modified',
} as const satisfies Record<LearnedAttempt['outcome'], keyof OutcomeCounts>;

export function countedIn(counts: OutcomeCounts, outcome: LearnedAttempt['outcome']): OutcomeCounts {
  const field = FIELD_OF[outcome];
  return { ...counts, [field]: counts[field] + 1 };
}

export function addCounts(one: OutcomeCounts, other: OutcomeCounts): OutcomeCounts {
  return {
    cured: one.cured + other.cured,
    mitigated: one.mitigated + other.mitigated,
    temporary: one.temporary + other.temporary,
    noEffect: one.noEffect + other.noEffect,
    gotWorseAfter: one.gotWorseAfter + other.gotWorseAfter,
    unattributed: one.unattributed + other.unattributed,
    rejected: one.rejected + other.rejected,
    modified: one.modified + other.modified,
  };
}

export function workedOf({ cured, mitigated }: OutcomeCounts): number {
  return cured + mitigated;
}

export function failedOf({ temporary, noEffect, gotWorseAfter }: OutcomeCounts): number {
  return temporary + noEffect + gotWorseAfter;
}

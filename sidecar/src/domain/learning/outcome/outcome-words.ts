import type { Outcome } from '@incident-memory/contract';
import type { AppliedFix, OutcomeNumbers } from './judge-outcome.ts';

interface Told {
  readonly outcome: Outcome | null;
  readonly because: string;
  readonly numbers: OutcomeNumbers;
}

/** One sentence with the numbers that led to it. */
export function explain(
  { kind, appliedAt }: Pick<AppliedFix, 'kind' | 'appliedAt'>,
  { outcome, because, numbers }: Told
): string {
  const { recoveredAfterMs, errors, windowMs } = numbers;
  const hasRecovered = recoveredAfterMs !== null && recoveredAfterMs >= 0;
  const isAboutErrors = !hasRecovered && outcome !== 'unattributed' && outcome !== null;
  const parts = [
    because,
    ...(hasRecovered ? [`errors stopped ${minutes(recoveredAfterMs)} after it`] : []),
    ...(recoveredAfterMs === null && appliedAt !== null ? [`a ${kind} is given ${minutes(windowMs)}`] : []),
    ...(isAboutErrors && errors !== null
      ? [`${factor(errors.ratio)} errors a minute as before (99 %: ${bare(errors.low)} to ${bare(errors.high)})`]
      : []),
    ...(hasRecovered ? [comparison(numbers)] : []),
  ];
  const sentence = parts.join('; ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function comparison({ unaided, comparedWith }: OutcomeNumbers): string {
  return unaided === null
    ? `how such trouble ends without it is not known well enough (${comparedWith} seen)`
    : `without it ${percent(unaided.share)} (${percent(unaided.low)} to ${percent(unaided.high)}) recover in that time, going by ${comparedWith} others`;
}

function factor(ratio: number): string {
  return Number.isFinite(ratio) ? `${ratio.toFixed(1)} times as many` : 'incomparably more';
}

function bare(ratio: number): string {
  return Number.isFinite(ratio) ? ratio.toFixed(1) : 'any';
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function minutes(ms: number): string {
  const value = Math.round(ms / 60_000);
  return value < 1 ? 'less than a minute' : `${value} min`;
}

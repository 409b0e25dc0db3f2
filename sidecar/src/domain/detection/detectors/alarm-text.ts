import type { AlarmNumbers } from '@incident-memory/contract';

/** What an alarm says: made from numbers, never from what was logged. */
export interface AlarmText {
  readonly sentence: string;
  readonly numbers: AlarmNumbers;
}

export function sentenceOfCount(
  { seconds, seen, usual, low, high }: { seconds: number; seen: number; usual: number; low: number; high: number },
  { noun, prefix = '' }: { noun: string; prefix?: string }
): AlarmText {
  const unit = `${noun} in ${spanText(seconds)}`;
  const most = Math.max(Math.ceil(high), Math.ceil(usual));
  return {
    sentence: `${prefix}${numberText(seen)} ${unit}; usual at this hour ${numberText(Math.floor(low))} to ${numberText(most)}`,
    numbers: { seen, usual: rounded(usual), low: rounded(low), high: rounded(high), unit },
  };
}

/** Whole where it is large, two digits where it is small. */
export function numberText(value: number): string {
  const short = Math.abs(value) >= 10 ? Math.round(value) : Number(value.toPrecision(2));
  return short.toLocaleString('en-GB');
}

export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** "10 s", "5 min", "3 h", "4 days". */
export function spanText(seconds: number): string {
  if (seconds < 120) {
    return seconds === 60 ? '1 min' : `${Math.round(seconds)} s`;
  }
  if (seconds < 2 * 3600) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

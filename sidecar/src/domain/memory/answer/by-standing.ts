import type { MemoryRecord } from '../memory-record.ts';
import { isTrusted, type Remembered } from './situation.ts';

/** Memories whose scores lie this close are equals: no reader could tell why one is before the other. */
const NEAR_EQUAL = 0.02;

/**
 * Of memories that are as near, the one that is worth more comes first: with an outcome that was verified, then
 * confirmed by a person, then the newest, so that of two that contradict the newest confirmed one leads. Relevance is
 * never given up for it.
 */
export function byStanding(remembered: readonly Remembered[]): Remembered[] {
  const ordered: Remembered[] = [];
  let group: Remembered[] = [];
  const close = (): void => {
    ordered.push(...group.sort((a, b) => compare(b.record, a.record)));
    group = [];
  };
  for (const one of remembered) {
    const [first] = group;
    if (first !== undefined && first.score - one.score > NEAR_EQUAL) {
      close();
    }
    group.push(one);
  }
  close();
  return ordered;
}

function compare(a: MemoryRecord, b: MemoryRecord): number {
  return standingOf(a) - standingOf(b) || confirmed(a) - confirmed(b) || a.startedAt - b.startedAt;
}

function standingOf(record: MemoryRecord): number {
  const { attempts, stale, flags } = record;
  const helped = attempts.filter(({ outcome }) => outcome === 'cured' || outcome === 'mitigated');
  const isVerified = helped.some(({ outcomeKnownFrom }) => outcomeKnownFrom === 'telemetry');
  const worth = isVerified ? 2 : helped.length > 0 ? 1 : 0;
  // What others wrote comes below the team's own, whatever it says of itself.
  return stale !== null || flags.length > 0 || !isTrusted(record) ? -1 : worth;
}

function confirmed({ provenance }: MemoryRecord): number {
  return provenance === 'confirmed' ? 1 : 0;
}

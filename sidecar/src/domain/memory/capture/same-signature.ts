import type { MemoryRecord } from '../memory-record.ts';

type Signed = Pick<MemoryRecord, 'signature' | 'service'>;

/** So much of the messages in common says the same, where there is neither a stack nor an error type. */
const SAME_MESSAGES = 0.5;
const SAME_STACKS = 0.5;

/**
 * Whether two incidents are one trouble that came back. A shared stack says so over services, as a library fails the
 * same everywhere; an error type says so together with a message; messages alone only within one service.
 */
export function isSameSignature(one: Signed, other: Signed): boolean {
  const [a, b] = [one.signature, other.signature];
  const stacks = a.fingerprints.filter((fingerprint) => b.fingerprints.includes(fingerprint)).length;
  if (stacks > 0) {
    // What fails all the time is in every incident: where the main error is another, most stacks must be the same.
    return a.errorType !== null && b.errorType !== null && a.errorType !== b.errorType
      ? stacks / Math.max(a.fingerprints.length, b.fingerprints.length) > SAME_STACKS
      : one.service === other.service || (a.errorType !== null && a.errorType === b.errorType);
  }
  if (a.fingerprints.length > 0 && b.fingerprints.length > 0) {
    return false;
  }
  const [mine, theirs] = [a.templates.map(({ id }) => id), new Set(b.templates.map(({ id }) => id))];
  const common = mine.filter((id) => theirs.has(id)).length;
  if (one.service !== other.service || common === 0) {
    return false;
  }
  return (
    (a.errorType !== null && a.errorType === b.errorType) ||
    common / Math.min(mine.length, theirs.size) >= SAME_MESSAGES
  );
}

import { randomBytes } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';

/** Every log line has an id: randomness is asked for in portions, and turned into digits once. */
const PORTION_BYTES = 8192;
/** 74 random bits of a UUIDv7, as hex: 3 digits, 1 of a variant, 15 more. */
const RANDOM_DIGITS = 19;
const VARIANTS = '89ab';

/** UUIDv7 (RFC 9562): 48 bits of time, then random bits, so that ids sort by when they were made. */
export function randomIds(clock: Clock): Ids {
  let digits = '';
  let used = 0;
  let time = -1;
  let timePart = '';
  const uuidV7 = (now: number): string => {
    if (used + RANDOM_DIGITS > digits.length) {
      digits = randomBytes(PORTION_BYTES).toString('hex');
      used = 0;
    }
    if (now !== time) {
      const hex = now.toString(16).padStart(12, '0').slice(-12);
      time = now;
      timePart = `${hex.slice(0, 8)}-${hex.slice(8)}-7`;
    }
    const at = used;
    used += RANDOM_DIGITS;
    const variant = VARIANTS[digits.charCodeAt(at + 3) & 3] ?? '8';
    return `${timePart}${digits.slice(at, at + 3)}-${variant}${digits.slice(at + 4, at + 7)}-${digits.slice(at + 7, used)}`;
  };
  return {
    next: (prefix) => `${prefix}_${uuidV7(clock.now())}`,
    salt: () => randomBytes(16).toString('hex'),
  };
}

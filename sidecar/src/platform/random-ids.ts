import { randomBytes } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';

/** UUIDv7 (RFC 9562): 48 bits of time, then random bits, so that ids sort by when they were made. */
export function randomIds(clock: Clock): Ids {
  return {
    next: (prefix) => `${prefix}_${uuidV7(clock.now(), randomBytes(16))}`,
    salt: () => randomBytes(16).toString('hex'),
  };
}

function uuidV7(now: number, random: Buffer): string {
  random.writeUIntBE(now, 0, 6);
  random[6] = 0x70 | (random.readUInt8(6) & 0x0f);
  random[8] = 0x80 | (random.readUInt8(8) & 0x3f);
  const hex = random.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

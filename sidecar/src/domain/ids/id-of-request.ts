import { createHash } from 'node:crypto';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Ids that follow from what was asked. Whoever got no answer asks again, and what the first request wrote before the
 * process died is then found under the same id, without anything being kept to compare with.
 *
 * In the form of a UUIDv7 (RFC 9562), of the day of the request: 48 bits of time, the others from a digest.
 */
export function idOfRequest(prefix: 'mem', { name, at }: { readonly name: string; readonly at: number }): string {
  const day = Math.floor(at / DAY_MS) * DAY_MS;
  const time = day.toString(16).padStart(12, '0').slice(-12);
  const digest = createHash('sha256').update(`${day}\n${name}`).digest('hex');
  const variant = '89ab'[Number.parseInt(digest.slice(3, 4), 16) & 3] ?? '8';
  const random = `7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
  return `${prefix}_${time.slice(0, 8)}-${time.slice(8)}-${random}`;
}

/** What names a request: the same parts, the same name. */
export function nameOfRequest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

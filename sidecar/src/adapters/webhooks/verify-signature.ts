import { createHmac, timingSafeEqual } from 'node:crypto';

export type SignatureProblem =
  | 'missing'
  | 'outside the tolerated time'
  | 'not made with the secret'
  | 'it was used before';

export interface SignedWebhook {
  readonly body: Uint8Array;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
}

const HEX_SHA256 = /^[0-9a-f]{64}$/i;

/**
 * Grafana signs `timestamp + ":" + body` with HMAC-SHA256 in hex. A signature is good for a few minutes around its
 * timestamp, and once (replay-guard.ts).
 */
export function verifySignature(
  { body, signature, timestamp }: SignedWebhook,
  { secrets, now, toleranceMs }: { secrets: readonly string[]; now: number; toleranceMs: number }
): SignatureProblem | null {
  if (signature === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) {
    return 'missing';
  }
  // Decoding hex stops silently at the first other character: with it a used signature would pass as a new one.
  if (!HEX_SHA256.test(signature)) {
    return 'not made with the secret';
  }
  // Before the digest over the whole body, which anybody could have made for nothing.
  if (Math.abs(now - Number(timestamp) * 1000) > toleranceMs) {
    return 'outside the tolerated time';
  }
  const given = Buffer.from(signature, 'hex');
  const fits = secrets
    .map((secret) => createHmac('sha256', secret).update(`${timestamp}:`).update(body).digest())
    .map((expected) => given.length === expected.length && timingSafeEqual(given, expected))
    .includes(true);
  return fits ? null : 'not made with the secret';
}

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
const GITHUB_PREFIX = 'sha256=';

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
  if (!HEX_SHA256.test(signature)) {
    return 'not made with the secret';
  }
  // Before the digest over the whole body, which anybody could have made for nothing.
  if (Math.abs(now - Number(timestamp) * 1000) > toleranceMs) {
    return 'outside the tolerated time';
  }
  return isMadeWith(secrets, signature, [`${timestamp}:`, body]) ? null : 'not made with the secret';
}

/** GitHub signs the body with HMAC-SHA256 and sends `sha256=` and the hex; it names no time. */
export function verifyGithubSignature(
  { body, signature }: Pick<SignedWebhook, 'body' | 'signature'>,
  secrets: readonly string[]
): SignatureProblem | null {
  if (signature === undefined) {
    return 'missing';
  }
  const hex = signature.startsWith(GITHUB_PREFIX) ? signature.slice(GITHUB_PREFIX.length) : '';
  return isMadeWith(secrets, hex, [body]) ? null : 'not made with the secret';
}

/** Compared in constant time, with every secret every time. */
function isMadeWith(secrets: readonly string[], hex: string, parts: ReadonlyArray<string | Uint8Array>): boolean {
  // Decoding hex stops silently at the first other character: with it a used signature would pass as a new one.
  if (!HEX_SHA256.test(hex)) {
    return false;
  }
  const given = Buffer.from(hex, 'hex');
  return secrets
    .map((secret) => parts.reduce((mac, part) => mac.update(part), createHmac('sha256', secret)).digest())
    .map((expected) => timingSafeEqual(given, expected))
    .includes(true);
}

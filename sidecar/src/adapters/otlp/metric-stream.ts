import { createHash } from 'node:crypto';
import type { TextPair } from './otlp-value.ts';

const DIGEST_LENGTH = 16;

/**
 * Who tells a metric: the resource with all its attributes, and the scope in it (opentelemetry.io/docs/specs/otel/
 * metrics/data-model, "Opening of a stream"). Two pods that count the same are two streams.
 */
export function streamOf(resource: readonly TextPair[], scope: string): string {
  const attributes = [...resource].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return createHash('sha256')
    .update(JSON.stringify([attributes, scope]))
    .digest('base64url')
    .slice(0, DIGEST_LENGTH);
}

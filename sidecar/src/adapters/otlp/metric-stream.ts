import { createHash } from 'node:crypto';

const DIGEST_LENGTH = 16;

/**
 * Who tells a metric: the resource with all its attributes, and the scope in it (opentelemetry.io/docs/specs/otel/
 * metrics/data-model, "Opening of a stream"). Two pods that count the same are two streams.
 */
export function streamOf(resource: { readonly digest: string }, scope: string): string {
  return digestOf([resource.digest, scope]);
}

export function digestOf(told: unknown): string {
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, DIGEST_LENGTH);
}

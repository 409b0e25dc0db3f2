/** What both encodings of OpenTelemetry's AnyValue become. */
export type OtlpValue = string | number | boolean | null | Uint8Array | readonly OtlpValue[] | OtlpPairs;
export interface OtlpPairs {
  readonly pairs: ReadonlyArray<readonly [string, OtlpValue]>;
}
export type TextPair = readonly [string, string];

/** Deeper values are refused. */
export const MAX_DEPTH = 32;
/** Of one list, in protobuf with all that is inside of it; the text of more would be cut anyway. */
export const MAX_ITEMS = 10_000;
/** Longer texts are cut at intake anyway; this bounds what a hostile body can make us build. */
export const MAX_TEXT_LENGTH = 64 * 1024;

/** A value as text: strings as they are, everything else as compact JSON; bytes as base64. */
export function textOf(value: OtlpValue): string {
  if (typeof value === 'string') {
    return value;
  }
  if (value === null) {
    return '';
  }
  return value instanceof Uint8Array ? base64(value) : JSON.stringify(plain(value)).slice(0, MAX_TEXT_LENGTH);
}

function plain(value: OtlpValue): unknown {
  if (value instanceof Uint8Array) {
    return base64(value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value === 'object' && value !== null && 'pairs' in value) {
    return Object.fromEntries(value.pairs.map(([key, inner]) => [key, plain(inner)]));
  }
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, MAX_TEXT_LENGTH)).toString('base64');
}

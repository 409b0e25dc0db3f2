import type { OtlpTime } from '../otlp-time.ts';
import { WrongType, type Fields } from './json-fields.ts';

const NANOSECONDS = /^\d{1,20}$/;
const NANOSECOND_DIGITS = 6;
const MILLION = 1e6;

/** Since 1970. Nanoseconds are text in OTLP/JSON, a number from senders that are older or careless. */
export function optionalMilliseconds(holder: Fields, key: string, path: string): number {
  const value = holder[key];
  if (value === undefined || value === null) {
    return 0;
  }
  if (typeof value === 'string' && NANOSECONDS.test(value)) {
    return Number(value.slice(0, -NANOSECOND_DIGITS));
  }
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) {
    return Math.floor(value / MILLION);
  }
  throw new WrongType('expected nanoseconds since 1970 as an unsigned integer', `${path}.${key}`);
}

export function optionalTime(holder: Fields, key: string, path: string): OtlpTime {
  const milliseconds = optionalMilliseconds(holder, key, path);
  const told = holder[key] ?? 0;
  return {
    milliseconds,
    nanoseconds: Number(typeof told === 'string' ? told.slice(-NANOSECOND_DIGITS) : told) % MILLION,
  };
}

const TRACE_ID = { hex: /^[0-9a-f]{32}$/i, base64: /^[A-Za-z0-9+/]{22}==$/ } as const;
const SPAN_ID = { hex: /^[0-9a-f]{16}$/i, base64: /^[A-Za-z0-9+/]{11}=$/ } as const;
const ALL_ZERO = /^0+$/;

/** Hex as the protocol says, or base64 as plain protobuf JSON writes it; anything else is no id, nor is all zero. */
function idOf(told: string, form: typeof TRACE_ID | typeof SPAN_ID): string | null {
  const isHex = form.hex.test(told);
  if (!isHex && !form.base64.test(told)) {
    return null;
  }
  const id = isHex ? told.toLowerCase() : Buffer.from(told, 'base64').toString('hex');
  return ALL_ZERO.test(id) ? null : id;
}

export const traceId = (told: string) => idOf(told, TRACE_ID);
export const spanId = (told: string) => idOf(told, SPAN_ID);

import type { OtlpTime } from '../otlp-time.ts';
import { MAX_TEXT_LENGTH } from '../otlp-value.ts';
import { MalformedWire, WIRE, type WireReader } from './wire-reader.ts';

/** A field by the type that the protocol gives it; in another type it is no request of ours. */
function expectWire(reader: WireReader, wireType: number): WireReader {
  if (reader.wireType !== wireType) {
    throw new MalformedWire('it has a field of another type');
  }
  return reader;
}

export const message = (reader: WireReader): WireReader => expectWire(reader, WIRE.bytes).message();
export const bytes = (reader: WireReader): Buffer => expectWire(reader, WIRE.bytes).slice();
/** Far above what is kept of a text; more is not even decoded. */
export const text = (reader: WireReader): string => expectWire(reader, WIRE.bytes).text(MAX_TEXT_LENGTH);
/** Enumerations, flags and truth values. */
export const integer = (reader: WireReader): number => expectWire(reader, WIRE.varint).varint();
export const signedInteger = (reader: WireReader): bigint => expectWire(reader, WIRE.varint).signedVarint();
export const double = (reader: WireReader): number => expectWire(reader, WIRE.fixed64).double();
export const long = (reader: WireReader): number => expectWire(reader, WIRE.fixed64).fixed64();
export const signedLong = (reader: WireReader): number => expectWire(reader, WIRE.fixed64).signedFixed64();

/** 2^32 nanoseconds are so many milliseconds and nanoseconds: with them no step leaves the exact numbers. */
const HIGH_MILLISECONDS = 4294;
const HIGH_NANOSECONDS = 967_296;
const NANOSECONDS_A_MILLISECOND = 1e6;

/** Since 1970; told in nanoseconds. */
export function milliseconds(reader: WireReader): number {
  expectWire(reader, WIRE.fixed64).fixed64();
  const rest = reader.high * HIGH_NANOSECONDS + reader.low;
  return reader.high * HIGH_MILLISECONDS + Math.floor(rest / NANOSECONDS_A_MILLISECOND);
}

export function time(reader: WireReader): OtlpTime {
  const whole = milliseconds(reader);
  const rest = reader.high * HIGH_NANOSECONDS + reader.low;
  return { milliseconds: whole, nanoseconds: rest % NANOSECONDS_A_MILLISECOND };
}

/** In hex; null where it has another length or is all zero, which is how the protocol says none. */
export function id(reader: WireReader, length: number): string | null {
  const told = bytes(reader);
  return told.length === length && !isZero(told) ? told.toString('hex') : null;
}

function isZero(id: Buffer): boolean {
  for (const byte of id) {
    if (byte !== 0) {
      return false;
    }
  }
  return true;
}

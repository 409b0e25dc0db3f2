/** The bytes are no protobuf, or were cut off. Caught where a request is decoded, never further. */
export class MalformedWire extends Error {
  override readonly name = 'MalformedWire';
}

export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const MAX_VARINT_BYTES = 10;
const MAX_FIELD_NUMBER = 2 ** 29 - 1;
const TWO_TO_32 = 2 ** 32;

/**
 * Protobuf's wire format (protobuf.dev/programming-guides/encoding) over one stretch of bytes. Every read is checked
 * against the end of its message, so that no length in the bytes can lead outside; groups, long out of use, are refused.
 */
export class WireReader {
  private readonly bytes: Buffer;
  private readonly start: number;
  private position: number;
  private readonly end: number;
  field = 0;
  wireType = 0;
  /** Of the last fixed64. */
  high = 0;
  low = 0;

  constructor(bytes: Buffer, start = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.start = start;
    this.position = start;
    this.end = end;
  }

  /** Over the same stretch from its beginning, for what may stand behind what needs it. */
  again(): WireReader {
    return new WireReader(this.bytes, this.start, this.end);
  }

  /** Moves to the next field; false at the end of the message. */
  next(): boolean {
    if (this.position >= this.end) {
      return false;
    }
    const tag = this.varint();
    this.field = Math.floor(tag / 8);
    this.wireType = tag % 8;
    if (this.field === 0 || this.field > MAX_FIELD_NUMBER) {
      throw new MalformedWire('it has a field number that cannot be');
    }
    return true;
  }

  /** Unsigned; exact up to 2^53, which is enough for tags, lengths and small numbers. */
  varint(): number {
    let value = 0;
    let factor = 1;
    for (let count = 0; count < MAX_VARINT_BYTES; count += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        return value;
      }
      factor *= 128;
    }
    throw new MalformedWire('it has a number that does not end');
  }

  signedVarint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return BigInt.asIntN(64, value);
      }
    }
    throw new MalformedWire('it has a number that does not end');
  }

  /** Unsigned; no number holds all of them exactly, but `high` and `low` do. */
  fixed64(): number {
    const at = this.advance(8);
    this.low = this.bytes.readUInt32LE(at);
    this.high = this.bytes.readUInt32LE(at + 4);
    return this.high * TWO_TO_32 + this.low;
  }

  signedFixed64(): number {
    return Number(this.bytes.readBigInt64LE(this.advance(8)));
  }

  double(): number {
    return this.bytes.readDoubleLE(this.advance(8));
  }

  message(): WireReader {
    const length = this.varint();
    const start = this.advance(length);
    return new WireReader(this.bytes, start, start + length);
  }

  slice(): Buffer {
    const length = this.varint();
    const start = this.advance(length);
    return this.bytes.subarray(start, start + length);
  }

  /** At most `maxBytes` of it are decoded; bytes that are not UTF-8 become U+FFFD rather than costing the whole batch. */
  text(maxBytes: number): string {
    const length = this.varint();
    const start = this.advance(length);
    return this.bytes.toString('utf8', start, start + Math.min(length, maxBytes));
  }

  skip(): void {
    switch (this.wireType) {
      case WIRE.varint:
        this.varint();
        return;
      case WIRE.fixed64:
        this.advance(8);
        return;
      case WIRE.bytes:
        this.advance(this.varint());
        return;
      case WIRE.fixed32:
        this.advance(4);
        return;
      default:
        throw new MalformedWire('it has a wire type that is not in use');
    }
  }

  private byte(): number {
    return this.bytes[this.advance(1)] ?? 0;
  }

  private advance(length: number): number {
    const start = this.position;
    if (length > this.end - start) {
      throw new MalformedWire('it ends too early');
    }
    this.position = start + length;
    return start;
  }
}

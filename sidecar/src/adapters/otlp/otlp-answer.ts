export type OtlpEncoding = 'json' | 'protobuf';

const SPANS_WITHOUT_IDS = 'spans without a trace id and a span id of their own belong to no trace and were left out';
const PARTIAL_SUCCESS = 1;
const REJECTED = 1;
const ERROR_MESSAGE = 2;
const VARINT = 0;
const BYTES = 2;

/** An ExportTraceServiceResponse or one of its siblings, in the encoding of the request; empty where all was taken. */
export function otlpAnswer(encoding: OtlpEncoding, { rejectedSpans }: { rejectedSpans: number }): Buffer {
  if (encoding === 'json') {
    const told = { rejectedSpans: String(rejectedSpans), errorMessage: SPANS_WITHOUT_IDS };
    return Buffer.from(JSON.stringify({ partialSuccess: rejectedSpans === 0 ? {} : told }));
  }
  if (rejectedSpans === 0) {
    return Buffer.alloc(0);
  }
  const sentence = Buffer.from(SPANS_WITHOUT_IDS);
  const partialSuccess = Buffer.concat([
    Buffer.from([tag(REJECTED, VARINT), ...varint(rejectedSpans)]),
    Buffer.from([tag(ERROR_MESSAGE, BYTES), ...varint(sentence.length)]),
    sentence,
  ]);
  return Buffer.concat([Buffer.from([tag(PARTIAL_SUCCESS, BYTES), ...varint(partialSuccess.length)]), partialSuccess]);
}

const tag = (field: number, wireType: number): number => field * 8 + wireType;

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}

import { crc32 } from 'node:zlib';
import type { SpooledBatch } from '../../ports/spool.ts';
import { emptyBatch } from '../../ports/stores/signals/signal-store.ts';

/** A record on disk: length and CRC-32 of the content, four bytes each, little endian; then the content as JSON. */
export const HEADER_BYTES = 8;
/** No batch is larger; a longer length in a header is damage. */
const MAX_CONTENT_BYTES = 512 * 1024 * 1024;
const UNKNOWN_OF_A_LINE = { template: null, fingerprint: null };

export function encodeRecord(entry: SpooledBatch): Buffer {
  const content = Buffer.from(JSON.stringify(entry));
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(content.length, 0);
  header.writeUInt32LE(crc32(content), 4);
  return Buffer.concat([header, content]);
}

/** What an earlier version spooled has fewer kinds of signals, and lines that know less: the rest is empty. */
export function decodeContent(content: Buffer): SpooledBatch {
  const { organisation, batch } = JSON.parse(content.toString()) as SpooledBatch;
  const lines = batch.lines.map((line) => ({ ...UNKNOWN_OF_A_LINE, ...line }));
  return { organisation, batch: { ...emptyBatch(batch.id), ...batch, lines } };
}

export function contentLength(header: Buffer): number | null {
  const length = header.readUInt32LE(0);
  return length === 0 || length > MAX_CONTENT_BYTES ? null : length;
}

export function isSound(header: Buffer, content: Buffer): boolean {
  return crc32(content) === header.readUInt32LE(4);
}

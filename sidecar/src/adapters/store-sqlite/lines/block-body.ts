import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** How a body is packed is stored beside it: what is written once is read for good. */
const PLAIN = 0;
const BROTLI = 1;

/** Shorter texts gain less room than the compressor's start costs time. */
const PACKED_FROM_BYTES = 4096;
/** The fastest that still looks for repetitions; a window of 64 KB covers a block. */
const FAST = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 16 },
};

export function packBody(text: string): { packing: number; body: Buffer } {
  const plain = Buffer.from(text);
  return plain.length < PACKED_FROM_BYTES
    ? { packing: PLAIN, body: plain }
    : { packing: BROTLI, body: brotliCompressSync(plain, FAST) };
}

export function unpackBody({ packing, body }: { packing: number; body: Buffer }): string {
  return (packing === PLAIN ? body : brotliDecompressSync(body)).toString();
}

/**
 * Dot products of one vector with many, sixteen dimensions at a time: WebAssembly has the vector instructions that
 * JavaScript lacks, and comparing 100,000 vectors is most of what a question costs without them. This is the module,
 * instruction by instruction; `dot-products.test.ts` holds it against plain arithmetic.
 */
const [I32, V128] = [0x7f, 0x7b];
const [BLOCK, LOOP, END, BRANCH, BRANCH_IF, NOTHING] = [0x02, 0x03, 0x0b, 0x0c, 0x0d, 0x40];
const LESS = 0x49;
const NOT_LESS = 0x4f;
const ADD = 0x6a;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const constant = (small: number) => [0x41, small];
const LOAD_16 = [0xfd, 0x00, 0, 0];
const ZEROS = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
const MULTIPLY_LOW = [0xfd, 0x9c, 0x01];
const MULTIPLY_HIGH = [0xfd, 0x9d, 0x01];
/** Neighbouring numbers of 16 bits become one of 32. */
const ADD_NEIGHBOURS = [0xfd, 0x7e];
const ADD_FOUR = [0xfd, 0xae, 0x01];
const lane = (number: number) => [0xfd, 0x1b, number];
const STORE = [0x36, 2, 0];

const STEP = 16;
const [ROW, ROWS_END, WIDTH, RESULT, AT, SUM, LEFT, RIGHT] = [0, 1, 2, 3, 4, 5, 6, 7] as const;

const BODY = [
  ...[2, 2, I32, 3, V128],
  ...[...get(WIDTH), ...set(RESULT)],
  ...[BLOCK, NOTHING, LOOP, NOTHING],
  ...[...get(ROW), ...get(ROWS_END), NOT_LESS, BRANCH_IF, 1],
  ...[...ZEROS, ...set(SUM), ...constant(0), ...set(AT)],
  ...[LOOP, NOTHING],
  ...[...get(AT), ...LOAD_16, ...set(LEFT)],
  ...[...get(ROW), ...get(AT), ADD, ...LOAD_16, ...set(RIGHT)],
  ...[...get(LEFT), ...get(RIGHT), ...MULTIPLY_LOW, ...ADD_NEIGHBOURS],
  ...[...get(LEFT), ...get(RIGHT), ...MULTIPLY_HIGH, ...ADD_NEIGHBOURS],
  ...[...ADD_FOUR, ...get(SUM), ...ADD_FOUR, ...set(SUM)],
  ...[...get(AT), ...constant(STEP), ADD, ...set(AT)],
  ...[...get(AT), ...get(WIDTH), LESS, BRANCH_IF, 0, END],
  ...[...get(RESULT), ...get(SUM), ...lane(0), ...get(SUM), ...lane(1), ADD],
  ...[...get(SUM), ...lane(2), ...get(SUM), ...lane(3), ADD, ADD, ...STORE],
  ...[...get(RESULT), ...constant(4), ADD, ...set(RESULT)],
  ...[...get(ROW), ...get(WIDTH), ADD, ...set(ROW)],
  ...[BRANCH, 0, END, END, END],
];

const text = (letters: string) => [letters.length, ...new TextEncoder().encode(letters)];
/** Sizes from 128 on take two bytes (LEB128). */
const sized = (bytes: readonly number[]) => [
  ...(bytes.length < 0x80 ? [bytes.length] : [(bytes.length & 0x7f) | 0x80, bytes.length >> 7]),
  ...bytes,
];

const MODULE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, ...sized([1, 0x60, 3, I32, I32, I32, 0])],
  ...[2, ...sized([1, ...text('room'), ...text('memory'), 2, 0, 1])],
  ...[3, ...sized([1, 0])],
  ...[7, ...sized([1, ...text('dots'), 0, 0])],
  ...[10, ...sized([1, ...sized(BODY)])],
]);

/** What of WebAssembly is used; the types of Node leave it to those of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, given: object) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly Memory: new (size: { initial: number }) => VectorMemory;
};

export interface VectorMemory {
  /** Another one after it grew. */
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/**
 * In memory first the query, then results, 32 bits each; vectors wherever the caller has them. All vectors are `width`
 * bytes long, a multiple of 16.
 */
export type DotProducts = (rows: number, rowsEnd: number, width: number) => void;

const compiled = new WebAssembly.Module(MODULE);

export function vectorMemory(pages: number): VectorMemory {
  return new WebAssembly.Memory({ initial: pages });
}

export function dotProducts(memory: VectorMemory): DotProducts {
  return new WebAssembly.Instance(compiled, { room: { memory } }).exports['dots'] as DotProducts;
}

import type { SpanKind } from '../../signals/raw-signals.ts';

/** A span as its children, its parent and its callee need it. */
export interface JoinedSpan {
  readonly key: number;
  /** NO_KEY for the first span of a trace. */
  readonly parentKey: number;
  readonly service: string;
  readonly kind: SpanKind;
  readonly at: number;
  readonly isError: boolean;
  readonly bin: number;
  readonly peer: string | null;
}

/** What no span has as its key. */
export const NO_KEY = -1;
export const NO_ROW = -1;
/** Who sends colliding ids on purpose makes long chains: what lies further behind is not found. */
const LONGEST_CHAIN = 256;

const KINDS: readonly SpanKind[] = ['internal', 'server', 'client', 'producer', 'consumer'];
const KIND_BITS = 7;
const ERROR_BIT = 8;
const ANSWERED_BIT = 16;
const TOLD_BIT = 32;

/** Rows by key, in chains. Nothing is taken out: rows leave with all of their generation. */
class KeyIndex {
  private readonly keys: Float64Array;
  /** Rows plus one, so that what is untouched is empty and costs no memory. */
  private readonly heads: Int32Array;
  private readonly next: Int32Array;
  private readonly mask: number;

  constructor(keys: Float64Array) {
    const slots = 2 ** Math.ceil(Math.log2(keys.length + 1));
    this.keys = keys;
    this.heads = new Int32Array(slots);
    this.next = new Int32Array(keys.length);
    this.mask = slots - 1;
  }

  add(row: number): void {
    const slot = this.slotOf(this.keys[row] ?? 0);
    this.next[row] = this.heads[slot] ?? 0;
    this.heads[slot] = row + 1;
  }

  /** The newest row with the key, of those older than `before`. */
  find(key: number, before: number = NO_ROW): number {
    let link = (before === NO_ROW ? this.heads[this.slotOf(key)] : this.next[before]) ?? 0;
    for (let step = 0; step < LONGEST_CHAIN && link !== 0; step += 1) {
      if (this.keys[link - 1] === key) {
        return link - 1;
      }
      link = this.next[link - 1] ?? 0;
    }
    return NO_ROW;
  }

  private slotOf(key: number): number {
    return (key >>> 0) & this.mask;
  }
}

/** Up to `capacity` spans in the order in which they came, as columns: some 70 bytes each, and nothing to collect. */
export class SpanColumns {
  readonly capacity: number;
  readonly beganAt: number;
  /** Up to which row the time to be answered is over. */
  clearTo = 0;
  private rows = 0;
  private readonly keys: Float64Array;
  private readonly parentKeys: Float64Array;
  private readonly times: Float64Array;
  private readonly arrivals: Float64Array;
  private readonly bins: Uint16Array;
  private readonly flags: Uint8Array;
  private readonly services: string[] = [];
  private readonly peers: Array<string | null> = [];
  private readonly byKey: KeyIndex;
  private readonly waiting: KeyIndex;

  constructor(capacity: number, beganAt: number) {
    this.capacity = capacity;
    this.beganAt = beganAt;
    this.keys = new Float64Array(capacity);
    this.parentKeys = new Float64Array(capacity);
    this.times = new Float64Array(capacity);
    this.arrivals = new Float64Array(capacity);
    this.bins = new Uint16Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.byKey = new KeyIndex(this.keys);
    this.waiting = new KeyIndex(this.parentKeys);
  }

  get size(): number {
    return this.rows;
  }

  get isFull(): boolean {
    return this.rows >= this.capacity;
  }

  add(span: JoinedSpan, arrivedAt: number): number {
    const row = this.rows;
    this.rows += 1;
    this.keys[row] = span.key;
    this.parentKeys[row] = span.parentKey;
    this.times[row] = span.at;
    this.arrivals[row] = arrivedAt;
    this.bins[row] = span.bin;
    this.flags[row] = KINDS.indexOf(span.kind) | (span.isError ? ERROR_BIT : 0);
    this.services.push(span.service);
    this.peers.push(span.peer);
    this.byKey.add(row);
    return row;
  }

  keyAt(row: number): number {
    return this.keys[row] ?? NO_KEY;
  }

  parentKeyAt(row: number): number {
    return this.parentKeys[row] ?? NO_KEY;
  }

  serviceAt(row: number): string {
    return this.services[row] ?? '';
  }

  kindAt(row: number): SpanKind {
    return KINDS[(this.flags[row] ?? 0) & KIND_BITS] ?? 'internal';
  }

  timeAt(row: number): number {
    return this.times[row] ?? 0;
  }

  isErrorAt(row: number): boolean {
    return this.has(row, ERROR_BIT);
  }

  binAt(row: number): number {
    return this.bins[row] ?? 0;
  }

  peerAt(row: number): string | null {
    return this.peers[row] ?? null;
  }

  find(key: number): number {
    return this.byKey.find(key);
  }

  /** To be found by the key of its parent. */
  wait(row: number): void {
    this.waiting.add(row);
  }

  findWaiting(parentKey: number, before: number): number {
    return this.waiting.find(parentKey, before);
  }

  arrivedAt(row: number): number {
    return this.arrivals[row] ?? 0;
  }

  isAnswered(row: number): boolean {
    return this.has(row, ANSWERED_BIT);
  }

  answer(row: number): void {
    this.set(row, ANSWERED_BIT);
  }

  isTold(row: number): boolean {
    return this.has(row, TOLD_BIT);
  }

  tell(row: number): void {
    this.set(row, TOLD_BIT);
  }

  private has(row: number, bit: number): boolean {
    return ((this.flags[row] ?? 0) & bit) !== 0;
  }

  private set(row: number, bit: number): void {
    this.flags[row] = (this.flags[row] ?? 0) | bit;
  }
}

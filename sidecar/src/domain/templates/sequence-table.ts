const EMPTY = -1;
const FIRST_CAPACITY = 256;

/** From the two sums of a sequence to a number, in flat arrays: asked once for each line, so nothing is allocated. */
export class SequenceTable {
  private capacity = FIRST_CAPACITY;
  private keyA = new Int32Array(FIRST_CAPACITY);
  private keyB = new Int32Array(FIRST_CAPACITY);
  private values = new Int32Array(FIRST_CAPACITY).fill(EMPTY);
  private used = 0;

  get size(): number {
    return this.used;
  }

  /** The number, or -1. */
  find(a: number, b: number): number {
    const mask = this.capacity - 1;
    for (let at = (a ^ (b >>> 7)) & mask; ; at = (at + 1) & mask) {
      const value = this.values[at] ?? EMPTY;
      if (value === EMPTY || (this.keyA[at] === a && this.keyB[at] === b)) {
        return value;
      }
    }
  }

  set(a: number, b: number, value: number): void {
    if ((this.used + 1) * 2 > this.capacity) {
      this.grow();
    }
    const mask = this.capacity - 1;
    let at = (a ^ (b >>> 7)) & mask;
    while (this.values[at] !== EMPTY && (this.keyA[at] !== a || this.keyB[at] !== b)) {
      at = (at + 1) & mask;
    }
    this.used += this.values[at] === EMPTY ? 1 : 0;
    this.keyA[at] = a;
    this.keyB[at] = b;
    this.values[at] = value;
  }

  clear(): void {
    this.capacity = FIRST_CAPACITY;
    this.keyA = new Int32Array(FIRST_CAPACITY);
    this.keyB = new Int32Array(FIRST_CAPACITY);
    this.values = new Int32Array(FIRST_CAPACITY).fill(EMPTY);
    this.used = 0;
  }

  private grow(): void {
    const { keyA, keyB, values, capacity } = this;
    this.capacity = capacity * 2;
    this.keyA = new Int32Array(this.capacity);
    this.keyB = new Int32Array(this.capacity);
    this.values = new Int32Array(this.capacity).fill(EMPTY);
    this.used = 0;
    for (let at = 0; at < capacity; at += 1) {
      const value = values[at] ?? EMPTY;
      if (value !== EMPTY) {
        this.set(keyA[at] ?? 0, keyB[at] ?? 0, value);
      }
    }
  }
}

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
    for (let at = home(a, b) & mask; ; at = (at + 1) & mask) {
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
    const at = this.placeOf(a, b);
    this.used += this.values[at] === EMPTY ? 1 : 0;
    this.keyA[at] = a;
    this.keyB[at] = b;
    this.values[at] = value;
  }

  /** Takes one out; what was put behind it moves up, so that every search still meets it. */
  delete(a: number, b: number): void {
    const mask = this.capacity - 1;
    let hole = this.placeOf(a, b);
    if (this.values[hole] === EMPTY) {
      return;
    }
    this.used -= 1;
    for (let at = (hole + 1) & mask; this.values[at] !== EMPTY; at = (at + 1) & mask) {
      const wanted = home(this.keyA[at] ?? 0, this.keyB[at] ?? 0) & mask;
      if (((at - wanted) & mask) >= ((at - hole) & mask)) {
        this.keyA[hole] = this.keyA[at] ?? 0;
        this.keyB[hole] = this.keyB[at] ?? 0;
        this.values[hole] = this.values[at] ?? EMPTY;
        hole = at;
      }
    }
    this.values[hole] = EMPTY;
  }

  clear(): void {
    this.resize(FIRST_CAPACITY);
  }

  private placeOf(a: number, b: number): number {
    const mask = this.capacity - 1;
    let at = home(a, b) & mask;
    while (this.values[at] !== EMPTY && (this.keyA[at] !== a || this.keyB[at] !== b)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private grow(): void {
    const { keyA, keyB, values, capacity } = this;
    this.resize(capacity * 2);
    values.forEach((value, at) => {
      if (value !== EMPTY) {
        this.set(keyA[at] ?? 0, keyB[at] ?? 0, value);
      }
    });
  }

  private resize(capacity: number): void {
    this.capacity = capacity;
    this.keyA = new Int32Array(capacity);
    this.keyB = new Int32Array(capacity);
    this.values = new Int32Array(capacity).fill(EMPTY);
    this.used = 0;
  }
}

function home(a: number, b: number): number {
  return a ^ (a >>> 16) ^ (b >>> 7);
}

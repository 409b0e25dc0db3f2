/** Fine enough to place the first error of a burst, coarse enough to hold five thousand services. */
export const CELL_MS = 1000;

export function cellOf(at: number): number {
  return Math.floor(at / CELL_MS);
}

/** Running sums over consecutive cells, filled by CountRing.sumInto and read by windows; one is shared by all services. */
export interface RunningSums {
  /** Entry i is the sum of the cells before `from + i`. */
  readonly errors: Float64Array;
  readonly lines: Float64Array;
}

/**
 * The last minutes of one service in cells of a second of event time. Adding and reading a cell are one step each
 * and the memory is fixed. The newest cell moves the ring on and empties what falls out.
 */
export class CountRing {
  private readonly errorCells: Int32Array;
  private readonly lineCells: Int32Array;
  /** Milliseconds into the cell at which its first error came: which service was first is often less than a second. */
  private readonly firstErrorMs: Uint16Array;
  private newest = Number.NEGATIVE_INFINITY;
  private errorTotal = 0;
  private lineTotal = 0;

  constructor(size: number) {
    this.errorCells = new Int32Array(size);
    this.lineCells = new Int32Array(size);
    this.firstErrorMs = new Uint16Array(size);
  }

  get head(): number {
    return this.newest;
  }

  /** All errors in the ring: where they are few, no window needs to be looked at. */
  get errors(): number {
    return this.errorTotal;
  }

  get lines(): number {
    return this.lineTotal;
  }

  /** False where the cell has fallen out already. Differences may be negative, a cell never is. */
  add(cell: number, difference: { lines: number; errors: number; firstErrorMs: number }): boolean {
    this.advance(cell);
    if (cell <= this.newest - this.errorCells.length) {
      return false;
    }
    const index = this.indexOf(cell);
    const errorsBefore = this.errorCells[index] ?? 0;
    const errors = Math.max(0, errorsBefore + difference.errors);
    const linesBefore = this.lineCells[index] ?? 0;
    const lines = Math.max(0, linesBefore + difference.lines);
    if (difference.errors > 0) {
      const first = this.firstErrorMs[index] ?? 0;
      this.firstErrorMs[index] =
        errorsBefore === 0 ? difference.firstErrorMs : Math.min(first, difference.firstErrorMs);
    }
    this.errorCells[index] = errors;
    this.lineCells[index] = lines;
    this.errorTotal += errors - errorsBefore;
    this.lineTotal += lines - linesBefore;
    return true;
  }

  errorsAt(cell: number): number {
    return this.holds(cell) ? (this.errorCells[this.indexOf(cell)] ?? 0) : 0;
  }

  linesAt(cell: number): number {
    return this.holds(cell) ? (this.lineCells[this.indexOf(cell)] ?? 0) : 0;
  }

  /** When the first error of a cell came, in epoch milliseconds. */
  firstErrorIn(cell: number): number {
    return cell * CELL_MS + (this.holds(cell) ? (this.firstErrorMs[this.indexOf(cell)] ?? 0) : 0);
  }

  sumErrors(from: number, to: number): number {
    return this.sum(this.errorCells, from, to);
  }

  sumLines(from: number, to: number): number {
    return this.sum(this.lineCells, from, to);
  }

  /** Errors before `errorsFrom` read as none. */
  sumInto(sums: RunningSums, range: { from: number; to: number; errorsFrom: number }): void {
    let errors = 0;
    let lines = 0;
    sums.errors[0] = 0;
    sums.lines[0] = 0;
    for (let cell = range.from; cell <= range.to; cell += 1) {
      if (this.holds(cell)) {
        const index = this.indexOf(cell);
        lines += this.lineCells[index] ?? 0;
        errors += cell >= range.errorsFrom ? (this.errorCells[index] ?? 0) : 0;
      }
      sums.errors[cell - range.from + 1] = errors;
      sums.lines[cell - range.from + 1] = lines;
    }
  }

  /** The clock went back: what was counted "later" than now says nothing any more. */
  clear(): void {
    this.errorCells.fill(0);
    this.lineCells.fill(0);
    this.errorTotal = 0;
    this.lineTotal = 0;
    this.newest = Number.NEGATIVE_INFINITY;
  }

  private advance(cell: number): void {
    if (cell <= this.newest) {
      return;
    }
    const size = this.errorCells.length;
    for (let fresh = Math.max(this.newest + 1, cell - size + 1); fresh <= cell; fresh += 1) {
      const index = this.indexOf(fresh);
      this.errorTotal -= this.errorCells[index] ?? 0;
      this.lineTotal -= this.lineCells[index] ?? 0;
      this.errorCells[index] = 0;
      this.lineCells[index] = 0;
    }
    this.newest = cell;
  }

  private sum(cells: Int32Array, from: number, to: number): number {
    const last = Math.min(to, this.newest);
    let sum = 0;
    for (let cell = Math.max(from, this.newest - cells.length + 1); cell <= last; cell += 1) {
      sum += cells[this.indexOf(cell)] ?? 0;
    }
    return sum;
  }

  private holds(cell: number): boolean {
    return cell <= this.newest && cell > this.newest - this.errorCells.length;
  }

  private indexOf(cell: number): number {
    return cell % this.errorCells.length;
  }
}

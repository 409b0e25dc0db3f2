const FIRST_ROWS = 1024;

/** Sums by row number. One is used for question after question: only what was written on is wiped. */
export class ScoreSheet {
  private scores = new Float64Array(FIRST_ROWS);
  private readonly touched: number[] = [];

  add(row: number, weight: number): void {
    if (row >= this.scores.length) {
      const wider = new Float64Array(Math.max(row + 1, this.scores.length * 2));
      wider.set(this.scores);
      this.scores = wider;
    }
    const before = this.scores[row] ?? 0;
    if (before === 0) {
      this.touched.push(row);
    }
    this.scores[row] = before + weight;
  }

  /** Tells each row that has a sum, and is empty again. */
  takeAll(take: (row: number, score: number) => void): void {
    for (const row of this.touched) {
      const score = this.scores[row] ?? 0;
      this.scores[row] = 0;
      take(row, score);
    }
    this.touched.length = 0;
  }
}

interface Scored {
  readonly row: number;
  readonly score: number;
  readonly startedAt: number;
}

/** The best rows of many, of equals the newest: a heap with the worst of the best on top. */
export class BestRows {
  private readonly limit: number;
  private readonly heap: Scored[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Nothing below this is taken any more. */
  get floor(): number {
    return this.heap.length < this.limit ? 0 : (this.heap[0]?.score ?? 0);
  }

  offer(row: number, score: number, startedAt: number): void {
    const scored = { row, score, startedAt };
    const [worst] = this.heap;
    if (this.heap.length < this.limit) {
      this.heap.push(scored);
      this.rise(this.heap.length - 1);
    } else if (worst !== undefined && isWorse(worst, scored)) {
      this.heap[0] = scored;
      this.sink();
    }
  }

  rows(): number[] {
    return this.heap.map(({ row }) => row);
  }

  private rise(from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.swapIfWorse(place, above)) {
        return;
      }
      place = above;
    }
  }

  private sink(): void {
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const [one, other] = [this.heap[left], this.heap[left + 1]];
      const below = one !== undefined && other !== undefined && isWorse(other, one) ? left + 1 : left;
      if (one === undefined || !this.swapIfWorse(below, place)) {
        return;
      }
      place = below;
    }
  }

  private swapIfWorse(below: number, above: number): boolean {
    const [lower, upper] = [this.heap[below], this.heap[above]];
    if (lower === undefined || upper === undefined || !isWorse(lower, upper)) {
      return false;
    }
    this.heap[below] = upper;
    this.heap[above] = lower;
    return true;
  }
}

function isWorse(one: Scored, other: Scored): boolean {
  return one.score < other.score || (one.score === other.score && one.startedAt < other.startedAt);
}

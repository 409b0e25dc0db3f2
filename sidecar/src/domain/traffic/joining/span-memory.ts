import type { SpanKind } from '../../signals/raw-signals.ts';
import { NO_ROW, SpanColumns, type JoinedSpan } from './span-columns.ts';

/** One remembered span: a view of its columns. */
export class RememberedSpan implements JoinedSpan {
  private readonly columns: SpanColumns;
  private readonly row: number;

  constructor(columns: SpanColumns, row: number) {
    this.columns = columns;
    this.row = row;
  }

  get key(): number {
    return this.columns.keyAt(this.row);
  }

  get parentKey(): number {
    return this.columns.parentKeyAt(this.row);
  }

  get service(): string {
    return this.columns.serviceAt(this.row);
  }

  get kind(): SpanKind {
    return this.columns.kindAt(this.row);
  }

  get at(): number {
    return this.columns.timeAt(this.row);
  }

  get isError(): boolean {
    return this.columns.isErrorAt(this.row);
  }

  get bin(): number {
    return this.columns.binAt(this.row);
  }

  get peer(): string | null {
    return this.columns.peerAt(this.row);
  }

  /** Whether the one it called has been seen. */
  get isAnswered(): boolean {
    return this.columns.isAnswered(this.row);
  }

  answer(): void {
    this.columns.answer(this.row);
  }

  /** Whether its call was told without an answer: one that comes later is the same call. */
  get isTold(): boolean {
    return this.columns.isTold(this.row);
  }

  tell(): void {
    this.columns.tell(this.row);
  }

  /** To be given to its parent when that comes. */
  wait(): void {
    this.columns.wait(this.row);
  }
}

/**
 * The spans of the last minute or two, for children that come before their parents or after them. Two generations:
 * when the younger one is full or old enough, the older one goes, so that forgetting costs nothing a span.
 */
export class SpanMemory {
  private readonly capacity: number;
  private readonly generationMs: number;
  private younger: SpanColumns;
  private older: SpanColumns;
  private lostEarly = 0;

  constructor({ maxSpans, rememberMs }: { maxSpans: number; rememberMs: number }) {
    this.capacity = Math.max(1, Math.floor(maxSpans / 2));
    this.generationMs = rememberMs;
    this.younger = new SpanColumns(0, 0);
    this.older = new SpanColumns(0, 0);
  }

  get size(): number {
    return this.younger.size + this.older.size;
  }

  /** Spans that had to go before their time, since there were too many. */
  get forgottenEarly(): number {
    return this.lostEarly;
  }

  add(span: JoinedSpan, now: number): RememberedSpan {
    return new RememberedSpan(this.younger, this.younger.add(span, now));
  }

  needsRoom(now: number): boolean {
    return this.younger.isFull || now - this.younger.beganAt >= this.generationMs;
  }

  /** Lets the older half go; what in it was not yet clear is told. */
  makeRoom(now: number, unclear: (span: RememberedSpan) => void): void {
    const leaving = this.older;
    for (; leaving.clearTo < leaving.size; leaving.clearTo += 1) {
      unclear(new RememberedSpan(leaving, leaving.clearTo));
    }
    this.lostEarly += now - this.younger.beganAt < this.generationMs ? leaving.size : 0;
    this.older = this.younger;
    this.younger = new SpanColumns(this.capacity, now);
  }

  find(key: number): RememberedSpan | null {
    const row = this.younger.find(key);
    if (row !== NO_ROW) {
      return new RememberedSpan(this.younger, row);
    }
    const olderRow = this.older.find(key);
    return olderRow === NO_ROW ? null : new RememberedSpan(this.older, olderRow);
  }

  /** The spans that wait for this parent. */
  waitingFor(parentKey: number): readonly RememberedSpan[] {
    const found: RememberedSpan[] = [];
    this.collectWaiting(this.younger, parentKey, found);
    this.collectWaiting(this.older, parentKey, found);
    return found;
  }

  /** Each span once, when it came before the time. */
  clearUpTo(arrivedBefore: number, clear: (span: RememberedSpan) => void): void {
    for (const columns of [this.older, this.younger]) {
      while (columns.clearTo < columns.size && columns.arrivedAt(columns.clearTo) <= arrivedBefore) {
        clear(new RememberedSpan(columns, columns.clearTo));
        columns.clearTo += 1;
      }
    }
  }

  private collectWaiting(columns: SpanColumns, parentKey: number, found: RememberedSpan[]): void {
    for (let row = columns.findWaiting(parentKey, NO_ROW); row !== NO_ROW; row = columns.findWaiting(parentKey, row)) {
      found.push(new RememberedSpan(columns, row));
    }
  }
}

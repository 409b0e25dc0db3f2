import type { Database } from 'better-sqlite3';
import type { PageGaps } from './page-gaps.ts';
import type { Call, Outcome } from './thread-protocol.ts';

/** A reader in the middle of a query holds the log; no query of ours takes longer than its searches do. */
const PAUSE_MS = 50;
const MOST_TRIES = 600;

/**
 * Empties the write-ahead log: what was removed from the database still stands in it as it was written first. Whoever
 * asked hears of it when the log is empty; meanwhile the writer goes on. With `scrubPages` copies in unused parts of
 * pages go too.
 */
export class Scrubbing {
  private readonly database: Database;
  private readonly gaps: PageGaps;
  private readonly tell: (outcomes: Outcome[]) => void;
  private waiting: Call[] = [];
  private tries = 0;

  constructor({ database, gaps }: { database: Database; gaps: PageGaps }, tell: (outcomes: Outcome[]) => void) {
    this.database = database;
    this.gaps = gaps;
    this.tell = tell;
  }

  ask(calls: readonly Call[]): void {
    const isUnderWay = this.waiting.length > 0;
    this.waiting.push(...calls);
    if (!isUnderWay && calls.length > 0) {
      this.tries = 0;
      setImmediate(() => this.scrub());
    }
  }

  private scrub(): void {
    this.tries += 1;
    const calls = this.waiting;
    if (this.isEmptied()) {
      this.waiting = [];
      if (calls.some(({ operation }) => operation === 'scrubPages')) {
        this.gaps.overwrite();
      }
      this.tell(calls.map(({ id }) => ({ id, ok: true, value: undefined })));
    } else if (this.tries < MOST_TRIES) {
      setTimeout(() => this.scrub(), PAUSE_MS);
    } else {
      this.waiting = [];
      const problem = { message: 'the write-ahead log is in use all the time', code: 'SQLITE_BUSY' };
      this.tell(calls.map(({ id }) => ({ id, ok: false, problem })));
    }
  }

  private isEmptied(): boolean {
    this.database.pragma('busy_timeout = 0');
    try {
      const [answer] = this.database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      return answer?.busy === 0;
    } catch {
      return false;
    } finally {
      this.database.pragma('busy_timeout = 5000');
    }
  }
}

import type { Database } from 'better-sqlite3';
import { problemOf, type Call, type Outcome } from './thread-protocol.ts';

/**
 * Group commit: the calls of many callers share one transaction, and so one wait for the disk, which is what a durable
 * write mostly consists of. Each call has a savepoint, so that one that fails takes back only its own work. Nobody is
 * told of success before the commit; where the commit fails, everybody hears it.
 */
export class GroupCommit {
  private readonly database: Database;
  private readonly perform: (call: Call) => unknown;
  private readonly onTakenBack: () => void;
  private readonly statements: Record<'begin' | 'commit' | 'savepoint' | 'release' | 'takeBack', () => void>;

  /** `onTakenBack`: something that was performed is gone again, with whatever was remembered of it. */
  constructor(database: Database, perform: (call: Call) => unknown, onTakenBack: () => void = () => undefined) {
    this.database = database;
    this.perform = perform;
    this.onTakenBack = onTakenBack;
    const run = (sql: string) => {
      const statement = database.prepare(sql);
      return () => void statement.run();
    };
    this.statements = {
      begin: run('BEGIN IMMEDIATE'),
      commit: run('COMMIT'),
      savepoint: run('SAVEPOINT call'),
      release: run('RELEASE call'),
      takeBack: run('ROLLBACK TO call'),
    };
  }

  /** Takes calls from the front of the queue until it is empty or the time is over; the outcomes are durable. */
  commit(queue: Call[], longEnough: () => boolean): Outcome[] {
    const taken: Call[] = [];
    try {
      this.statements.begin();
      const outcomes: Outcome[] = [];
      do {
        const call = queue.shift();
        if (call === undefined) {
          break;
        }
        taken.push(call);
        outcomes.push(this.outcomeOf(call));
      } while (!longEnough());
      this.statements.commit();
      return outcomes;
    } catch (error) {
      if (this.database.inTransaction) {
        this.database.exec('ROLLBACK');
      }
      this.onTakenBack();
      // Where not even the beginning worked, the calls that wait would only meet the same.
      const failed = taken.length > 0 ? taken : queue.splice(0);
      return failed.map(({ id }) => ({ id, ok: false, problem: problemOf(error) }));
    }
  }

  private outcomeOf(call: Call): Outcome {
    this.statements.savepoint();
    try {
      const value = this.perform(call);
      this.statements.release();
      return { id: call.id, ok: true, value };
    } catch (error) {
      // A full disk makes SQLite roll back the whole transaction by itself: then it failed for all.
      if (!this.database.inTransaction) {
        throw error;
      }
      this.statements.takeBack();
      this.statements.release();
      this.onTakenBack();
      return { id: call.id, ok: false, problem: problemOf(error) };
    }
  }
}

import type { Database, Statement } from 'better-sqlite3';

export type SqlValue = string | number | null;

/** Conditions of a query that depend on what was asked; only fixed texts are put together, every value is bound. */
export class Conditions {
  private readonly texts: string[] = [];
  readonly values: SqlValue[] = [];

  add(text: string, ...values: SqlValue[]): this {
    this.texts.push(text);
    this.values.push(...values);
    return this;
  }

  /** Adds the condition where the value was given at all. */
  addIfGiven(text: string, value: SqlValue | undefined): this {
    return value === undefined ? this : this.add(text, value);
  }

  /** `text` has one `?` that takes the list as JSON: the SQL stays the same for every length. */
  addListIfGiven(text: string, values: readonly (string | number)[] | undefined): this {
    return values === undefined ? this : this.add(text, JSON.stringify(values));
  }

  toString(): string {
    return this.texts.join(' AND ');
  }
}

/** Statements by their text: prepared once, though the text is put together for each query. */
export function statementCache(database: Database): (sql: string) => Statement<SqlValue[]> {
  const statements = new Map<string, Statement<SqlValue[]>>();
  return (sql) => {
    const statement = statements.get(sql) ?? database.prepare<SqlValue[]>(sql);
    statements.set(sql, statement);
    return statement;
  };
}

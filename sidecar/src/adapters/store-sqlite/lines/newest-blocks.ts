import type { Database, Statement } from 'better-sqlite3';
import { BLOCK_SPAN_MS } from './pack-lines.ts';

/** What is known of a block without reading it. */
export interface BlockHead {
  readonly row: number;
  readonly service: string;
  readonly newest: number;
  readonly oldest: number;
  readonly lines: number;
  readonly marks: Buffer | null;
}

interface Asked {
  readonly organisation: string;
  readonly services?: readonly string[] | undefined;
  readonly classes: readonly number[];
  readonly from: number;
  readonly until: number;
}

type Read = (behind: readonly [newest: number, row: number], rows: number) => BlockHead[];

/** Few at first, since a page mostly needs few; more when it goes on. */
const FIRST_READ = 16;
const LARGEST_READ = 1_000;

const HEAD = 'SELECT b.row, s.service, b.newest, b.oldest, b.lines, b.marks FROM log_blocks b';
const WINDOW = 'b.class = ? AND b.newest >= ? AND (b.newest, b.row) < (?, ?) AND b.oldest <= ?';
const NEWEST_FIRST = 'ORDER BY b.newest DESC, b.row DESC LIMIT ?';

/** Blocks in the order of their newest line, newest first, each service and class read from its own index. */
export class NewestBlocks {
  private readonly ofService: Statement<unknown[], BlockHead>;
  private readonly ofOrganisation: Statement<unknown[], BlockHead>;
  private readonly organisationNumber: Statement<[string], number>;
  private readonly serviceNumber: Statement<[number, string], number>;

  constructor(database: Database) {
    this.ofService = database.prepare(
      `${HEAD} CROSS JOIN log_services s ON s.number = b.service WHERE b.service = ? AND ${WINDOW} ${NEWEST_FIRST}`
    );
    this.ofOrganisation = database.prepare(
      `${HEAD} CROSS JOIN log_services s ON s.number = b.service WHERE b.organisation = ? AND ${WINDOW} ${NEWEST_FIRST}`
    );
    this.organisationNumber = database
      .prepare<[string], number>('SELECT number FROM log_organisations WHERE organisation = ?')
      .pluck();
    this.serviceNumber = database
      .prepare<[number, string], number>('SELECT number FROM log_services WHERE organisation = ? AND service = ?')
      .pluck();
  }

  *of(asked: Asked): Generator<BlockHead> {
    const streams = this.readsOf(asked).map((read) => new HeadStream(read, lastBehind(asked.until)));
    for (;;) {
      let newest: HeadStream | null = null;
      for (const stream of streams) {
        if (stream.head !== undefined && (newest?.head === undefined || stream.head.newest > newest.head.newest)) {
          newest = stream;
        }
      }
      if (newest?.head === undefined) {
        return;
      }
      yield newest.head;
      newest.advance();
    }
  }

  private readsOf({ organisation, services, classes, from, until }: Asked): Read[] {
    const number = this.organisationNumber.get(organisation);
    if (number === undefined) {
      return [];
    }
    const reader =
      (statement: Statement<unknown[], BlockHead>, owner: number, lineClass: number): Read =>
      (behind, rows) =>
        statement.all(owner, lineClass, from, ...behind, until, rows);
    if (services === undefined) {
      return classes.map((lineClass) => reader(this.ofOrganisation, number, lineClass));
    }
    const numbers = [...new Set(services)].flatMap((service) => this.serviceNumber.get(number, service) ?? []);
    return numbers.flatMap((service) => classes.map((lineClass) => reader(this.ofService, service, lineClass)));
  }
}

/** A block with a line at or before the time ends with its minute. */
function lastBehind(until: number): [number, number] {
  return [Math.floor(until / BLOCK_SPAN_MS) * BLOCK_SPAN_MS + BLOCK_SPAN_MS, 0];
}

class HeadStream {
  private readonly read: Read;
  private heads: BlockHead[] = [];
  private place = 0;
  private size = FIRST_READ;

  constructor(read: Read, behind: readonly [number, number]) {
    this.read = read;
    this.heads = read(behind, this.size);
  }

  get head(): BlockHead | undefined {
    return this.heads[this.place];
  }

  advance(): void {
    const last = this.heads.at(-1);
    this.place += 1;
    if (this.place === this.heads.length && last !== undefined && this.heads.length === this.size) {
      this.size = Math.min(LARGEST_READ, this.size * 4);
      this.heads = this.read([last.newest, last.row], this.size);
      this.place = 0;
    }
  }
}

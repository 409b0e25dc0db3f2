import { mkdir, open, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, succeed, type Result } from '../../domain/result.ts';
import type { Spool, SpooledBatch, SpoolFailure, SpoolStatus } from '../../ports/spool.ts';
import { decodeContent, encodeRecord } from './record-format.ts';
import { Segment } from './segment.ts';
import { setAside } from './set-aside.ts';

export interface FileSpoolOptions {
  readonly folder: string;
  readonly maxBytes: number;
  readonly maxSegmentBytes?: number;
  /** Told of damage and of a disk that refuses; carries no content. */
  readonly onProblem?: (sentence: string) => void;
}

interface Waiting {
  readonly record: Buffer;
  readonly settle: (result: Result<void, SpoolFailure>) => void;
}

const DEFAULT_SEGMENT_BYTES = 16 * 1024 * 1024;
const SEGMENT_NAME = /^(\d{12})\.spool$/;
const CHECKPOINT = 'checkpoint.json';
const NOTHING_GIVEN = { batches: 0, end: 0 };
/** How far reading came is written this seldom, since reading a batch again is harmless. */
const SETTLED_PER_CHECKPOINT = 64;

/**
 * The spool in a folder: segments that are only appended to, and a checkpoint of how far they were read. Appends that
 * wait together are written and flushed together. After a kill the last, torn record is cut off; it was never
 * acknowledged. A write that the disk refuses leaves no trace and fails for those who wait on it.
 */
export class FileSpool implements Spool {
  private readonly options: Required<FileSpoolOptions>;
  private readonly segments: Segment[] = [];
  private readOffset = 0;
  /** What `oldest` gave last, and where the next one begins. */
  private given = NOTHING_GIVEN;
  private bytes = 0;
  private reserved = 0;
  private lostBytes = 0;
  private nextSequence = 1;
  private settledSinceCheckpoint = 0;
  private isWritable = false;
  private waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;

  private constructor(options: FileSpoolOptions) {
    this.options = { maxSegmentBytes: DEFAULT_SEGMENT_BYTES, onProblem: () => undefined, ...options };
  }

  static async open(options: FileSpoolOptions): Promise<FileSpool> {
    const spool = new FileSpool(options);
    await spool.recover();
    return spool;
  }

  status(): SpoolStatus {
    return {
      batches: this.segments.reduce((sum, segment) => sum + segment.unread, 0),
      bytes: this.bytes + this.reserved,
      maxBytes: this.options.maxBytes,
      lostBytes: this.lostBytes,
    };
  }

  append(entry: SpooledBatch): Promise<Result<void, SpoolFailure>> {
    const record = encodeRecord(entry);
    if (this.bytes + this.reserved + record.length > this.options.maxBytes) {
      return Promise.resolve(fail('full'));
    }
    this.reserved += record.length;
    return new Promise((settle) => {
      this.waiting.push({ record, settle });
      this.writing ??= this.writeWaiting();
    });
  }

  async oldest(atMost: number): Promise<readonly SpooledBatch[]> {
    for (let segment = this.segments[0]; segment !== undefined; segment = this.segments[0]) {
      const { end } = segment;
      const batches = await this.readFrom(segment, atMost);
      if (batches.length > 0) {
        return batches;
      }
      if (segment.end !== end) {
        continue;
      }
      const isWritten = this.isWritable && this.segments.length === 1;
      if (this.readOffset === end && isWritten) {
        return [];
      }
      if (isWritten) {
        this.isWritable = false;
        await this.writing;
      }
      this.reportLoss(segment, segment.end - this.readOffset);
      await this.dropFirst();
    }
    return [];
  }

  private async readFrom(segment: Segment, atMost: number): Promise<SpooledBatch[]> {
    const batches: SpooledBatch[] = [];
    let offset = this.readOffset;
    while (batches.length < atMost) {
      const record = await segment.read(offset);
      if (record === null) {
        break;
      }
      batches.push(decodeContent(record.content));
      offset = record.next;
    }
    this.given = { batches: batches.length, end: offset };
    return batches;
  }

  async settle(): Promise<void> {
    const { batches, end } = this.given;
    if (batches === 0) {
      return;
    }
    this.readOffset = end;
    this.given = NOTHING_GIVEN;
    const first = this.segments[0];
    if (first !== undefined) {
      first.unread -= batches;
    }
    this.settledSinceCheckpoint += batches;
    const isEmpty = this.status().batches === 0 && this.waiting.length === 0 && this.writing === null;
    if (isEmpty && this.segments.length === 1) {
      this.isWritable = false;
      await this.dropFirst();
    } else if (this.settledSinceCheckpoint >= SETTLED_PER_CHECKPOINT) {
      await this.writeCheckpoint();
    }
  }

  async setAside(entry: SpooledBatch): Promise<void> {
    try {
      this.lostBytes += await setAside(this.options.folder, entry);
    } catch (error) {
      this.options.onProblem(`a batch that the store refuses cannot be set aside: ${reasonOf(error)}`);
    }
  }

  async close(): Promise<void> {
    await this.writing;
    await this.writeCheckpoint();
    await Promise.all(this.segments.map((segment) => segment.close()));
    this.segments.length = 0;
  }

  private async writeWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const taken = this.waiting;
      this.waiting = [];
      const records = Buffer.concat(taken.map(({ record }) => record));
      const result = await this.write(records, taken.length);
      this.reserved -= records.length;
      if (result.ok) {
        this.bytes += records.length;
      }
      if (this.waiting.length === 0) {
        // Before anyone hears of it, so that whoever appends next starts a new writer.
        this.writing = null;
      }
      taken.forEach(({ settle }) => settle(result));
    }
  }

  private async write(records: Buffer, batches: number): Promise<Result<void, SpoolFailure>> {
    try {
      const segment = await this.writableSegment();
      await segment.append(records);
      segment.unread += batches;
      return succeed(undefined);
    } catch (error) {
      this.options.onProblem(`the spool cannot be written: ${reasonOf(error)}`);
      return fail('unwritable');
    }
  }

  private async writableSegment(): Promise<Segment> {
    const last = this.segments.at(-1);
    if (this.isWritable && last !== undefined && last.end < this.options.maxSegmentBytes) {
      return last;
    }
    const sequence = this.nextSequence;
    const segment = await Segment.create(this.path(`${String(sequence).padStart(12, '0')}.spool`), sequence);
    this.nextSequence += 1;
    await this.flushFolder();
    this.segments.push(segment);
    this.isWritable = true;
    return segment;
  }

  private async recover(): Promise<void> {
    await mkdir(this.options.folder, { recursive: true, mode: 0o700 });
    const checkpoint = await this.readCheckpoint();
    // Never a number again that the checkpoint speaks of: its offset would hide new records.
    this.nextSequence = checkpoint.sequence + 1;
    const names = (await readdir(this.options.folder)).filter((name) => SEGMENT_NAME.test(name)).sort();
    for (const name of names) {
      const sequence = Number(name.slice(0, 12));
      this.nextSequence = Math.max(this.nextSequence, sequence + 1);
      const { segment, offsets, cut } = await Segment.recover(this.path(name), sequence);
      const readUpTo = sequence === checkpoint.sequence ? checkpoint.offset : 0;
      const unread = sequence < checkpoint.sequence ? [] : offsets.filter((offset) => offset >= readUpTo);
      if (cut > 0) {
        this.options.onProblem(`${cut} bytes at the end of ${name} were not whole and were cut off`);
      }
      if (unread.length === 0) {
        await segment.remove();
        continue;
      }
      if (this.segments.length === 0) {
        this.readOffset = unread[0] ?? 0;
      }
      this.segments.push(segment);
      segment.unread = unread.length;
      this.bytes += segment.end;
    }
  }

  private reportLoss(segment: Segment, bytes: number): void {
    if (bytes > 0) {
      this.lostBytes += bytes;
      this.options.onProblem(`${bytes} bytes of spool segment ${segment.sequence} are damaged and were left out`);
    }
  }

  private async dropFirst(): Promise<void> {
    const segment = this.segments.shift();
    if (segment !== undefined) {
      this.bytes -= segment.end;
      this.readOffset = 0;
      this.given = NOTHING_GIVEN;
      await segment.remove();
      await this.writeCheckpoint();
    }
  }

  private async writeCheckpoint(): Promise<void> {
    this.settledSinceCheckpoint = 0;
    const sequence = this.segments[0]?.sequence ?? this.nextSequence;
    const temporary = this.path(`${CHECKPOINT}.new`);
    try {
      await writeFile(temporary, JSON.stringify({ sequence, offset: this.readOffset }));
      await rename(temporary, this.path(CHECKPOINT));
    } catch (error) {
      // Only costs reading some batches again after a restart.
      this.options.onProblem(`the spool's checkpoint cannot be written: ${reasonOf(error)}`);
    }
  }

  private async readCheckpoint(): Promise<{ sequence: number; offset: number }> {
    try {
      const told = JSON.parse(await readFile(this.path(CHECKPOINT), 'utf8')) as {
        sequence?: unknown;
        offset?: unknown;
      };
      return { sequence: Number(told.sequence) || 0, offset: Number(told.offset) || 0 };
    } catch {
      return { sequence: 0, offset: 0 };
    }
  }

  private async flushFolder(): Promise<void> {
    const folder = await open(this.options.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  private path(name: string): string {
    return join(this.options.folder, name);
  }
}

function reasonOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'unknown reason';
}

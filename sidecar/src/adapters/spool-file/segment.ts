import { open, unlink, type FileHandle } from 'node:fs/promises';
import { contentLength, HEADER_BYTES, isSound } from './record-format.ts';

/** One file of the spool, written to its end once and read from its start once. */
export class Segment {
  readonly path: string;
  readonly sequence: number;
  private readonly file: FileHandle;
  /** Up to here every record is whole and flushed. */
  end = 0;
  /** Records that were not settled yet. */
  unread = 0;

  private constructor(file: FileHandle, path: string, sequence: number) {
    this.file = file;
    this.path = path;
    this.sequence = sequence;
  }

  static async create(path: string, sequence: number): Promise<Segment> {
    return new Segment(await open(path, 'wx+'), path, sequence);
  }

  /** Opens what an earlier run left; what is not whole at its end was never acknowledged and is cut off. */
  static async recover(path: string, sequence: number): Promise<{ segment: Segment; offsets: number[]; cut: number }> {
    const file = await open(path, 'r+');
    const segment = new Segment(file, path, sequence);
    const { size } = await file.stat();
    segment.end = size;
    const offsets: number[] = [];
    let offset = 0;
    for (let record = await segment.read(0); record !== null; record = await segment.read(offset)) {
      offsets.push(offset);
      offset = record.next;
    }
    segment.end = offset;
    if (offset < size) {
      await file.truncate(offset);
      await file.datasync();
    }
    return { segment, offsets, cut: size - offset };
  }

  /** Written and flushed, or as if nothing had been written. Rejects with the reason of the disk. */
  async append(records: Buffer): Promise<void> {
    try {
      for (let written = 0; written < records.length; ) {
        const { bytesWritten } = await this.file.write(records, written, records.length - written, this.end + written);
        written += bytesWritten;
      }
      await this.file.datasync();
    } catch (error) {
      // Recovery cuts the rest off too, where even this is refused.
      await this.file.truncate(this.end).catch(() => undefined);
      throw error;
    }
    this.end += records.length;
  }

  /** The record at the offset; null at the end and where it is damaged. */
  async read(offset: number): Promise<{ content: Buffer; next: number } | null> {
    if (offset + HEADER_BYTES > this.end) {
      return null;
    }
    const header = await this.readExactly(offset, HEADER_BYTES);
    const length = header === null ? null : contentLength(header);
    if (header === null || length === null || offset + HEADER_BYTES + length > this.end) {
      return null;
    }
    const content = await this.readExactly(offset + HEADER_BYTES, length);
    return content !== null && isSound(header, content) ? { content, next: offset + HEADER_BYTES + length } : null;
  }

  async remove(): Promise<void> {
    await this.file.close();
    await unlink(this.path);
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async readExactly(offset: number, length: number): Promise<Buffer | null> {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await this.file.read(buffer, 0, length, offset);
    return bytesRead === length ? buffer : null;
  }
}

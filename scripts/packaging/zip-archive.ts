/**
 * Zip archives as far as a plugin needs them: files only, deflated, UTF-8 names, below 4 GiB, no encryption. The same
 * files give the same bytes: entries are sorted and carry one fixed time.
 */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
const VERSION = 20;
/** 1 January 1980, where the time of zip begins. */
const FIXED_DATE = (1 << 5) | 1;
/** An ordinary file that everybody may read, as Unix writes it. */
const MADE_ON_UNIX = (3 << 8) | VERSION;
const READABLE_FILE = (0o100644 << 16) >>> 0;

/** Files by path, with forward slashes. */
export type Files = ReadonlyMap<string, Buffer>;

export function writeZip(files: Files): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = Buffer.from(path, 'utf8');
    const packed = deflateRawSync(content, { level: 9 });
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(VERSION, 0);
    shared.writeUInt16LE(UTF8_NAMES, 2);
    shared.writeUInt16LE(DEFLATED, 4);
    shared.writeUInt16LE(FIXED_DATE, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    bodies.push(word(LOCAL_HEADER), shared, name, packed);

    const more = Buffer.alloc(14);
    more.writeUInt32LE(READABLE_FILE, 6);
    more.writeUInt32LE(offset, 10);
    directory.push(word(CENTRAL_HEADER), half(MADE_ON_UNIX), shared, more, name);
    offset += 4 + shared.length + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, word(END_OF_DIRECTORY), end]);
}

/** Reads what `writeZip` wrote, checking every sum: the archive is looked at before it is handed to anyone. */
export function readZip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(word(END_OF_DIRECTORY));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const path = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20)));
    if (crc32(content) !== archive.readUInt32LE(at + 16)) {
      throw new Error(`${path} is damaged in the archive`);
    }
    files.set(path, content);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

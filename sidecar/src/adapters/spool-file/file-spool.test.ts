import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpooledBatch } from '../../ports/spool.ts';
import { emptyBatch } from '../../ports/stores/signals/signal-store.ts';
import { FileSpool, type FileSpoolOptions } from './file-spool.ts';

const NOT_JUDGED = { template: null, fingerprint: null };

function entry(id: string, size = 10): SpooledBatch {
  const line = { id, at: 1, receivedAt: 1, service: 's', level: 'error', message: 'x'.repeat(size) } as const;
  return {
    organisation: 'main:1',
    batch: { ...emptyBatch(id), lines: [{ ...line, errorType: null, stack: null, traceId: null, ...NOT_JUDGED }] },
  };
}

// Flushing is as slow as the disk of the day.
jest.setTimeout(20_000);

describe('the spool on disk', () => {
  let folder = '';
  const opened: FileSpool[] = [];
  const open = async (options: Partial<FileSpoolOptions> = {}) => {
    const spool = await FileSpool.open({ folder, maxBytes: 1_000_000, ...options });
    opened.push(spool);
    return spool;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'incident-memory-spool-'));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((spool) => spool.close()));
    await rm(folder, { recursive: true, force: true });
  });

  /** In portions of two, so that portions end inside and at the end of segments. */
  async function drained(spool: FileSpool): Promise<string[]> {
    const ids: string[] = [];
    for (let next = await spool.oldest(2); next.length > 0; next = await spool.oldest(2)) {
      ids.push(...next.map(({ batch }) => batch.id));
      await spool.settle();
    }
    return ids;
  }

  async function segmentPath(index = 0): Promise<string> {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.spool')).sort();
    return join(folder, names[index] ?? 'none');
  }

  it('keeps what the store refuses apart, for a person to look at, and gives it to nobody again', async () => {
    const spool = await open();
    await spool.append(entry('bat_1'));
    await spool.setAside(entry('bat_0'));
    expect(JSON.parse(await readFile(join(folder, 'refused-bat_0.json'), 'utf8'))).toEqual(entry('bat_0'));
    expect(spool.status().lostBytes).toBeGreaterThan(0);
    await spool.close();
    expect(await drained(await open())).toEqual(['bat_1']);
    for (let index = 0; index < 150; index += 1) {
      await spool.setAside(entry(`bat_${index}`));
    }
    expect((await readdir(folder)).filter((name) => name.startsWith('refused-'))).toHaveLength(100);
  });

  it('gives back what was appended, in order, over several segments, and leaves no file behind', async () => {
    const spool = await open({ maxSegmentBytes: 300 });
    const ids = Array.from({ length: 12 }, (_, index) => `b${index}`);
    for (const id of ids) {
      expect(await spool.append(entry(id))).toEqual({ ok: true, value: undefined });
    }
    expect(spool.status().batches).toBe(12);
    expect(await drained(spool)).toEqual(ids);
    expect(spool.status()).toMatchObject({ batches: 0, bytes: 0, lostBytes: 0 });
    expect((await readdir(folder)).filter((name) => name.endsWith('.spool'))).toEqual([]);
    await spool.close();
  });

  it('keeps order among appends made at once, and while it is drained', async () => {
    const spool = await open({ maxSegmentBytes: 2000 });
    const ids = Array.from({ length: 300 }, (_, index) => `b${index}`);
    const appended = Promise.all(ids.map((id) => spool.append(entry(id))));
    const seen: string[] = [];
    while (seen.length < ids.length) {
      seen.push(...(await drained(spool)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await appended).every(({ ok }) => ok)).toBe(true);
    expect(seen).toEqual(ids);
    expect(spool.status().lostBytes).toBe(0);
    await spool.close();
  });

  it('goes on after a stop where it was', async () => {
    const first = await open({ maxSegmentBytes: 300 });
    for (const id of ['a', 'b', 'c', 'd']) {
      await first.append(entry(id));
    }
    expect(await first.oldest(1)).toHaveLength(1);
    await first.settle();
    await first.close();
    const second = await open();
    await second.append(entry('e'));
    expect(await drained(second)).toEqual(['b', 'c', 'd', 'e']);
    await second.close();
    const third = await open();
    expect(await third.oldest(8)).toEqual([]);
    await third.append(entry('f'));
    await third.close();
    const fourth = await open();
    expect(await drained(fourth)).toEqual(['f']);
    await fourth.close();
  });

  it('never takes a new record for a read one, whichever of checkpoint and segment a kill left behind', async () => {
    const first = await open();
    await first.append(entry('a'));
    await first.append(entry('b'));
    await first.close();
    await writeFile(join(folder, 'checkpoint.json'), JSON.stringify({ sequence: 1, offset: 10_000 }));
    const second = await open();
    expect(await second.oldest(8)).toEqual([]);
    await second.append(entry('c'));
    // As after a kill: nothing is closed and no checkpoint written.
    const third = await open();
    expect(await drained(third)).toEqual(['c']);
    await third.close();
  });

  it.each([1, 5, 9, 60])('cuts off a torn end of %i bytes and keeps everything before it', async (bytes) => {
    const first = await open();
    await first.append(entry('a'));
    await first.append(entry('b'));
    await first.close();
    const path = await segmentPath();
    const whole = await readFile(path);
    await appendFile(path, whole.subarray(0, bytes));
    const problems: string[] = [];
    const second = await open({ onProblem: (sentence) => problems.push(sentence) });
    expect(problems).toHaveLength(1);
    expect((await readFile(path)).length).toBe(whole.length);
    expect(await drained(second)).toEqual(['a', 'b']);
    await second.close();
  });

  it('gives back every whole record whatever the byte at which a kill cut the file', async () => {
    const first = await open();
    await first.append(entry('a'));
    await first.append(entry('b'));
    await first.close();
    const path = await segmentPath();
    const whole = await readFile(path);
    for (let length = whole.length - 1; length >= 0; length -= 23) {
      await writeFile(path, whole);
      await truncate(path, length);
      await rm(join(folder, 'checkpoint.json'), { force: true });
      const spool = await open();
      const ids: string[] = [];
      for (let next = await spool.oldest(1); next.length > 0 && ids.length < 3; next = await spool.oldest(1)) {
        ids.push(...next.map(({ batch }) => batch.id));
        await spool.settle();
      }
      expect(ids).toEqual(length >= whole.length / 2 ? ['a'] : []);
      await spool.close();
    }
  });

  it('says when damage on disk cost something', async () => {
    const spool = await open();
    await spool.append(entry('a'));
    await spool.append(entry('b'));
    const path = await segmentPath();
    const bytes = await readFile(path);
    bytes[20] = (bytes[20] ?? 0) ^ 0xff;
    await writeFile(path, bytes);
    expect(await drained(spool)).toEqual([]);
    expect(spool.status()).toMatchObject({ batches: 0, lostBytes: bytes.length });
    expect(await spool.append(entry('c'))).toMatchObject({ ok: true });
    expect(await drained(spool)).toEqual(['c']);
    await spool.close();
  });

  it('refuses what does not fit, counting what is still being written, and takes again after draining', async () => {
    const spool = await open({ maxBytes: 1300 });
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((id) => spool.append(entry(id, 200))));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false, false]);
    expect(answers[3]).toEqual({ ok: false, failure: 'full' });
    expect(await drained(spool)).toEqual(['a', 'b']);
    expect(await spool.append(entry('e', 200))).toMatchObject({ ok: true });
    await spool.close();
  });

  it('fails clearly where the disk refuses, and works again when it does not', async () => {
    const problems: string[] = [];
    const spool = await open({ onProblem: (sentence) => problems.push(sentence) });
    await rm(folder, { recursive: true });
    expect(await spool.append(entry('a'))).toEqual({ ok: false, failure: 'unwritable' });
    expect(problems).toEqual(['the spool cannot be written: ENOENT']);
    expect(spool.status()).toMatchObject({ batches: 0, bytes: 0 });
  });
});

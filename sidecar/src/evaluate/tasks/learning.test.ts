import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runEvaluation } from '../run-evaluation.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'incident-memory-test-'));
const input = path.join(folder, 'in.json');
const output = path.join(folder, 'out.json');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAY = 86_400;
const tried = (fix: string, outcome: string, given: object = {}) => ({
  ...{ at: DAY, signature: 'pool exhausted', fix, outcome },
  ...given,
});
const many = (count: number, fix: string, outcome: string, given: object = {}) =>
  Array.from({ length: count }, () => tried(fix, outcome, given));
const asked = (among: string[], given: object = {}) => ({
  at: 2 * DAY,
  ask: { signature: 'pool exhausted', among, ...given },
});

interface Learned {
  readonly predictions: ReadonlyArray<{ index: number; probability: number; state: string }>;
  readonly rankings: ReadonlyArray<{ index: number; order: string[] }>;
  readonly brier: number | null;
}

async function learned(stream: readonly unknown[]): Promise<Learned> {
  writeFileSync(input, JSON.stringify({ stream }));
  await runEvaluation(['learning', '--in', input, '--out', output]);
  return JSON.parse(readFileSync(output, 'utf8')) as Learned;
}

describe('evaluate learning', () => {
  it('foretells what has an outcome before it is read, and ranks what is asked', async () => {
    const told = await learned([
      tried('restart', 'worked', { context: { region: 'eu' }, version: '1', shownRank: 1 }),
      tried('restart', 'rejected'),
      tried('rollback', 'modified'),
      tried('restart', 'unattributed'),
      ...many(3, 'rollback', 'worsened'),
      // One cure among three failures of others says little more than none: a second one tells.
      tried('restart', 'worked', { context: { region: 'eu' }, version: '1' }),
      asked(['rollback', 'never tried', 'restart'], { version: '1' }),
    ]);
    expect(told.predictions.map(({ index }) => index)).toEqual([0, 4, 5, 6, 7]);
    expect(told.predictions[0]).toMatchObject({ probability: 0.5, state: 'insufficient' });
    expect(told.rankings).toEqual([{ index: 8, order: ['restart', 'never tried', 'rollback'] }]);
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({
      task: 'learning',
      settings: { halfLifeDays: 730, learnedStrengths: { own: expect.any(Number) as number } },
      timing: { entries: 9 },
      ...{ brier: expect.any(Number) as number, brierSkill: expect.any(Number) as number },
    });
  });

  it('tells the state in which the record was', async () => {
    const later = { at: DAY + 500 * DAY };
    const { predictions } = await learned([
      ...many(10, 'restart', 'worked'),
      ...[...many(4, 'rollback', 'worked'), ...many(4, 'rollback', 'failed')],
      tried('rollback', 'worked'),
      tried('restart', 'worked', later),
    ]);
    const states = predictions.map(({ state }) => state);
    expect(states.slice(0, 10)).toEqual([
      ...Array(3).fill('insufficient'),
      ...Array(5).fill('emerging'),
      ...Array(2).fill('established'),
    ]);
    expect(states.slice(-2)).toEqual(['contested', 'stale']);
  });

  it('is not misled by names that objects have anyway', async () => {
    const context = JSON.parse('{"__proto__":"a","constructor":"b"}') as object;
    const { predictions } = await learned(many(3, '__proto__', 'worked', { signature: 'constructor', context }));
    expect(predictions.at(-1)?.probability).toBeGreaterThan(0.6);
  });

  it('takes a stream of nothing', async () => {
    expect(await learned([])).toMatchObject({ predictions: [], rankings: [], brier: null, brierSkill: null });
  });

  it.each([
    [{ stream: [tried('restart', 'helped')] }, 'stream.0.outcome'],
    [{ stream: [{ ...tried('restart', 'worked'), place: 1 }] }, 'stream.0.place'],
    [{ stream: [tried('restart', 'worked', { context: { load: 7 } })] }, 'stream.0.context.load'],
    [{ stream: [asked(['restart'], { service: 'payment' })] }, 'stream.0.ask.service'],
    [{ stream: [asked(['restart']), { at: 1, ask: { signature: 'a' } }] }, 'stream.1.ask.among'],
    [{ stream: [tried('restart', 'worked', { at: 'now' })] }, 'stream.0.at'],
    [{ stream: ['restart'] }, 'stream.0'],
    [{ stream: [], seed: 1 }, 'seed'],
  ])('refuses %j and names the place', async (text, told) => {
    writeFileSync(input, JSON.stringify(text));
    const out = path.join(folder, 'never.json');
    await expect(runEvaluation(['learning', '--in', input, '--out', out])).rejects.toThrow(told);
    expect(existsSync(out)).toBe(false);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { fittedGrowth } from './fitted-growth.ts';

const BENCH = fileURLToPath(new URL('./bench-one-core.ts', import.meta.url));

// In a process of its own: a test runner's sandbox would slow down whoever sends.
it('takes a million lines on one core: none lost, memory flat, at a bounded multiple of a bare server', async () => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', BENCH, '--lines', '1000000']);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('ok: all of them') });
}, 600_000);

describe('the growth of memory', () => {
  const run = (memory: (million: number) => number) =>
    fittedGrowth(
      Array.from({ length: 10 }, (_, index) => ({ records: (index + 1) * 1e6, megabytes: memory(index + 1) }))
    );

  it('is that of the second half: what a start-up takes is none', () => {
    expect(run((million) => 300 - 200 / million ** 4)).toBeCloseTo(0, 0);
  });

  it('is found behind what comes and goes', () => {
    expect(run((million) => 300 + 10 * million + (million % 2 === 0 ? 5 : -5))).toBeGreaterThan(40);
    expect(Math.abs(run((million) => 300 + (million % 2 === 0 ? 2 : -2)))).toBeLessThan(5);
  });
});

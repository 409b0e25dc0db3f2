import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TemplateMiner } from '../../../src/domain/templates/template-miner.ts';
import type { Speed } from './bench-templates.ts';

const run = promisify(execFile);

/** Five on a quiet machine. */
const MOST_SPLITS_KNOWN = 25;
/** Three to thirty on a quiet machine; what is new is read cold. */
const MOST_SPLITS_HOSTILE = 120;

async function speeds(): Promise<{ known: Speed[]; hostile: Speed[] }> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'print-speeds.ts')]);
  return JSON.parse(stdout) as { known: Speed[]; hostile: Speed[] };
}

it('a known line costs a few bare splits of it, and hostile lines stay cheap, whatever their kind', async () => {
  const { known, hostile } = await speeds();
  expect(known[0]?.bareSplits).toBeLessThan(MOST_SPLITS_KNOWN);
  expect(hostile.length).toBeGreaterThan(5);
  expect(hostile.filter(({ bareSplits }) => bareSplits > MOST_SPLITS_HOSTILE)).toEqual([]);
}, 60_000);

it.each(['([{', '="', "' ", 'a=(', ': ', 'a:b,', '<*>', '1.', '\\"', 'a<b '])(
  'a line of eight times as many %j takes about eight times as long, not sixty-four',
  (part) => {
    const took = (length: number): number => {
      const line = part.repeat(length / part.length);
      const miner = new TemplateMiner();
      miner.learn(line);
      const times = Array.from({ length: 7 }, () => {
        const before = process.hrtime.bigint();
        for (let round = 0; round < 60; round += 1) {
          miner.learn(line);
        }
        return Number(process.hrtime.bigint() - before);
      });
      return Math.min(...times);
    };
    took(1000);
    expect(took(8000) / took(1000)).toBeLessThan(24);
  }
);

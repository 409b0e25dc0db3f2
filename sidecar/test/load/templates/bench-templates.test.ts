import { TemplateMiner } from '../../../src/domain/templates/template-miner.ts';
import { benchHostileLines, benchKnownLines } from './bench-templates.ts';

/** Five on a quiet machine. */
const MOST_SPLITS_KNOWN = 25;
/** Five to forty on a quiet machine; a test runner's sandbox slows ours more than a split, which is one call. */
const MOST_SPLITS_HOSTILE = 300;

it('a known line costs a few bare splits of it', () => {
  const [known] = benchKnownLines(3);
  expect(known?.bareSplits).toBeLessThan(MOST_SPLITS_KNOWN);
});

it('hostile lines stay cheap, whatever their kind', () => {
  const dear = benchHostileLines(10_000).filter(({ bareSplits }) => bareSplits > MOST_SPLITS_HOSTILE);
  expect(dear).toEqual([]);
});

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

/** npm run fuzz -- --cases 1000000 --seed N: hostile requests on every route and intake; exit code 1 at a finding. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { fuzzEverything } from './fuzz-everything.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
if (!Number.isInteger(cases) || cases < 2 || !Number.isInteger(seed)) {
  process.stderr.write('npm run fuzz -- [--cases 1000000] [--seed NUMBER]\n');
  process.exit(2);
}

/** In portions, each with its own seed, so that a finding is told by the seed that repeats it alone. */
const PORTION = 20_000;
const say = (line: string) => process.stdout.write(`${line}\n`);
const total = { cases: 0, refused: 0, taken: 0 };
const began = performance.now();
say(`seed ${seed}`);
try {
  for (let portion = 0; total.cases < cases; portion += 1) {
    const share = Math.min(PORTION, cases - total.cases);
    const people = Math.floor(share / 2);
    const result = await inPortion({ people, machines: share - people, seed: seed + portion });
    for (const { cases: done, refused, taken } of [result.people, result.machines]) {
      total.cases += done;
      total.refused += refused;
      total.taken += taken;
    }
  }
  const seconds = (performance.now() - began) / 1000;
  const rate = Math.round(total.cases / seconds);
  say(
    `${total.cases} cases in ${seconds.toFixed(0)} s (${rate} cases/s): ${total.refused} refused with a code of the ` +
      `catalogue and without a write, ${total.taken} taken, none answered 5xx, none crashed`
  );
} catch (error) {
  say(String(error));
  process.exitCode = 1;
}

async function inPortion(portion: { people: number; machines: number; seed: number }) {
  try {
    return await fuzzEverything(portion);
  } catch (error) {
    say(`found with --seed ${portion.seed} --cases ${portion.people + portion.machines}`);
    throw error;
  }
}

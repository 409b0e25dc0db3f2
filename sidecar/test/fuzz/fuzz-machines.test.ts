import { fuzzEverything } from './fuzz-everything.ts';

/** With fuzz-v1 and fuzz-intake 25,000 cases a run; `npm run fuzz` tries a million. */
const CASES = Number(process.env['IM_TEST_FUZZ_CASES'] ?? 20_000);
const SEED = Number(process.env['IM_TEST_FUZZ_SEED'] ?? 20_261_121);

it(`${CASES} hostile requests of people and machines are refused in words and change nothing (seed ${SEED})`, async () => {
  const machines = Math.floor(CASES / 2);
  const report = await fuzzEverything({ people: CASES - machines, machines, seed: SEED });
  expect(report.people.cases + report.machines.cases).toBe(CASES);
  expect(report.people.refused).toBeGreaterThan(report.people.cases / 3);
  expect(report.machines.refused).toBeGreaterThan(report.machines.cases / 3);
  // Some mutations are harmless: a fuzzer that is always refused does not get past the door.
  expect(report.machines.taken).toBeGreaterThan(report.machines.cases / 50);
}, 600_000);

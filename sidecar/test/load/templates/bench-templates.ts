import { redact } from '../../../src/domain/redaction/redact.ts';
import { TemplateMiner } from '../../../src/domain/templates/template-miner.ts';
import { generateLines } from '../../templates/generate-lines.ts';
import { TUNED } from '../../templates/programs.ts';
import { hostileLines } from './hostile-lines.ts';

const SPACES = /\s+/;
/** Once over some thousand lines takes milliseconds, which no clock tells well. */
const BARE_ROUNDS = 20;

export interface Speed {
  readonly what: string;
  /** Of CPU time, on one core. */
  readonly linesPerSecond: number;
  readonly bareSplitsPerSecond: number;
  /** The time of one line in times of a bare split of it. */
  readonly bareSplits: number;
}

/** Lines of all programs, mixed as if they came from one place, measured when everything is known and warm. */
export function benchKnownLines(rounds: number): Speed[] {
  const lines = TUNED.flatMap((program) => generateLines(program).lines);
  const miner = new TemplateMiner({ templates: 20_000 });
  const learn = () => lines.forEach((line) => void miner.learn(line));
  const redactAndLearn = () => lines.forEach((line) => void miner.learn(redact(line)));
  learn();
  redactAndLearn();
  return [
    speed('known lines', lines, repeated(learn, rounds)),
    speed('known lines, redaction included', lines, repeated(redactAndLearn, rounds)),
  ];
}

/** Each kind into a miner of its own, from nothing: with the limits that production has. */
export function benchHostileLines(count: number): Speed[] {
  return hostileLines(count).map(({ kind, lines }) => {
    const miner = new TemplateMiner();
    return speed(kind, lines, { rounds: 1, run: () => lines.forEach((line) => void miner.learn(line)) });
  });
}

interface Work {
  readonly rounds: number;
  readonly run: () => void;
}

function repeated(run: () => void, rounds: number): Work {
  return { rounds, run: () => Array.from({ length: rounds }).forEach(run) };
}

function speed(what: string, lines: readonly string[], { rounds, run }: Work): Speed {
  const seconds = cpuSeconds(run);
  let parts = 0;
  const split = () => {
    for (const line of lines) {
      parts += line.split(SPACES).length;
    }
  };
  const bareSeconds = (cpuSeconds(() => Array.from({ length: BARE_ROUNDS }).forEach(split)) * rounds) / BARE_ROUNDS;
  const count = lines.length * rounds;
  return {
    what,
    linesPerSecond: count / seconds,
    bareSplitsPerSecond: parts > 0 ? count / bareSeconds : 0,
    bareSplits: seconds / bareSeconds,
  };
}

function cpuSeconds(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return Math.max((user + system) / 1e6, 1e-6);
}

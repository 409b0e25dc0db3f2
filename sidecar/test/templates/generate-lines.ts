import { SeededRandom } from '../support/seeded-random.ts';
import { drawValue } from './draw-value.ts';
import type { GeneratedSet, Program } from './program.ts';

const PLACE = /\{([a-zA-Z0-9]+)\}/g;
/** Formats come in bursts in real logs: a fifth of the lines repeats the format before. */
const SAME_AGAIN = 0.2;

/** The same lines for the same program and seed. Every format comes at least once. */
export function generateLines(program: Program, { seed = 1, lines = 2000 } = {}): GeneratedSet {
  const random = new SeededRandom(seed ^ digestOf(program.name));
  const total = program.formats.reduce((sum, [weight]) => sum + weight, 0);
  const assignments: number[] = [];
  for (let index = 0; index < lines; index += 1) {
    const before = assignments.at(-1);
    const again = before !== undefined && random.next() < SAME_AGAIN;
    assignments.push(again ? before : pick(program, random.next() * total));
  }
  program.formats.forEach((_, index) => {
    if (!assignments.includes(index)) {
      assignments[random.below(lines)] = index;
    }
  });
  const formats = program.formats.map(([, format]) => format);
  return {
    name: program.name,
    lines: assignments.map((index) => fill(formats[index] ?? '', program, random)),
    assignments,
    formats,
  };
}

function pick({ formats }: Program, at: number): number {
  let rest = at;
  const found = formats.findIndex(([weight]) => (rest -= weight) < 0);
  return found === -1 ? 0 : found;
}

function fill(format: string, { name, values }: Program, random: SeededRandom): string {
  return format.replace(PLACE, (_, kind: string) => {
    const own = values?.[kind];
    const value = own === undefined ? drawValue(kind, random) : unevenly(own, random);
    if (value === undefined) {
      throw new Error(`${name} has a format with {${kind}}, which nothing draws`);
    }
    return value;
  });
}

/** About as uneven as names are: each next one is rarer. */
export function unevenly(choices: readonly string[], random: SeededRandom): string {
  const at = Math.floor(choices.length * random.next() ** 1.7);
  return choices[at] ?? '';
}

function digestOf(name: string): number {
  let digest = 7;
  for (let at = 0; at < name.length; at += 1) {
    digest = Math.imul(digest, 31) + name.charCodeAt(at);
  }
  return digest >>> 0;
}

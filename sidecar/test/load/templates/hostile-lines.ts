import { SeededRandom } from '../../support/seeded-random.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function wordOf(random: SeededRandom): string {
  return Array.from({ length: 4 + random.below(6) }, () => LETTERS[random.below(LETTERS.length)]).join('');
}

const words = (count: number, random: SeededRandom) => Array.from({ length: count }, () => wordOf(random));

const KINDS: Readonly<Record<string, (random: SeededRandom) => string>> = {
  'random words': (random) => words(10, random).join(' '),
  'ever new fields': (random) =>
    words(8, random)
      .map((word) => `${word}=${word}`)
      .join(' '),
  'one giant word': (random) => words(30, random).join('').repeat(5),
  'a new word at one place': (random) => `user ${wordOf(random)} logged in from 10.0.0.1 by key`,
  'new words at three places': (random) => `${wordOf(random)} sent ${wordOf(random)} to the queue ${wordOf(random)}`,
  'deep brackets': (random) => `${wordOf(random)}${'([{'.repeat(60)}${wordOf(random)}`,
  'open quotes': (random) => `${wordOf(random)} ${'\'"`'.repeat(60)}`,
  'values of brackets': (random) => `${wordOf(random)}=${'(='.repeat(90)}`,
  colons: (random) => `${wordOf(random)}: `.repeat(20),
};

export interface HostileLines {
  readonly kind: string;
  readonly lines: readonly string[];
}

/** What somebody would send who wants templates to be slow or large. */
export function hostileLines(count: number): HostileLines[] {
  return Object.entries(KINDS).map(([kind, make]) => {
    const random = new SeededRandom(11);
    return { kind, lines: Array.from({ length: count }, () => make(random)) };
  });
}

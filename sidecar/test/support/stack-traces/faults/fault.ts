import { SeededRandom } from '../../seeded-random.ts';

/**
 * Faults for measuring fingerprints: each is one mistake in one program; a printer tells it as its language would, as
 * often as asked and each time with everything different that differs between two occurrences of one fault.
 */
export interface OwnFunction {
  readonly module: string;
  readonly name: string;
  readonly kind: 'plain' | 'lambda' | 'async' | 'constructor' | 'nested' | 'generic';
}

export interface FaultException {
  readonly type: string;
  readonly say: (vary: Vary) => string;
  /** Own functions that were running, the failing one first. */
  readonly own: readonly OwnFunction[];
}

/** From what was thrown at us to the root cause. */
export interface Fault {
  readonly name: string;
  readonly chain: readonly FaultException[];
}

export interface Printed {
  readonly lines: readonly string[];
  /** From this line on nothing decides any more; null where all of it is needed. */
  readonly safeCut: number | null;
  /** A line that may stand there any number of times. */
  readonly filler: string;
}

export interface FaultLanguage {
  readonly faults: readonly Fault[];
  print(fault: Fault, vary: Vary): Printed;
}

/** Words and hexadecimal digits are cut out of these: making them would cost more than reading the traces. */
const LETTERS = letters('abcdefghijklmnopqrstuvwxyz', 4096);
const DIGITS = letters('0123456789abcdef', 4096);

function letters(alphabet: string, length: number): string {
  const random = new SeededRandom(length);
  return Array.from({ length }, () => alphabet.charAt(random.below(alphabet.length))).join('');
}

/** Chance with a seed, and the values that vary in messages and traces. */
export class Vary {
  private readonly random: SeededRandom;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
  }

  below(bound: number): number {
    return this.random.below(bound);
  }

  chance(share: number): boolean {
    return this.random.next() < share;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }

  made(makers: readonly (() => string)[]): string {
    return makers[this.below(makers.length)]?.() ?? '';
  }

  /** So many of `make`, up to `most`. */
  some<Item>(most: number, make: () => Item): Item[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  line(): number {
    return 1 + this.below(1200);
  }

  hex(length: number): string {
    const at = this.below(DIGITS.length - length);
    return `${this.below(10)}${DIGITS.slice(at, at + length - 1)}`;
  }

  /** As bundlers put it into the names of files. */
  digest(): string {
    return this.made([
      () => this.hex(8),
      () => this.hex(20),
      () => `D${this.word()}${this.below(10)}xY`,
      () => `Bq${this.below(10)}_${this.word()}K`,
    ]);
  }

  word(): string {
    const at = this.below(LETTERS.length - 10);
    return LETTERS.slice(at, at + 3 + this.below(7));
  }

  id(): string {
    return this.made([
      () => String(this.below(1_000_000)),
      () => `A-${this.below(10_000)}`,
      () => `ord_${this.hex(10)}`,
      () => `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`,
      () => `0x${this.hex(12)}`,
      () => '[secret:high-entropy]',
    ]);
  }

  address(): string {
    return this.made([
      () => `10.0.${this.below(255)}.${this.below(255)}:${this.below(60_000)}`,
      () => `db-${this.below(9)}.internal:5432`,
    ]);
  }

  path(): string {
    return this.made([
      () => `/var/lib/shop/${this.word()}/${this.below(99)}.json`,
      () => `/tmp/${this.hex(8)}/upload`,
      () => `C:\\data\\${this.word()}\\${this.below(9)}.csv`,
    ]);
  }

  /** A version of the place where the program lies: a container, a server with releases, a home. */
  root(): string {
    return this.made([
      () => '/app',
      () => '/srv/app',
      () => '/usr/src/app',
      () => `/srv/shop/releases/2026${1000 + this.below(200)}0930${10 + this.below(49)}`,
      () => `/opt/shop/${this.below(9)}.${this.below(30)}.${this.below(9)}`,
      () => `/home/deploy/shop/releases/${this.hex(7)}`,
      () => '/var/www/shop/current',
      () => '/workspace',
    ]);
  }
}

/** Where intake and other senders cut a stack. */
const CUT_LENGTH = 16 * 1024;

/** What the same fault looks like to us after all that happens on the way. */
export function told({ lines, safeCut, filler }: Printed, vary: Vary): string {
  let text = lines.join('\n');
  if (safeCut !== null && vary.chance(0.2)) {
    text = lines.slice(0, safeCut + vary.below(lines.length - safeCut + 1)).join('\n');
  } else if (safeCut !== null && vary.chance(0.03)) {
    text = `${`${text}\n${`${filler}\n`.repeat(400)}`.slice(0, CUT_LENGTH)}… [cut]`;
  }
  const end = vary.pick(['', '', '\n', '\r\n', safeCut === null ? '' : '\n… [cut]']);
  return vary.chance(0.1) ? `${text.replaceAll('\n', '\r\n')}${end}` : `${text}${end}`;
}

const say = (make: (vary: Vary) => string) => make;

/** Messages that no fault shares with another once their values are gone. */
export const MESSAGES: readonly ((vary: Vary) => string)[] = [
  say((vary) => `order ${vary.id()} not there`),
  say((vary) => `cannot charge card of '${vary.word()}' after ${vary.below(9)} attempts`),
  say((vary) => `connection to ${vary.address()} refused`),
  say((vary) => `file ${vary.path()} has no header`),
  say((vary) => `tenant="${vary.word()}" quota ${vary.below(100)}.${vary.below(9)}% exceeded`),
  say((vary) => `unexpected answer from https://api.example/${vary.word()}?id=${vary.id()}: retry later`),
  say((vary) => `lock ${vary.id()} held by worker-${vary.below(30)}`),
  say((vary) => `mail to ${vary.word()}@example.com bounced`),
  say((vary) => `password=${vary.chance(0.5) ? '[secret:password]' : vary.word()} refused by directory`),
  say((vary) => `no stock for ${vary.id()}, ${vary.id()} and ${vary.id()}`),
];

/** Paths of calls, types and messages put together so that each fault has near neighbours that are others. */
export function faultsOf(
  paths: readonly (readonly OwnFunction[])[],
  { types, generic }: { types: readonly string[]; generic: string }
): Fault[] {
  const message = (index: number) => MESSAGES[index % MESSAGES.length] ?? (() => '');
  const single = paths.flatMap((own, path) =>
    types.map((type, kind) => ({ name: `${type} at path ${path}`, chain: [{ type, say: message(path + kind), own }] }))
  );
  const generics = paths.slice(0, 3).flatMap((own, path) =>
    MESSAGES.slice(0, 4).map((text, kind) => ({
      name: `${generic} ${kind} at path ${path}`,
      chain: [{ type: generic, say: text, own }],
    }))
  );
  const caused = paths.flatMap((own, path) =>
    types.slice(0, 2).map((type, kind) => ({
      name: `${type} at path ${path} from ${types[kind + 1]}`,
      chain: [
        { type, say: message(path), own: own.slice(1) },
        { type: types[kind + 1] ?? type, say: message(path + 3), own },
      ],
    }))
  );
  const elsewhere = MESSAGES.slice(4).map((text, index) => ({
    name: `library only, message ${index}`,
    chain: [{ type: types[0] ?? generic, say: text, own: [] }],
  }));
  return [...single, ...generics, ...caused, ...elsewhere];
}

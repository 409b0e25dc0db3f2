import type { SeededRandom } from '../support/seeded-random.ts';

const USERS = 'root admin alice bob carol deploy jenkins www-data postgres backup mallory svc_orders dave erin frank'
  .concat(' grace heidi ivan judy nobody guest test oracle ubuntu pi ftpuser monitor nagios zabbix git')
  .split(' ');
const HOSTS = 'web db cache queue gateway mail search ingest billing edge'.split(' ');
const DOMAINS = 'example.com internal.example.net corp.example.org cluster.local'.split(' ');
const FOLDERS = 'var lib data log srv opt home spool cache tmp etc usr share app volumes'.split(' ');
const FILES = 'data index segment report config access archive state'.split(' ');
const ENDINGS = 'log json db txt conf gz tmp'.split(' ');
const PEOPLE = ['Ann Lee', 'Bob', 'Maria del Mar', 'John Smith', 'Zoë', 'Li Wei', 'Otto von Berg', 'Kim', 'Ana Ruiz'];
const PROSE =
  'quick order late shoes blue winter report please shipment again garden monthly summary customer why broken'
    .concat(' table lamp green invoice missing return question delivery week urgent update')
    .split(' ');
const CLASSES = 'java.io.IOException java.net.SocketTimeoutException java.lang.IllegalStateException'
  .concat(
    ' com.example.orders.OrderNotFoundException com.example.billing.PaymentRefused java.util.concurrent.TimeoutException'
  )
  .split(' ');
const DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

type Draw = (random: SeededRandom) => string;

const one = (choices: readonly string[], random: SeededRandom): string => choices[random.below(choices.length)] ?? '';
const hex = (length: number): Draw => {
  return (random) => Array.from({ length }, () => random.below(16).toString(16)).join('');
};
const two = (value: number): string => String(value).padStart(2, '0');
const number = (below: number): Draw => {
  return (random) => String(random.below(below));
};
const clock: Draw = (random) => `${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}`;
const ip: Draw = (random) => `10.${random.below(8)}.${random.below(256)}.${1 + random.below(254)}`;
const host: Draw = (random) => `${one(HOSTS, random)}${1 + random.below(12)}.${one(DOMAINS, random)}`;
const path: Draw = (random) => {
  const folders = Array.from({ length: 1 + random.below(4) }, () => one(FOLDERS, random));
  return `/${folders.join('/')}/${one(FILES, random)}-${random.below(900)}.${one(ENDINGS, random)}`;
};
const several = (count: number, draw: () => string, joint: string): string =>
  Array.from({ length: count }, draw).join(joint);

const DRAWS: Readonly<Record<string, Draw>> = {
  d: number(10),
  n: number(100_000),
  n3: number(1000),
  big: (random) => String(1e9 + random.below(2e9)) + String(random.below(1e6)),
  signed: (random) => String(random.below(2000) - 1000),
  f: (random) => (random.next() * 500).toFixed(1 + random.below(3)),
  ms: (random) => (random.next() < 0.5 ? String(random.below(900)) : (random.next() * 900).toFixed(3)),
  percent: (random) => `${(random.next() * 100).toFixed(1)}%`,
  x: (random) => `0x${random.below(0xffffff).toString(16)}`,
  h7: hex(7),
  h16: hex(16),
  h32: hex(32),
  sha: hex(40),
  uuid: (random) => [8, 4, 4, 4, 12].map((length) => hex(length)(random)).join('-'),
  ip,
  port: (random) => String(1024 + random.below(60_000)),
  ipport: (random) => `${ip(random)}:${1024 + random.below(60_000)}`,
  host,
  /** As logs name a machine: by address, by name, by both. */
  peer: (random) => (random.next() < 0.6 ? ip(random) : host(random)),
  path,
  url: (random) => `https://${host(random)}${path(random)}${random.next() < 0.3 ? `?id=${random.below(999)}` : ''}`,
  user: (random) => USERS[Math.floor(USERS.length * random.next() ** 2)] ?? '',
  mail: (random) => `${one(USERS, random)}@${one(DOMAINS, random)}`,
  /** Names of people: one to three words. */
  person: (random) => one(PEOPLE, random),
  /** What people type: one to seven words. */
  prose: (random) => several(1 + random.below(7), () => one(PROSE, random), ' '),
  class: (random) => one(CLASSES, random),
  bool: (random) => (random.next() < 0.7 ? 'true' : 'false'),
  iso: (random) => `2026-03-${two(1 + random.below(28))}T${clock(random)}.${100 + random.below(900)}Z`,
  day: (random) => `${one(DAYS, random)} ${one(MONTHS, random)} ${1 + random.below(28)} ${clock(random)} 2026`,
  clock,
  span: (random) => {
    const seconds = random.below(4000);
    return seconds < 60 ? `${seconds} sec` : `${Math.floor(seconds / 60)} min ${seconds % 60} sec`;
  },
  goSpan: (random) =>
    one(
      [
        `${random.below(900)}ms`,
        `${random.below(50)}.${random.below(999)}s`,
        `1m${random.below(60)}s`,
        `${random.below(900)}µs`,
      ],
      random
    ),
  size: (random) => `${(random.next() * 900).toFixed(1)} ${one(['B', 'KB', 'MB', 'GB'], random)}`,
  ids: (random) => several(1 + random.below(5), () => number(5000)(random), ', '),
  numbers: (random) => several(2 + random.below(5), () => number(5000)(random), ' '),
  /** A list of names within brackets of the format: none to four. */
  names: (random) => several(random.below(5), () => one(USERS, random), ', '),
  opt: (random) => (random.next() < 0.4 ? '' : one(USERS, random)),
};

export function drawValue(kind: string, random: SeededRandom): string | undefined {
  return DRAWS[kind]?.(random);
}

import type { CauseClass } from '@incident-memory/contract';

/** In the order in which they are looked for: the more special before the more general. */
const SIGNS: readonly (readonly [CauseClass, RegExp])[] = [
  ['certificate', /\b(certificate\w*|cert|tls|ssl|x509|expired token|handshake)\b/i],
  ['memory-leak', /\b(memory leak\w*|leak(s|ed|ing)? memory|heap (grew|grows|exhausted)|leak)\b/i],
  ['security', /\b(attack\w*|brute[ -]?force|ddos|credential stuffing|breach\w*|revoked credentials?|intru\w+)\b/i],
  ['hardware', /\b(hardware|disk failure|bad disk|nic|power|memory module|host died|node died)\b/i],
  [
    'resource-exhaustion',
    /\b(disk (is |was )?full|no space|out of memory|oom\w*|file descriptors?|inodes?|pool (is |was )?(exhausted|empty|too small)|exhaust\w+|ran out of|too many (open files|connections))\b/i,
  ],
  [
    'configuration',
    /\b(config\w*|setting\w*|mis-?configur\w+|feature flag|environment variable|wrong (value|limit|timeout))\b/i,
  ],
  ['deploy', /\b(deploy\w*|release\w*|roll-?out|new version|version \d[\d.]*|upgrade\w*|migration)\b/i],
  [
    'database',
    /\b(database|postgres\w*|mysql|mongo\w*|sql|deadlock\w*|replica\w*|index|query|queries|vacuum|lock(s|ed)?)\b/i,
  ],
  [
    'network',
    /\b(network\w*|dns|packet loss|partition\w*|firewall|route|routing|connection reset|unreachable|load balancer)\b/i,
  ],
  ['traffic', /\b(traffic|spike|load|flood\w*|campaign|thundering herd|retry storm|bots?)\b/i],
  ['capacity', /\b(capacity|undersized|saturat\w+|too few|throttl\w+|rate limit\w*|quota)\b/i],
  ['dependency', /\b(vendor|provider|upstream|third[ -]party|downstream|dependenc(y|ies)|external (api|service))\b/i],
  ['data', /\b(bad data|corrupt\w*|malformed|poison(ed|ous)? message|null value|duplicate key|schema)\b/i],
  ['bug', /\b(bug|race condition|regression|exception|null pointer|off by one|infinite loop|code)\b/i],
];

/** What class of cause words tell of. A person may correct it; 'other' claims nothing. */
export function causeClassOf(words: string): CauseClass {
  return SIGNS.find(([, sign]) => sign.test(words))?.[0] ?? 'other';
}

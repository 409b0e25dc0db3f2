import type { MemoryRule } from '@incident-memory/contract';

/**
 * What is worth remembering: health checks, tests, blips and expected restarts are not, since they would drown what is.
 * Rules are tried on incidents that ended; the first that holds decides.
 */
export interface Rememberable {
  readonly services: readonly string[];
  /** Messages that were seen, without their values. */
  readonly messages: readonly string[];
  readonly lastedMs: number;
  readonly inMaintenance: boolean;
}

export interface Verdict {
  readonly remember: boolean;
  /** null: no rule speaks of it. */
  readonly rule: string | null;
}

const ALL = { services: [], words: [], shorterThanSeconds: null, inMaintenance: false } as const;

export const DEFAULT_RULES: readonly MemoryRule[] = [
  { ...ALL, name: 'expected restarts', remember: false, services: [], words: [], inMaintenance: true },
  { ...ALL, name: 'blips under a minute', remember: false, services: [], words: [], shorterThanSeconds: 60 },
  {
    ...ALL,
    name: 'health checks',
    remember: false,
    services: [],
    words: ['health check', 'healthcheck', 'health-check', 'readiness probe', 'liveness probe', '/healthz', '/readyz'],
  },
  {
    ...ALL,
    name: 'tests',
    remember: false,
    services: ['test-*', '*-test', '*-tests', 'e2e-*', '*-e2e', 'load-test*'],
    words: [],
  },
];

export function judgeRules(rules: readonly MemoryRule[], thing: Rememberable): Verdict {
  const decisive = rules.find((rule) => holds(rule, thing));
  return decisive === undefined ? { remember: true, rule: null } : { remember: decisive.remember, rule: decisive.name };
}

function holds(rule: MemoryRule, { services, messages, lastedMs, inMaintenance }: Rememberable): boolean {
  const conditions = [
    ...(rule.services.length > 0 ? [services.every((service) => rule.services.some((one) => fits(one, service)))] : []),
    ...(rule.words.length > 0
      ? [messages.length > 0 && messages.every((message) => hasOneOf(message, rule.words))]
      : []),
    ...(rule.shorterThanSeconds === null ? [] : [lastedMs < rule.shorterThanSeconds * 1000]),
    ...(rule.inMaintenance ? [inMaintenance] : []),
  ];
  // A rule without conditions holds for everything: the last word of a list.
  return conditions.every(Boolean);
}

function hasOneOf(message: string, words: readonly string[]): boolean {
  const lower = message.toLowerCase();
  return words.some((word) => lower.includes(word.toLowerCase()));
}

/** `*` stands for anything. Compared part by part: no pattern can take long. */
function fits(pattern: string, name: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  if (others.length === 0) {
    return pattern === name;
  }
  const last = others.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) {
    return false;
  }
  let rest = name.slice(first.length, name.length - last.length);
  for (const part of others) {
    const at = rest.indexOf(part);
    if (at < 0) {
      return false;
    }
    rest = rest.slice(at + part.length);
  }
  return true;
}

import type { LogLevel } from '@incident-memory/contract';

/** How loggers of many languages say it, and one letter as glog, logcat and klog do. */
const WORDS: ReadonlyMap<string, LogLevel> = new Map(
  (
    [
      ['trace', 'trace verbose finest finer t v'],
      ['debug', 'debug fine dbug dbg config d'],
      ['info', 'info information informational notice log normal i'],
      ['warn', 'warn warning wrn w'],
      ['error', 'error err eror severe failure e'],
      ['fatal', 'fatal critical crit alert emergency emerg panic dpanic ftl f c'],
    ] as const
  ).flatMap(([level, words]) => words.split(' ').map((word) => [word, level] as const))
);

const LONGEST_WORD = 20;
const NUMBER = /^\d{1,3}$/;
/** OpenTelemetry counts ERROR, ERROR2, ERROR3, ERROR4; others decorate: [error], <err>, error: */
const AROUND_A_WORD = /^[^a-z]+|[^a-z]+$/g;

/** null where it is no level that anybody uses. */
export function levelOfWord(told: string): LogLevel | null {
  if (told.length > LONGEST_WORD) {
    return null;
  }
  const known = WORDS.get(told);
  if (known !== undefined) {
    return known;
  }
  const word = told.toLowerCase();
  return WORDS.get(word) ?? WORDS.get(word.replace(AROUND_A_WORD, '')) ?? null;
}

const BY_OTEL: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
const HIGHEST_OTEL = 24;

/** 1 to 24, four to a level. */
export function levelOfOtel(severity: number): LogLevel | null {
  return severity >= 1 && severity <= HIGHEST_OTEL ? (BY_OTEL[Math.floor((severity - 1) / 4)] ?? null) : null;
}

const BY_SYSLOG: readonly LogLevel[] = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'];

/** 0 emergency to 7 debug (RFC 5424); 3 is an error, 0 to 2 are worse. */
export function levelOfSyslog(severity: number): LogLevel | null {
  return BY_SYSLOG[severity] ?? null;
}

const LOWEST_ABOVE_SYSLOG = 8;
const PINO_STEP = 10;
/** Hundreds are of loggers that differ from each other (monolog, Google Cloud), and write the word as well. */
const HIGHEST_OF_PINO = 99;

/**
 * A level that is a number without a name that says whose: 0 to 7 is syslog's, tens are those of pino and bunyan (10
 * trace to 60 fatal), what else there is up to 24 OpenTelemetry's. Python's tens differ; its loggers write the word.
 */
export function levelOfNumber(level: number): LogLevel | null {
  if (level < LOWEST_ABOVE_SYSLOG) {
    return levelOfSyslog(level);
  }
  if (level <= HIGHEST_OTEL && level % PINO_STEP !== 0) {
    return levelOfOtel(level);
  }
  if (!(level <= HIGHEST_OF_PINO)) {
    return null;
  }
  return BY_OTEL[Math.min(Math.floor(level / PINO_STEP), BY_OTEL.length) - 1] ?? null;
}

export function levelOfAnything(told: unknown): LogLevel | null {
  if (typeof told === 'number') {
    return levelOfNumber(told);
  }
  if (typeof told !== 'string') {
    return null;
  }
  return NUMBER.test(told) ? levelOfNumber(Number(told)) : levelOfWord(told);
}

import type { LogLevel } from '@incident-memory/contract';

/** How loggers of many languages say it; OpenTelemetry adds ERROR2 to ERROR4 and so on. */
const FATAL_WORDS = ['fatal', 'fatal2', 'fatal3', 'fatal4', 'critical', 'crit', 'alert', 'emergency', 'emerg', 'panic'];
const ERROR_WORDS = ['error', 'error2', 'error3', 'error4', 'err', 'severe'];
const WARN_WORDS = ['warn', 'warn2', 'warn3', 'warn4', 'warning'];

/** Severity numbers of OpenTelemetry: 13 to 16 warn, 17 to 20 error, 21 to 24 fatal. */
export const SEVERITY_NUMBER = { warn: 13, error: 17, fatal: 21 } as const;

/** The spellings to look for in a field that is not folded to one case: error, ERROR, Error. */
export function spellings(kind: 'error' | 'warn'): string[] {
  const words = kind === 'error' ? [...ERROR_WORDS, ...FATAL_WORDS] : WARN_WORDS;
  return words.flatMap((word) => [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)]);
}

/** Of a line that was found as an error. */
export function errorLevelOf(values: readonly unknown[]): LogLevel {
  const isFatal = values.some((value) =>
    typeof value === 'number' ? value >= SEVERITY_NUMBER.fatal : FATAL_WORDS.includes(String(value).toLowerCase())
  );
  return isFatal ? 'fatal' : 'error';
}

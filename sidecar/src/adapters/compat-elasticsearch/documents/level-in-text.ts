import type { LogLevel } from '@incident-memory/contract';
import { levelOfWord } from './read-level.ts';

/**
 * Shippers that read files send lines as they stand there, the level inside the text. It is looked for at the
 * beginning only, and only as programs write it: in capitals, in brackets, behind `level=`, or as klog's letter.
 */
const LOOKED_AT_LENGTH = 160;
const CAPITALS =
  '(?<![\\w-])(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL|CRIT|ALERT|EMERG|PANIC)(?![\\w-])';
const BRACKETED = '\\[\\s?[A-Za-z]{4,9}\\s?\\]';
const KEYED = '\\b(?:level|lvl|severity)"?\\s?[=:]\\s?"?[A-Za-z]{3,9}\\b';
const KLOG = '^[IWEF]\\d{4} \\d\\d:\\d\\d';
const SOMEWHERE = new RegExp(`${KLOG}|${CAPITALS}|${BRACKETED}|${KEYED}`, 'g');
const KEY = /^(?:level|lvl|severity)"?\s?[=:]\s?"?/;

/** The first that is a level; null where there is none. */
export function levelInText(text: string): LogLevel | null {
  for (const [found] of text.slice(0, LOOKED_AT_LENGTH).matchAll(SOMEWHERE)) {
    const word = /^[IWEF]\d/.test(found) ? found.charAt(0) : found.replace(KEY, '');
    const level = levelOfWord(word);
    if (level !== null) {
      return level;
    }
  }
  return null;
}

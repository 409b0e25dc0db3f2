import type { MemoryRecord } from './memory-record.ts';

/** So much of a word is compared: longer runs are data. */
const LONGEST_WORD = 40;

/** Runs of letters and digits, in small letters, each once: what a list is searched by. Ranked recall reads more. */
export function listedWords(text: string): string[] {
  const runs =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(runs.map((run) => [...run].slice(0, LONGEST_WORD).join('')))];
}

/** The words under which a memory is found in a list. */
export function wordsOfMemory(record: MemoryRecord): string[] {
  const { title, text, signature, cause, attempts, resolution, prevention } = record;
  const told = attempts.flatMap(({ fix }) => [fix.words, fix.target, fix.exact]);
  const seen = [signature.errorType ?? '', ...signature.symptoms, ...signature.templates.map((one) => one.text)];
  return listedWords([title, text, ...seen, cause?.words ?? '', ...told, resolution, prevention].join('\n'));
}

import type { MemoryRecord } from './memory-record.ts';

/**
 * The words by which a memory is found. What was seen comes first, then what it was and what was done: who asks has
 * seen the symptoms, and asks in the words of a symptom or of a cause. Evidence is left out: its numbers and times are
 * of that day alone.
 */
export function recallTextOf(record: MemoryRecord): { title: string; text: string } {
  const { signature, cause, attempts, resolution, prevention, labels } = record;
  const parts = [
    record.text,
    signature.errorType ?? '',
    ...signature.templates.map(({ text }) => text),
    ...signature.symptoms,
    cause?.words ?? '',
    resolution,
    ...attempts.filter(({ state }) => state !== 'withdrawn').map(({ fix }) => `${fix.words} ${fix.exact}`.trim()),
    prevention,
    // What the product itself notes of an import is no word about the trouble.
    ...Object.entries(labels).flatMap(([key, value]) => (key.startsWith('import-') ? [] : [value])),
  ];
  return { title: record.title, text: [...new Set(parts.filter((part) => part !== ''))].join('\n') };
}

import type { ImportedAdvice } from '@incident-memory/contract';
import { isTrusted, type Remembered } from './situation.ts';

const MOST = 5;

/** "Last time (imported, unverified)": as it stands, with its link, below everything else and without a rate. */
export function importedAdvice(remembered: readonly Remembered[]): ImportedAdvice[] {
  return remembered
    .filter(({ record }) => !isTrusted(record) && !record.flags.includes('instruction-like'))
    .slice(0, MOST)
    .map(({ record: { id, title, text, resolution, source, startedAt, provenance } }) => ({
      memory: id,
      title,
      verbatim: (text.includes(resolution) ? [text] : [text, resolution]).filter((part) => part !== '').join('\n'),
      link: source.link,
      at: new Date(startedAt).toISOString(),
      provenance,
    }));
}

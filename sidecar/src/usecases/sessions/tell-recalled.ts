import { adviceLine, PROVENANCE_WORDS } from '../clients/tell-memory.ts';
import type { Recalled } from '../memory/recall/recall-memories.ts';

const MOST_NAMED = 3;

/**
 * What memory knows, as sentences, without a language model: how often it was seen, what helped, what not to try. The
 * do-not-try list is always told, whatever else there is.
 */
export function tellRecalled(recalled: Recalled): string[] {
  const { seen, matches, recommended, doNotTry, contested, untested, general, imported, note } = recalled;
  const found = matches.slice(0, MOST_NAMED).map(({ record, strength, alike = 0 }) => {
    const name = record.incident === null ? record.title : `INC-${record.incident.number}, "${record.title}"`;
    const day = new Date(record.startedAt).toISOString().slice(0, 'YYYY-MM-DD'.length);
    return `${STRENGTH_WORDS[strength]}: ${name} (${day}, ${PROVENANCE_WORDS[record.provenance]})${alike === 0 ? '' : `, and ${alike} like it`}.${
      record.cause === null ? '' : ` Cause: ${record.cause.words}.`
    }`;
  });
  return [
    sentence(seen.sentence),
    ...found,
    ...told('What helped', recommended),
    ...told('Do not try', doNotTry),
    ...told('Contested: it helped and it did not', contested),
    ...(recommended.length > 0 ? [] : told('Thought of, without a record yet', untested)),
    ...told('Generally done, not from your own incidents', general.slice(0, MOST_NAMED)),
    ...imported
      .slice(0, MOST_NAMED)
      .map(({ title, provenance }) => `Also written down, ${PROVENANCE_WORDS[provenance]}: "${title}".`),
    ...(note === null ? [] : [sentence(note)]),
  ];
}

const STRENGTH_WORDS = { same: 'The same', likely: 'Most likely the same', similar: 'Similar' } as const;

function told(heading: string, advice: Recalled['recommended']): string[] {
  return advice.map((one) => `${heading}: ${adviceLine(one)}`);
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

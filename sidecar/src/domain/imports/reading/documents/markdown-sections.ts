import type { Episode } from '../../episode.ts';
import { inOneSpace } from '../plain-text.ts';

/**
 * The parts of a document by its headings, and the lines of the form "**Service:** payment" before the first one. Read as
 * text only: whatever markup or script stands in it is shown as the text that it is.
 */
export interface Sections {
  readonly title: string;
  /** Under small letters without marks: "root cause". */
  readonly parts: ReadonlyMap<string, string>;
  /** "Date: 2026-03-01", anywhere before the first part that is longer than its name. */
  readonly facts: ReadonlyMap<string, string>;
}

const HEADING = /^(#{1,6}) (.{1,300}?) ?#*$/;
/** `**Service**: payment`, `- Severity: SEV-2`, `| Date | 2026-03-01 |`. */
const FACT =
  /^(?:[-*+] |\| ?)?(?:\*\*|__)?([A-Za-z][A-Za-z /()-]{1,39}?)(?:\*\*|__)? ?[:|] ?(?:\*\*|__)? ?(.{1,500}?) ?\|?$/;
const MAX_FACTS = 40;

export function sectionsOf(markdown: string): Sections {
  const parts = new Map<string, string>();
  const facts = new Map<string, string>();
  let title = '';
  let name: string | null = null;
  let level = 0;
  let lines: string[] = [];
  let inCode = false;
  const close = (): void => {
    const text = lines.join('\n').trim();
    if (name !== null && text !== '') {
      const before = parts.get(name);
      parts.set(name, before === undefined ? text : `${before}\n\n${text}`);
    }
    lines = [];
  };
  for (const line of markdown.split('\n')) {
    inCode = /^\s*(```|~~~)/.test(line) ? !inCode : inCode;
    const heading = inCode ? null : headingOf(line);
    if (heading === null) {
      noteFact(line, facts);
      lines.push(line);
      continue;
    }
    const words = heading[2] ?? '';
    const depth = heading[1]?.length ?? 1;
    if (title === '' && name === null && !isKnownPart(words)) {
      title = words;
      lines = [];
      continue;
    }
    // A heading below a part belongs to it, unless it names a part itself.
    if (name !== null && depth > level && !isKnownPart(words)) {
      lines.push(words);
      continue;
    }
    close();
    name = nameOfPart(words);
    level = depth;
  }
  close();
  return { title, parts, facts };
}

/** Four spaces before it make it code. */
function headingOf(line: string): RegExpExecArray | null {
  return /^ {0,3}#/.test(line) ? HEADING.exec(inOneSpace(line)) : null;
}

function noteFact(line: string, facts: Map<string, string>): void {
  const fact = facts.size < MAX_FACTS && line.length < 600 ? FACT.exec(inOneSpace(line)) : null;
  const name = nameOfPart(fact?.[1] ?? '');
  if (fact !== null && !facts.has(name) && !/^[-:\s|]*$/.test(fact[2] ?? '')) {
    facts.set(name, (fact[2] ?? '').replace(/^`|`$|\*\*$|__$/g, '').trim());
  }
}

/** Emoji, numbers and marks before a heading's words are ornament. */
function nameOfPart(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\s]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Headings as the templates of postmortems have them (the SRE book's, dastergon/postmortem-templates, and others). */
const PARTS = {
  cause: [
    'root cause',
    'root causes',
    'cause',
    'causes',
    'root cause analysis',
    'contributing factors',
    'contributing factor',
    'trigger',
    'why it happened',
    'reason',
    'what caused it',
  ],
  resolution: [
    'resolution',
    'resolutions',
    'fix',
    'solution',
    'recovery',
    'mitigation',
    'how we fixed it',
    'resolution and recovery',
    'stabilization steps',
    'what fixed it',
    'remediation',
    'workaround',
  ],
  prevention: [
    'prevention',
    'preventive measures',
    'action items',
    'actions',
    'follow up',
    'follow ups',
    'corrective actions',
    'next steps',
    'corrective and preventative measures',
  ],
  summary: [
    'summary',
    'executive summary',
    'overview',
    'description',
    'tl dr',
    'what happened',
    'incident summary',
    'issue summary',
    'abstract',
  ],
  symptoms: ['impact', 'symptoms', 'symptom', 'customer impact', 'user impact', 'detection', 'error', 'what we saw'],
  timeline: [
    'timeline',
    'time line',
    'chronology',
    'timeline of events',
    'incident timeline',
    'timeline all times utc',
  ],
} as const;
type Part = keyof typeof PARTS;

function isKnownPart(words: string): boolean {
  const name = nameOfPart(words);
  return Object.values(PARTS).some((names) => (names as readonly string[]).includes(name));
}

/** The text under the first of the headings for a part that is there. */
export function partOf({ parts }: Pick<Sections, 'parts'>, part: Part): string {
  for (const name of PARTS[part]) {
    const text = parts.get(name);
    if (text !== undefined) {
      return text;
    }
  }
  return '';
}

const SYMPTOM_LENGTH = 900;

/** What headings tell of cause, fix and symptoms. */
export function wordsOfSections(
  sections: Pick<Sections, 'parts'>
): Pick<Episode, 'cause' | 'resolution' | 'prevention' | 'symptoms'> {
  const symptoms = partOf(sections, 'symptoms') || partOf(sections, 'summary');
  return {
    cause: partOf(sections, 'cause'),
    resolution: partOf(sections, 'resolution'),
    prevention: partOf(sections, 'prevention'),
    symptoms: symptoms === '' ? [] : [symptoms.slice(0, SYMPTOM_LENGTH)],
  };
}

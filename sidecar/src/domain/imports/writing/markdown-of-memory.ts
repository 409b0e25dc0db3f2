import type { Memory } from '@incident-memory/contract';
import { OUTCOME_WORDS } from '../../memory/sentences/outcome-words.ts';

/**
 * A memory as a document that people read without this product: facts in front matter, words under the headings that
 * the reader of documents knows again (reading/documents). What others wrote is quoted with a mark on each line, so that
 * a heading inside it is no heading of ours.
 */
export function markdownOfMemory(memory: Memory): string {
  const { title, service, startedAt, endedAt, severity, provenance, category, id, source, incident, state } = memory;
  const facts: readonly (readonly [string, string | null])[] = [
    ['title', title],
    ['id', id],
    ['incident', incident === null ? null : `INC-${incident.number}`],
    ['service', service],
    ['services', memory.services.length > 1 ? memory.services.join(', ') : null],
    ['startedAt', startedAt],
    ['endedAt', endedAt],
    ['severity', severity],
    ['provenance', provenance],
    ['category', category],
    ['state', state],
    ['link', source.link],
    ['flags', memory.flags.length === 0 ? null : memory.flags.join(', ')],
  ];
  const parts: readonly (readonly [string, string])[] = [
    ['Symptoms', listed([...memory.signature.symptoms, ...errorType(memory)])],
    ['Root cause', memory.cause === null ? '' : `${memory.cause.words} (${memory.cause.class})`],
    ['Resolution', memory.resolution],
    ['What was tried', listed(memory.attempts.map(attemptInWords))],
    ['Prevention', memory.prevention],
    ['Came back', listed(memory.recurrences.map(({ at }) => at))],
    ['Evidence', listed(memory.evidence)],
    ['Links', listed(memory.links.map(({ kind, memory: other, reason }) => `${kind} ${other} ${reason}`.trim()))],
    ['Labels', listed(Object.entries(memory.labels).map(([key, value]) => `${key}: ${value}`))],
    ['As it was written', quoted(memory.text)],
  ];
  const stale =
    memory.stale === null ? '' : `\n> It does not hold since ${memory.stale.since}: ${oneLine(memory.stale.reason)}\n`;
  const head = facts.flatMap(([key, value]) => (value === null ? [] : [`${key}: ${JSON.stringify(oneLine(value))}`]));
  const body = parts.filter(([, text]) => text.trim() !== '').map(([name, text]) => `## ${name}\n\n${asText(text)}\n`);
  return `---\n${head.join('\n')}\n---\n\n# ${oneLine(title)}\n${stale}\n${body.join('\n')}`;
}

/** A name for its file: when, what, and the id, by which it is found when it is forgotten. */
export function fileNameOfMemory({ id, startedAt, title }: Pick<Memory, 'id' | 'startedAt' | 'title'>): string {
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${startedAt.slice(0, 10)}-${words || 'memory'}-${id}.md`;
}

function attemptInWords({
  fix,
  outcome,
  outcomeKnownFrom,
  state,
  by,
  appliedAt,
  reason,
}: Memory['attempts'][number]): string {
  const became =
    state === 'rejected'
      ? `refused${reason === '' ? '' : `: ${reason}`}`
      : state === 'withdrawn'
        ? 'not applied after all'
        : outcome === null
          ? 'nobody judged what became of it'
          : `${OUTCOME_WORDS[outcome]} (known from: ${outcomeKnownFrom ?? 'nobody'})`;
  const exact = fix.exact === '' ? '' : ` [${oneLine(fix.exact)}]`;
  return `${fix.words}${exact} — ${became}; ${by}${appliedAt === null ? '' : `, ${appliedAt}`}`;
}

function errorType({ signature: { errorType: type } }: Memory): string[] {
  return type === null ? [] : [`Error type: ${type}`];
}

function listed(items: readonly string[]): string {
  return items.map((item) => `- ${oneLine(item)}`).join('\n');
}

function quoted(text: string): string {
  return text === ''
    ? ''
    : text
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n');
}

/** A heading in somebody's words would begin a part of its own. */
function asText(text: string): string {
  return text.replace(/^( {0,3})(#{1,6}\s)/gm, '$1\\$2').replace(/^---/gm, '\\---');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

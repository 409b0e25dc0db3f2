import type { LogLine } from '../../../domain/signals/log-line.ts';
import { levelNumber, STORED_LEVELS } from './log-levels.ts';

/** A column in which every line has nothing is this instead. */
const NOTHING = 0;
type Texts = readonly (string | null)[] | typeof NOTHING;

/**
 * The lines of a block as JSON, column by column: what the ids begin with, the rest of each id, the time from which
 * times are counted, times, times of receipt (one where all are the same), levels, messages, error types, stacks, trace
 * ids, templates, fingerprints. Alike stands beside alike, which is quick to write and packs well.
 */
type Columns = readonly [
  prefix: string,
  ids: readonly string[],
  from: number,
  at: readonly number[],
  receivedAt: number | readonly number[],
  levels: readonly number[],
  messages: readonly string[],
  errorTypes: Texts,
  stacks: Texts,
  traceIds: Texts,
  templates: Texts,
  fingerprints: Texts,
];

export function encodeBlock(lines: readonly LogLine[], from: number): string {
  const prefix = commonPrefix(lines);
  const receivedAt = lines[0]?.receivedAt ?? 0;
  const columns: Columns = [
    prefix,
    lines.map(({ id }) => id.slice(prefix.length)),
    from,
    lines.map(({ at }) => at - from),
    lines.every((line) => line.receivedAt === receivedAt) ? receivedAt : lines.map((line) => line.receivedAt),
    lines.map(({ level }) => levelNumber(level)),
    lines.map(({ message }) => message),
    texts(lines, 'errorType'),
    texts(lines, 'stack'),
    texts(lines, 'traceId'),
    texts(lines, 'template'),
    texts(lines, 'fingerprint'),
  ];
  return JSON.stringify(columns);
}

export function decodeBlock(text: string, service: string): LogLine[] {
  const [prefix, ids, from, at, receivedAt, levels, messages, errorTypes, stacks, traceIds, templates, fingerprints] =
    JSON.parse(text) as Columns;
  const of = (column: Texts, place: number): string | null => (column === NOTHING ? null : (column[place] ?? null));
  return ids.map((id, place) => ({
    id: prefix + id,
    at: from + (at[place] ?? 0),
    receivedAt: typeof receivedAt === 'number' ? receivedAt : (receivedAt[place] ?? 0),
    service,
    level: STORED_LEVELS[levels[place] ?? 0] ?? 'info',
    message: messages[place] ?? '',
    errorType: of(errorTypes, place),
    stack: of(stacks, place),
    traceId: of(traceIds, place),
    template: of(templates, place),
    fingerprint: of(fingerprints, place),
  }));
}

function texts(
  lines: readonly LogLine[],
  field: 'errorType' | 'stack' | 'traceId' | 'template' | 'fingerprint'
): Texts {
  return lines.every((line) => line[field] === null) ? NOTHING : lines.map((line) => line[field]);
}

/** Ids of one batch mostly differ in their last letters alone. */
function commonPrefix(lines: readonly LogLine[]): string {
  let prefix = lines[0]?.id ?? '';
  for (const { id } of lines) {
    while (!id.startsWith(prefix)) {
      prefix = prefix.slice(0, -1);
    }
  }
  return prefix;
}

import type { Database } from 'better-sqlite3';
import { compareKeys } from '../../../domain/paging/cursor.ts';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import type { LogSearch } from '../../../ports/stores/signals/log-store.ts';
import { unpackBody } from './block-body.ts';
import { hashOf, mayHave } from './block-marks.ts';
import { decodeBlock } from './block-text.ts';
import { classesOf } from './log-levels.ts';
import { NewestBlocks, type BlockHead } from './newest-blocks.ts';

export type LineKey = readonly [at: number, id: string];

export interface BlockSearch extends Omit<LogSearch, 'limit' | 'cursor'> {
  readonly organisation: string;
  readonly behind: LineKey | null;
  readonly limit: number;
}

/** A block that is passed by costs about as much as a few lines that are compared. */
const COST_OF_A_HEAD = 4;
/** A call that found too little ends after so many lines, about half a second; its cursor goes on from there. */
const MOST_LINES_COMPARED = 300_000;

/**
 * Lines newest first out of blocks by their newest line. A page is complete as soon as no block that is left can have
 * anything newer than its last line; so a search for the newest reads about as many lines as it returns.
 */
export function lineReads(database: Database, mostCompared = MOST_LINES_COMPARED) {
  const newestBlocks = new NewestBlocks(database);
  const readBody = database.prepare<[number], { packing: number; body: Buffer }>(
    'SELECT packing, body FROM log_blocks WHERE row = ?'
  );

  return {
    searchLines(search: BlockSearch): { lines: LogLine[]; next: LineKey | null } {
      const { from, to, behind, limit } = search;
      const until = behind === null ? to : Math.min(to, behind[0]);
      const matches = matcherOf(search);
      const mayMatch = passerOf(search);
      const page: LogLine[] = [];
      let compared = 0;
      for (const head of newestBlocks.of({ ...search, until, classes: classesOf(search.levels) })) {
        if (page.length > limit && head.newest < (page[limit]?.at ?? 0)) {
          break;
        }
        const nothingBefore: LineKey = [head.newest + 1, ''];
        if (compared >= mostCompared && compareKeys(nothingBefore, behind ?? [to + 1, '']) < 0) {
          const certain = page.filter(({ at }) => at > head.newest).slice(0, limit);
          return { lines: certain, next: certain.length === limit ? keyOf(certain.at(-1)) : nothingBefore };
        }
        compared += COST_OF_A_HEAD;
        if (!mayMatch(head)) {
          continue;
        }
        const body = readBody.get(head.row);
        const text = body === undefined ? '' : unpackBody(body);
        compared += head.lines;
        if (text !== '' && matches.text(text)) {
          const found = decodeBlock(text, head.service).filter(
            (line) => line.at >= from && line.at <= until && matches.line(line)
          );
          keepNewest(page, found, limit + 1);
        }
      }
      return { lines: page.slice(0, limit), next: page.length > limit ? keyOf(page[limit - 1]) : null };
    },
  };
}

/** Adds to the page what belongs on it; `size` lines at most, newest first. */
function keepNewest(page: LogLine[], found: readonly LogLine[], size: number): void {
  const last = page.length < size ? undefined : page.at(-1);
  const newer = last === undefined ? found : found.filter((line) => line.at >= last.at);
  if (newer.length > 0) {
    page.push(...newer);
    page.sort((a, b) => compareKeys([b.at, b.id], [a.at, a.id]));
    page.length = Math.min(page.length, size);
  }
}

function matcherOf(search: BlockSearch): { text: (text: string) => boolean; line: (line: LogLine) => boolean } {
  const { traceId, behind, contains = '' } = search;
  const levels = search.levels === undefined ? null : new Set(search.levels);
  const templates = search.templates === undefined ? null : new Set(search.templates);
  // As the text would stand in a block: what is not in the block is in none of its lines.
  const written = contains.isWellFormed() ? JSON.stringify(contains).slice(1, -1) : '';
  return {
    text: (text) => text.includes(written),
    line: (line) =>
      (levels === null || levels.has(line.level)) &&
      (templates === null || (line.template !== null && templates.has(line.template))) &&
      (traceId === undefined || line.traceId === traceId) &&
      (behind === null || compareKeys([line.at, line.id], behind) < 0) &&
      line.message.includes(contains),
  };
}

function passerOf({ templates, traceId, from }: BlockSearch): (head: BlockHead) => boolean {
  const ofTemplates = templates?.map((template) => hashOf('template', template));
  const ofTrace = traceId === undefined ? undefined : hashOf('trace', traceId);
  return ({ marks, newest }) =>
    newest >= from &&
    (ofTrace === undefined || mayHave(marks, ofTrace)) &&
    (ofTemplates === undefined || ofTemplates.some((hash) => mayHave(marks, hash)));
}

function keyOf(line: LogLine | undefined): LineKey | null {
  return line === undefined ? null : [line.at, line.id];
}

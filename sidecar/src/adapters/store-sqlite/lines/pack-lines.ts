import type { LogLine } from '../../../domain/signals/log-line.ts';
import { marksOf } from './block-marks.ts';
import { encodeBlock } from './block-text.ts';
import { LEVEL_CLASSES, levelClass } from './log-levels.ts';

/**
 * All lines of a block happened in the same minute, whatever else a request brings: then a search that knows the newest
 * line of each block knows that nothing much older hides in it.
 */
export const BLOCK_SPAN_MS = 60_000;
/** What a search reads for one line of it, and what one call of expire takes at once. */
const MOST_LINES_A_BLOCK = 500;
const MOST_CHARACTERS_A_BLOCK = 256 * 1024;

export interface PackedBlock {
  readonly service: string;
  readonly class: number;
  readonly newest: number;
  readonly oldest: number;
  readonly lines: number;
  readonly marks: Uint8Array;
  readonly text: string;
}

interface OpenBlock {
  readonly service: string;
  readonly class: number;
  readonly lines: LogLine[];
  characters: number;
}

/** Puts lines into blocks, in their order. */
export function packLines(lines: readonly LogLine[]): PackedBlock[] {
  const blocks: OpenBlock[] = [];
  const services = new Map<string, Map<number, OpenBlock>>();
  for (const line of lines) {
    let ofService = services.get(line.service);
    if (ofService === undefined) {
      ofService = new Map();
      services.set(line.service, ofService);
    }
    const lineClass = levelClass(line.level);
    const place = Math.floor(line.at / BLOCK_SPAN_MS) * LEVEL_CLASSES + lineClass;
    let block = ofService.get(place);
    if (block === undefined || isFull(block)) {
      block = { service: line.service, class: lineClass, lines: [], characters: 0 };
      ofService.set(place, block);
      blocks.push(block);
    }
    block.lines.push(line);
    block.characters += line.message.length + (line.stack?.length ?? 0);
  }
  return blocks.map(packed);
}

function isFull({ lines, characters }: OpenBlock): boolean {
  return lines.length >= MOST_LINES_A_BLOCK || characters >= MOST_CHARACTERS_A_BLOCK;
}

function packed({ service, class: lineClass, lines }: OpenBlock): PackedBlock {
  let newest = Number.NEGATIVE_INFINITY;
  let oldest = Number.POSITIVE_INFINITY;
  for (const { at } of lines) {
    newest = at > newest ? at : newest;
    oldest = at < oldest ? at : oldest;
  }
  const text = encodeBlock(lines, oldest);
  return { service, class: lineClass, newest, oldest, lines: lines.length, marks: marksOf(lines), text };
}

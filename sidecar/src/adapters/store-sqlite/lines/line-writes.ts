import type { Database } from 'better-sqlite3';
import { packBody } from './block-body.ts';
import type { PackedBlock } from './pack-lines.ts';
import { LEVEL_CLASSES } from './log-levels.ts';

const BLOCKS_LOOKED_AT = 1_000;

export function lineWrites(database: Database) {
  const insert = database.prepare(
    `INSERT INTO log_blocks (organisation, service, class, newest, oldest, lines, packing, marks, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  );
  const expired = database
    .prepare<
      [number, number, number, number],
      [row: number, lines: number]
    >(`SELECT row, lines FROM log_blocks WHERE organisation = ? AND class = ? AND newest < ? ORDER BY newest LIMIT ?`)
    .raw();
  const remove = database.prepare('DELETE FROM log_blocks WHERE row = ?');

  return {
    addBlock(place: { organisation: number; service: number }, block: PackedBlock): void {
      const { class: lineClass, newest, oldest, lines, marks, text } = block;
      const { packing, body } = packBody(text);
      insert.run(place.organisation, place.service, lineClass, newest, oldest, lines, packing, marks, body);
    },

    /** Whole blocks: the last lines before the time stay until their block, a minute at most, is over. */
    expireBlocks({ organisation, at, atMost }: { organisation: number; at: number; atMost: number }): number {
      let gone = 0;
      for (let lineClass = 0; lineClass < LEVEL_CLASSES; lineClass += 1) {
        for (const [row, lines] of expired.all(organisation, lineClass, at, BLOCKS_LOOKED_AT)) {
          if (gone > 0 && gone + lines > atMost) {
            return gone;
          }
          remove.run(row);
          gone += lines;
        }
      }
      return gone;
    },
  };
}

import { ApplicationError } from '../../../../platform/application-error.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { ExportMemories } from '../../../../usecases/imports/export-memories.ts';
import type { ImportAlertHistory } from '../../../../usecases/imports/import-alert-history.ts';
import type { ImportMemories } from '../../../../usecases/imports/import-memories.ts';
import type { ImportQueue } from '../../../../usecases/imports/import-queue.ts';
import type { ImportRuns } from '../../../../usecases/imports/import-runs.ts';
import type { Handlers } from '../../call.ts';
import { sendPieces } from '../../send-pieces.ts';
import { presentMemory } from '../../present/present-memory.ts';
import { requireOn } from './memory-routes.ts';

interface Dependencies {
  readonly imports: ImportMemories;
  readonly alertHistory: ImportAlertHistory;
  readonly runs: ImportRuns;
  readonly queue: ImportQueue;
  readonly exports: ExportMemories;
  readonly clock: Pick<Clock, 'now'>;
  readonly isEnabled: boolean;
}

type ImportRoutes =
  | 'previewImport'
  | 'importMemories'
  | 'previewGrafanaImport'
  | 'importFromGrafana'
  | 'listImports'
  | 'readImportQueue'
  | 'decideImported'
  | 'exportMemories';

const EXPORTS = {
  json: { type: 'application/json; charset=utf-8', name: 'incident-memory.json' },
  markdown: { type: 'text/markdown; charset=utf-8', name: 'incident-memory.md' },
} as const;

/** What comes in from outside and is confirmed, and what goes out. */
export function importRoutes(dependencies: Dependencies): Pick<Handlers, ImportRoutes> {
  const { imports, alertHistory, runs, queue, exports, clock, isEnabled } = dependencies;
  return {
    previewImport: ({ reader, body }) => imports.preview(reader.scope, body, reader),
    importMemories: ({ reader, body }) => {
      requireOn(isEnabled);
      return imports.import(reader.scope, body, reader);
    },
    previewGrafanaImport: ({ reader, body }) => alertHistory.preview(reader.scope, body, reader),
    importFromGrafana: ({ reader, body }) => {
      requireOn(isEnabled);
      return alertHistory.import(reader.scope, body, reader);
    },
    listImports: async ({ reader, query: { limit, cursor = '0' } }) => {
      if (!/^\d{1,6}$/.test(cursor)) {
        throw new ApplicationError('IM_REQUEST_INVALID', {
          details: { problem: 'this cursor was not made here' },
          path: 'query.cursor',
        });
      }
      const all = await runs.list(reader.scope);
      const next = Number(cursor) + limit;
      return { items: all.slice(Number(cursor), next), nextCursor: next < all.length ? String(next) : null };
    },
    readImportQueue: ({ reader }) => queue.read(reader.scope),
    decideImported: async ({ reader, params, body }) => {
      requireOn(isEnabled);
      const records = await queue.decide(reader.scope, params.signature, { body, login: reader.login });
      return { signature: params.signature, decision: body.decision, memories: records.map(presentMemory) };
    },
    exportMemories: ({ reader, query: { format }, reply }) => {
      const { type, name } = EXPORTS[format];
      const pieces =
        format === 'json'
          ? exports.json(reader.scope, new Date(clock.now()).toISOString())
          : exports.markdown(reader.scope);
      return sendPieces(reply, { type, name, pieces });
    },
  };
}

import { IMPORT_MAX_RECORDS, Memory, type ImportProblem } from '@incident-memory/contract';
import { nothingRead, type FileRead, type ImportReader } from '../episode.ts';
import { recordOf } from './plain-text.ts';

/** What `GET /v1/memory/export` writes at the head of its JSON. */
export const EXPORT_FORMAT = 'incident-memory';
export const EXPORT_VERSION = 1;

/** The product's own export: whole memories, with attempts, outcomes and what people said (writing/restored-memory.ts). */
export const ownExportReader: ImportReader = {
  format: 'incident-memory',
  reads: ({ json }) => recordOf(json?.value)?.format === EXPORT_FORMAT,
  *read(file) {
    const told = recordOf(file.json?.value);
    const records = Array.isArray(told?.memories) ? (told.memories as unknown[]).slice(0, IMPORT_MAX_RECORDS + 1) : [];
    const problems: ImportProblem[] = [];
    if (told?.version !== EXPORT_VERSION) {
      const problem = `its version is ${String(told?.version).slice(0, 20)}; version ${EXPORT_VERSION} is read here`;
      return { ...nothingRead('incident-memory'), problems: [{ file: file.name, place: '', problem }] };
    }
    const memories: FileRead['memories'][number][] = [];
    for (const [index, value] of records.entries()) {
      yield;
      const place = `record ${index + 1}`;
      const parsed = Memory.safeParse(value);
      if (parsed.success) {
        memories.push({ place, memory: parsed.data });
        continue;
      }
      const [issue] = parsed.error.issues;
      const problem = `it is no memory: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
      problems.push({ file: file.name, place, problem });
    }
    return { ...nothingRead('incident-memory'), records: records.length, memories, problems };
  },
};

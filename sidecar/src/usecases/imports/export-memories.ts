import type { Memory } from '@incident-memory/contract';
import { DOCUMENT_BREAK } from '../../domain/imports/reading/documents/markdown-reader.ts';
import { EXPORT_FORMAT, EXPORT_VERSION } from '../../domain/imports/reading/own-export-reader.ts';
import { markdownOfMemory } from '../../domain/imports/writing/markdown-of-memory.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { everyRecord } from '../every-record.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'memories'>;
  /** The form in which a memory leaves the product. */
  readonly present: (record: MemoryRecord) => Memory;
}

/** So many memories are in memory at once, however many there are. */
const PAGE = 100;

/** Everything that the reader may see, the oldest first, piece by piece: what is exported never lies in memory as a whole. */
export class ExportMemories {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async *memories(scope: Scope): AsyncGenerator<Memory, void> {
    const { stores, present } = this.dependencies;
    const listed = everyRecord((page) => stores.memories.list(scope, { sort: 'startedAt', limit: PAGE, ...page }));
    for await (const record of listed) {
      yield present(record);
    }
  }

  /** One JSON document, a memory a line, that `POST /v1/memory/imports` takes again. */
  async *json(scope: Scope, exportedAt: string): AsyncGenerator<string, void> {
    const memories = this.memories(scope);
    // Asked for before anything is told: a store that does not answer is an error, and no empty export.
    let next = await memories.next();
    yield `{"format":${JSON.stringify(EXPORT_FORMAT)},"version":${EXPORT_VERSION},"exportedAt":"${exportedAt}","memories":[`;
    let before = '\n';
    for (; next.done !== true; next = await memories.next()) {
      yield `${before}${JSON.stringify(next.value)}`;
      before = ',\n';
    }
    yield '\n]}\n';
  }

  /** A document a memory, with a mark between them. */
  async *markdown(scope: Scope): AsyncGenerator<string, void> {
    let before = '';
    for await (const memory of this.memories(scope)) {
      yield `${before}${markdownOfMemory(memory)}`;
      before = `\n${DOCUMENT_BREAK}\n\n`;
    }
  }
}

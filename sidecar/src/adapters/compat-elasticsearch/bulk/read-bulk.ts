import { isUtf8 } from 'node:buffer';
import { fail, succeed, type Result } from '../../../domain/result.ts';
import type { RawSignals } from '../../../domain/signals/raw-signals.ts';
import { readJson } from '../../../platform/strict-json.ts';
import { DocumentReader } from '../documents/read-document.ts';
import { isObject } from '../documents/field-tree.ts';
import { readActionLine, type ActionLine } from './action-line.ts';
import type { BulkItem, ItemOutcome, ItemProblem } from './bulk-item.ts';

export interface BulkRead {
  readonly items: readonly BulkItem[];
  readonly signals: RawSignals;
  /** The same bytes again are the same events again: a document brought its own id or a time finer than a second. */
  readonly isItsOwnIdentity: boolean;
}

/** Why nothing of a request can be taken; completes "The request body could not be read: …". */
export type BulkProblem = { readonly problem: string } | { readonly tooManyDocuments: number };

/** A few packed kilobytes can hold half a million empty ones, and each is answered. */
export const MAX_DOCUMENTS = 50_000;
const NEW_LINE = 0x0a;
const MAX_DEPTH = 32;

/** The body of `_bulk`: lines of JSON, an action and its document by turns. */
export function readBulk(body: Buffer, index: string | null): Result<BulkRead, BulkProblem> {
  if (body.length === 0) {
    return fail({ problem: 'it is empty' });
  }
  if (body.at(-1) !== NEW_LINE) {
    return fail({ problem: 'its last line does not end: every line ends with a newline, the last one too' });
  }
  return new BulkReader(body, index).read();
}

/** A document alone, its index and perhaps its id in the address. */
export function readSingle(body: Buffer, { index, id }: { index: string; id: string | null }): Result<BulkRead, never> {
  const documents = new DocumentReader();
  const outcome = isUtf8(body) ? takeDocument(documents, body.toString('utf8'), null) : unreadable('it is not UTF-8');
  const isItsOwnIdentity = id !== null || documents.hasFineTime;
  return succeed({
    items: [{ action: 'index', index, id, outcome }],
    signals: documents.signals(),
    isItsOwnIdentity,
  });
}

class BulkReader {
  private readonly body: Buffer;
  private readonly pathIndex: string | null;
  private readonly allUtf8: boolean;
  private readonly documents = new DocumentReader();
  private readonly items: BulkItem[] = [];
  private position = 0;
  private line = 0;
  private lineIsUtf8 = true;
  private givenIds = false;
  /** Most senders write the same action before every document. */
  private lastText = '';
  private lastAction: ActionLine | null = null;

  constructor(body: Buffer, pathIndex: string | null) {
    this.body = body;
    this.pathIndex = pathIndex;
    this.allUtf8 = isUtf8(body);
  }

  read(): Result<BulkRead, BulkProblem> {
    while (this.position < this.body.length) {
      const text = this.nextLine();
      if (isBlank(text)) {
        continue;
      }
      if (this.items.length >= MAX_DOCUMENTS) {
        return fail({ tooManyDocuments: MAX_DOCUMENTS });
      }
      const action = this.actionOf(text);
      if (!action.ok) {
        return fail({ problem: `line ${this.line}: ${action.failure}` });
      }
      if (action.value.action !== 'delete' && this.position >= this.body.length) {
        return fail({ problem: `line ${this.line}: the document that belongs to this action is missing` });
      }
      this.readItem(action.value);
    }
    if (this.items.length === 0) {
      return fail({ problem: 'it is empty' });
    }
    const isItsOwnIdentity = this.givenIds || this.documents.hasFineTime;
    return succeed({ items: this.items, signals: this.documents.signals(), isItsOwnIdentity });
  }

  private readItem(about: ActionLine): void {
    const source = about.action === 'delete' ? '' : this.nextLine();
    const outcome = about.problem ?? this.outcomeOf(source, about);
    this.givenIds ||= about.id !== null && outcome === 'taken';
    this.items.push({ action: about.action, index: about.index, id: about.id, outcome });
  }

  private actionOf(text: string): Result<ActionLine, string> {
    if (this.lastAction !== null && text === this.lastText) {
      return succeed(this.lastAction);
    }
    if (!this.lineIsUtf8) {
      return fail('it is not UTF-8');
    }
    const read = readActionLine(text, this.pathIndex);
    if (read.ok) {
      this.lastText = text;
      this.lastAction = read.value;
    }
    return read;
  }

  private outcomeOf(source: string, { dynamicTemplates }: ActionLine): ItemOutcome {
    if (!this.lineIsUtf8) {
      return unreadable('it is not UTF-8');
    }
    return takeDocument(this.documents, source, dynamicTemplates);
  }

  private nextLine(): string {
    const { body, position } = this;
    const end = body.indexOf(NEW_LINE, position);
    this.position = end + 1;
    this.line += 1;
    this.lineIsUtf8 = this.allUtf8 || isUtf8(body.subarray(position, end));
    return body.toString('utf8', position, end);
  }
}

/** Reads one document and keeps what it says. */
function takeDocument(
  documents: DocumentReader,
  source: string,
  dynamicTemplates: ActionLine['dynamicTemplates']
): ItemOutcome {
  if (isBlank(source)) {
    return unreadable('the document is empty');
  }
  const read = readJson(source, MAX_DEPTH);
  if (!read.ok) {
    return unreadable(read.failure.problem, read.failure.path);
  }
  if (!isObject(read.value)) {
    return unreadable('expected an object');
  }
  const fate = documents.take(read.value, { source, dynamicTemplates });
  return typeof fate === 'string' ? fate : unreadable(fate.problem, fate.field);
}

function unreadable(problem: string, field = ''): ItemProblem {
  return { type: 'document_parsing_exception', problem, field };
}

const SOMETHING = /[^\s]/;

function isBlank(text: string): boolean {
  return text.length === 0 || !SOMETHING.test(text);
}

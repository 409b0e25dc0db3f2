import { redact } from '../../../domain/redaction/redact.ts';
import type { BulkItem, ItemOutcome, ItemProblem } from './bulk-item.ts';

interface Answered {
  /** Stands in the ids that we make, so that a repeated request is answered with the same ones. */
  readonly digest: string;
  readonly tookMs: number;
}

/** Each item in its place, as text: with thousands of them this is quicker than building objects. */
export function bulkAnswer(items: readonly BulkItem[], { digest, tookMs }: Answered): string {
  const answers = items.map((item, index) => `{"${item.action}":${itemAnswer(item, idOf(item, digest, index))}}`);
  const errors = items.some(({ outcome }) => typeof outcome === 'object');
  return `{"took":${tookMs},"errors":${String(errors)},"items":[${answers.join(',')}]}`;
}

/** Of an action and its document that were taken or not; also the whole answer where only one was sent. */
export function itemAnswer({ index, outcome }: BulkItem, id: string): string {
  const named = `"_index":${JSON.stringify(index)},"_id":${JSON.stringify(id)}`;
  if (typeof outcome === 'object') {
    return `{${named},"status":400,"error":${JSON.stringify(itemError(outcome))}}`;
  }
  return `{${named},"_version":1,${resultOf(outcome)},${SHARDS}}`;
}

const SHARDS = '"_shards":{"total":1,"successful":1,"failed":0},"_seq_no":0,"_primary_term":1';

function resultOf(outcome: Exclude<ItemOutcome, ItemProblem>): string {
  return outcome === 'taken' ? '"result":"created","status":201' : '"result":"noop","status":200';
}

/** Too much at once: every item is to be sent again, which bulk helpers do by themselves, unlike a whole request. */
export function busyAnswer(items: readonly BulkItem[], { tookMs, reason }: { tookMs: number; reason: string }): string {
  const error = JSON.stringify({ type: 'es_rejected_execution_exception', reason });
  const answers = items.map(({ action, index, id, outcome }) => {
    const about = typeof outcome === 'object' ? { status: 400, error: JSON.stringify(itemError(outcome)) } : null;
    const named = `"_index":${JSON.stringify(index)}${id === null ? '' : `,"_id":${JSON.stringify(id)}`}`;
    return `{"${action}":{${named},"status":${about?.status ?? 429},"error":${about?.error ?? error}}}`;
  });
  return `{"took":${tookMs},"errors":true,"items":[${answers.join(',')}]}`;
}

/** The id of a document that has none of its own. It names nothing that could be read back. */
export function idOf({ id }: BulkItem, digest: string, index: number): string {
  return id ?? `${digest}.${index}`;
}

/** Senders log it, and a secret may be a key. */
export function itemError({ type, problem, field }: ItemProblem): { type: string; reason: string } {
  const where = field === '' ? '' : ` at [${field}]`;
  return { type, reason: redact(`IM_REQUEST_INVALID${where}: ${problem}. This document was not stored.`) };
}

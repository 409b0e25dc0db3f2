import type { estypes } from '@elastic/elasticsearch';
import { ExponentialBackoff, handleType, retry } from 'cockatiel';
import { StoreRefused, StoreUnavailable } from '../../ports/stores/store-failure.ts';
import { BUSY_ATTEMPTS, BUSY_BACKOFF } from '../elasticsearch-client/call.ts';

export interface BulkWrite {
  readonly action: 'create' | 'index' | 'delete';
  readonly index: string;
  readonly id: string;
  readonly document?: object;
  /** Of an 'index': what is there with a higher one stays, and that is fine. */
  readonly version?: number;
  /** With `version`: one that is equal is replaced (the default), or stays as well. */
  readonly orEqual?: boolean;
  /** Of an 'index': what changed since it was read stays, and that is an answer (409). */
  readonly onlyIf?: { readonly if_seq_no: number; readonly if_primary_term: number };
}

type Send = (operations: object[]) => Promise<estypes.BulkResponse>;

/** Requests of a few megabytes: larger ones gain nothing and may be refused (http.max_content_length). */
const MOST_WRITES_A_REQUEST = 2_000;
const MOST_CHARACTERS_A_REQUEST = 4_000_000;

/** A shard that is too busy, or has no active copy yet: the same write may do in a moment. */
const PASSING = new Set([429, 503]);

class StillBusy extends Error {}
const whileBusy = retry(handleType(StillBusy), {
  maxAttempts: BUSY_ATTEMPTS,
  backoff: new ExponentialBackoff(BUSY_BACKOFF),
});

/**
 * Writes all of them, in order of requests, and reads the status of each. "Already there" (create) and "gone
 * already" (delete) are fine: ids are chosen so that a write that is sent twice is one. Returns the statuses; throws
 * StoreUnavailable where one could not be written, and then any of them may have been: the caller sends all again;
 * StoreRefused where one of them never will be.
 */
export async function writeInBulk(writes: readonly BulkWrite[], send: Send): Promise<number[]> {
  const statuses: number[] = [];
  for (const part of inRequests(writes)) {
    statuses.push(...(await writePart(part, send)));
  }
  return statuses;
}

async function writePart(writes: readonly BulkWrite[], send: Send): Promise<number[]> {
  const statuses = writes.map(() => 429);
  try {
    await whileBusy.execute(async () => {
      const open = writes.flatMap((write, place) => (PASSING.has(statuses[place] ?? 0) ? [{ write, place }] : []));
      const { items } = await send(open.flatMap(({ write }) => operationsOf(write)));
      for (const [position, { write, place }] of open.entries()) {
        statuses[place] = statusOfItem(items[position], write);
      }
      if (statuses.some((status) => PASSING.has(status))) {
        throw new StillBusy();
      }
    });
  } catch (failure) {
    throw failure instanceof StillBusy
      ? new StoreUnavailable(`Elasticsearch stayed too busy to write, ${BUSY_ATTEMPTS} times over`)
      : failure;
  }
  return statuses;
}

/** What it says of a document that does not fit, today and ever after. A field that it does not know may yet be mapped. */
const REFUSALS: ReadonlySet<string> = new Set(['document_parsing_exception', 'mapper_parsing_exception']);

function statusOfItem(item: estypes.BulkResponse['items'][number] | undefined, write: BulkWrite): number {
  const answer = item?.[write.action];
  if (answer === undefined) {
    throw new StoreUnavailable('Elasticsearch did not answer for each write of a bulk request');
  }
  const { status } = answer;
  const mayBeThere = write.action === 'create' || write.version !== undefined || write.onlyIf !== undefined;
  const fine = status < 300 || (mayBeThere && status === 409);
  const gone = write.action === 'delete' && status === 404 && answer.error === undefined;
  if (!fine && !gone && !PASSING.has(status)) {
    const type = answer.error?.type ?? 'unknown';
    const sentence = `Elasticsearch refused a write to ${write.index} (${status}, ${type})`;
    throw REFUSALS.has(type) ? new StoreRefused(sentence) : new StoreUnavailable(sentence);
  }
  return status;
}

function operationsOf({ action, index, id, document, version, orEqual = true, onlyIf }: BulkWrite): object[] {
  const versioned = version === undefined ? {} : { version, version_type: orEqual ? 'external_gte' : 'external' };
  const line = { [action]: { _index: index, _id: id, ...versioned, ...onlyIf } };
  return document === undefined ? [line] : [line, document];
}

function* inRequests(writes: readonly BulkWrite[]): Generator<BulkWrite[]> {
  let part: BulkWrite[] = [];
  let characters = 0;
  for (const write of writes) {
    const size = sizeOf(write);
    if (part.length > 0 && (part.length >= MOST_WRITES_A_REQUEST || characters + size > MOST_CHARACTERS_A_REQUEST)) {
      yield part;
      part = [];
      characters = 0;
    }
    part.push(write);
    characters += size;
  }
  if (part.length > 0) {
    yield part;
  }
}

/** Near enough: the long things in our documents are strings at the top. */
function sizeOf({ id, document = {} }: BulkWrite): number {
  return Object.values(document).reduce<number>(
    (sum, value) => sum + 30 + (typeof value === 'string' ? value.length : 0),
    id.length
  );
}

import { fail, succeed, type Result } from '../../../domain/result.ts';
import { readJson } from '../../../platform/strict-json.ts';
import { isObject, type JsonObject } from '../documents/field-tree.ts';
import type { ItemProblem } from './bulk-item.ts';

export const ACTIONS = ['index', 'create', 'update', 'delete'] as const;
export type BulkAction = (typeof ACTIONS)[number];

/** What stands before a document, or alone where something is to be deleted. */
export interface ActionLine {
  readonly action: BulkAction;
  readonly index: string;
  /** Given by the sender; null where we are to make one. */
  readonly id: string | null;
  readonly dynamicTemplates: JsonObject | null;
  /** The line is understood, and its document is not taken. */
  readonly problem: ItemProblem | null;
}

/** Of no meaning to us, and harmless. `_type` ended with Elasticsearch 7; rsyslog sends it unless told otherwise. */
const IGNORED: ReadonlySet<string> = new Set([
  '_index',
  '_id',
  '_type',
  'routing',
  'pipeline',
  'require_alias',
  'require_data_stream',
  'list_executed_pipelines',
  'dynamic_templates',
  'retry_on_conflict',
]);
/** Conditions on an earlier version, of which there is none here. */
const CONDITIONS: ReadonlySet<string> = new Set(['version', 'version_type', 'if_seq_no', 'if_primary_term']);
const MAX_NAME_LENGTH = 255;
const MAX_ID_LENGTH = 512;
const MAX_ACTION_LENGTH = 64 * 1024;
const MAX_DEPTH = 4;

/** The problem completes "line 3: …". Then it cannot be known where the next action stands, and nothing is taken. */
export function readActionLine(text: string, index: string | null): Result<ActionLine, string> {
  if (text.length > MAX_ACTION_LENGTH) {
    return fail('an action is not as long as this');
  }
  const read = readJson(text, MAX_DEPTH);
  if (!read.ok) {
    return fail(read.failure.problem);
  }
  const [[action, about] = [], ...more] = isObject(read.value) ? Object.entries(read.value) : [];
  const known = ACTIONS.find((one) => one === action);
  if (known === undefined || !isObject(about) || more.length > 0) {
    return fail('expected an action: {"index":{…}}, {"create":{…}}, {"update":{…}} or {"delete":{…}}');
  }
  return succeed(understood(known, about, index));
}

function understood(action: BulkAction, about: JsonObject, pathIndex: string | null): ActionLine {
  const index = nameOf(about['_index']) ?? pathIndex ?? '';
  const id = idOf(about['_id']);
  const templates = about['dynamic_templates'];
  return {
    action,
    index,
    id,
    dynamicTemplates: isObject(templates) ? templates : null,
    problem: problemOf(action, { about, index, id }),
  };
}

function problemOf(
  action: BulkAction,
  { about, index, id }: { about: JsonObject; index: string; id: string | null }
): ItemProblem | null {
  if (action === 'update' || action === 'delete') {
    return refusal('what was taken is never changed: send index or create', action);
  }
  if (index === '' || index.length > MAX_NAME_LENGTH) {
    return refusal('expected the name of an index', '_index');
  }
  const givenId = about['_id'];
  if (id === null && givenId !== undefined && givenId !== null) {
    return refusal(`expected 1 to ${MAX_ID_LENGTH} characters`, '_id');
  }
  const { pipeline } = about;
  if (pipeline !== undefined && pipeline !== null && pipeline !== '_none' && pipeline !== '') {
    return refusal('there are no ingest pipelines here: prepare documents before they are sent', 'pipeline');
  }
  for (const key of Object.keys(about)) {
    if (CONDITIONS.has(key) && about[key] !== null) {
      return refusal('there are no versions here to compare with', key);
    }
    if (!IGNORED.has(key) && !CONDITIONS.has(key)) {
      return refusal('is not known in an action', key);
    }
  }
  return null;
}

function refusal(problem: string, field: string): ItemProblem {
  return { type: 'illegal_argument_exception', problem, field };
}

function nameOf(told: unknown): string | null {
  return typeof told === 'string' && told !== '' ? told : null;
}

/** Elasticsearch takes numbers as well. */
function idOf(told: unknown): string | null {
  const id = typeof told === 'number' ? String(told) : told;
  return typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH ? id : null;
}

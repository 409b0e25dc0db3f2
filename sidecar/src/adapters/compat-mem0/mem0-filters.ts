import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import { isClientNote } from '../../usecases/clients/client-notes.ts';
import type { LabelConditions, NoteFilter } from '../../usecases/clients/find-notes.ts';
import { encoded, ENTITIES, metadataKey, metadataOf, OWN_APP, type Entity } from './mem0-labels.ts';

type Condition = (record: MemoryRecord) => boolean;
type Filters = Readonly<Record<string, unknown>>;

/** More alternatives than this are not asked one by one: all is read and looked through. */
const MAX_ALTERNATIVES = 16;
const MAX_DEPTH = 8;
/** Each is asked of each memory that is looked through. */
const MAX_CONDITIONS = 100;
/** Named in refusals instead of what was sent, which may be anything, a secret too. */
const FIELDS = `${ENTITIES.join(', ')}, metadata, created_at, updated_at, categories, memory_ids, keywords`;
const OPERATORS = 'eq, ne, in, gt, gte, lt, lte, contains, icontains';
const EVERYTHING: readonly LabelConditions[] = [[]];

/**
 * mem0's filters: fields with a value or with operators, joined by AND, OR and NOT. What can be said by labels narrows
 * what the store reads; the whole condition decides.
 */
export function readFilters(filters: unknown): NoteFilter & { readonly entities: ReadonlySet<string> } {
  const entities = new Set<string>();
  const given = isObject(filters) ? filters : {};
  requireFew(given);
  const fits = conditionOf(given, { depth: 0, entities });
  const alternatives = alternativesOf(given);
  return { fits, entities, alternatives: alternatives.length <= MAX_ALTERNATIVES ? alternatives : EVERYTHING };
}

/** Values count too: `in` may hold many. */
function requireFew(filters: Filters): void {
  let count = 0;
  const waiting: unknown[] = [filters];
  while (waiting.length > 0) {
    const one = waiting.pop();
    const children = typeof one === 'object' && one !== null ? Object.values(one) : [];
    count += children.length;
    if (count > MAX_CONDITIONS) {
      throw refused(`filters hold more than ${MAX_CONDITIONS} conditions and values`);
    }
    waiting.push(...children);
  }
}

/** mem0 answers no question that says nobody's memories are meant. */
export function requireEntity({ entities }: { readonly entities: ReadonlySet<string> }): void {
  if (entities.size === 0) {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: `one of ${ENTITIES.join(', ')} is needed in filters` },
      path: 'body.filters',
    });
  }
}

function conditionOf(filters: Filters, place: { depth: number; entities: Set<string> }): Condition {
  if (place.depth > MAX_DEPTH) {
    throw refused('filters lie deeper than is read');
  }
  const deeper = { ...place, depth: place.depth + 1 };
  const conditions = Object.entries(filters).map(([key, value]): Condition => {
    switch (key.toUpperCase()) {
      case 'AND': {
        const all = listOf(value).map((one) => conditionOf(one, deeper));
        return (record) => all.every((holds) => holds(record));
      }
      case 'OR': {
        const any = listOf(value).map((one) => conditionOf(one, deeper));
        return (record) => any.some((holds) => holds(record));
      }
      case 'NOT': {
        const none = listOf(value).map((one) => conditionOf(one, deeper));
        return (record) => !none.some((holds) => holds(record));
      }
      default:
        return fieldCondition(key, value, place.entities);
    }
  });
  return (record) => conditions.every((holds) => holds(record));
}

function fieldCondition(key: string, value: unknown, entities: Set<string>): Condition {
  if (key === 'metadata') {
    const parts = Object.entries(isObject(value) ? value : {}).map(([name, wanted]) =>
      comparison(wanted, (record) => metadataOf(record.labels)[name])
    );
    return (record) => parts.every((holds) => holds(record));
  }
  if (isEntity(key)) {
    entities.add(key);
    return comparison(value, (record) => entityOf(record, key));
  }
  switch (key) {
    case 'created_at':
      return comparison(value, ({ startedAt }) => startedAt);
    case 'updated_at':
      return comparison(value, ({ updatedAt }) => updatedAt);
    case 'categories':
      return comparison(value, ({ category }) => category);
    case 'memory_ids':
      return comparison({ in: value }, ({ id }) => id.slice('mem_'.length));
    case 'keywords':
      return comparison(value, ({ text }) => text);
    default:
      throw refused(`there is a field that cannot be filtered by; those that can: ${FIELDS}`);
  }
}

/** The team's own memory belongs to an app of its own, so that nobody meets it who did not ask for it. */
export function entityOf(record: MemoryRecord, key: Entity): string | undefined {
  return isClientNote(record) ? record.labels[key] : key === 'app_id' ? OWN_APP : undefined;
}

type Value = (record: MemoryRecord) => unknown;

function comparison(wanted: unknown, valueOf: Value): Condition {
  if (wanted === '*') {
    return (record) => valueOf(record) !== undefined;
  }
  if (!isObject(wanted)) {
    return (record) => same(valueOf(record), wanted);
  }
  const parts = Object.entries(wanted).map(([operator, operand]) => operation(operator, operand, valueOf));
  return (record) => parts.every((holds) => holds(record));
}

function operation(operator: string, operand: unknown, valueOf: Value): Condition {
  const compared = (test: (difference: number) => boolean): Condition => {
    return (record) => {
      const value = valueOf(record);
      return value !== undefined && test(compare(value, operand));
    };
  };
  switch (operator) {
    case 'eq':
      return (record) => same(valueOf(record), operand);
    case 'ne':
      return (record) => !same(valueOf(record), operand);
    case 'in':
      return (record) => (Array.isArray(operand) ? operand : [operand]).some((one) => same(valueOf(record), one));
    case 'gt':
      return compared((difference) => difference > 0);
    case 'gte':
      return compared((difference) => difference >= 0);
    case 'lt':
      return compared((difference) => difference < 0);
    case 'lte':
      return compared((difference) => difference <= 0);
    case 'contains':
    case 'icontains':
      return (record) => textOf(valueOf(record)).toLowerCase().includes(textOf(operand).toLowerCase());
    default:
      throw refused(`there is an operator that is not known; those that are: ${OPERATORS}`);
  }
}

function same(value: unknown, wanted: unknown): boolean {
  if (value === undefined) {
    return wanted === null;
  }
  return value === wanted || encoded(value) === encoded(wanted) || compare(value, wanted) === 0;
}

/** Times against times, numbers against numbers, else as text; NaN where they cannot be compared. */
function compare(value: unknown, operand: unknown): number {
  if (typeof value === 'number') {
    const other = typeof operand === 'number' ? operand : Date.parse(textOf(operand));
    return value - other;
  }
  return textOf(value).localeCompare(textOf(operand));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** What of it labels can say: alternatives, of each of which all conditions hold. */
function alternativesOf(filters: Filters): readonly LabelConditions[] {
  return Object.entries(filters).reduce<readonly LabelConditions[]>(
    (sofar, [key, value]) => crossed(sofar, alternativesOfKey(key, value)),
    EVERYTHING
  );
}

function alternativesOfKey(key: string, value: unknown): readonly LabelConditions[] {
  switch (key.toUpperCase()) {
    case 'AND':
      return listOf(value).reduce<readonly LabelConditions[]>(
        (sofar, one) => crossed(sofar, alternativesOf(one)),
        EVERYTHING
      );
    case 'OR':
      return listOf(value).flatMap((one) => alternativesOf(one));
  }
  if (key === 'metadata' && isObject(value)) {
    return [
      Object.entries(value)
        .filter(([, wanted]) => typeof wanted === 'string' && wanted !== '*')
        .map(([name, wanted]) => ({ key: metadataKey(name), value: encoded(wanted) })),
    ];
  }
  if (!isEntity(key)) {
    return EVERYTHING;
  }
  if (value === '*') {
    return key === 'app_id' ? EVERYTHING : [[{ key, value: null }]];
  }
  const wanted = isObject(value) ? value['in'] : value;
  const values = (Array.isArray(wanted) ? wanted : [wanted]).filter((one) => typeof one === 'string');
  return values.length === 0 || (key === 'app_id' && values.includes(OWN_APP))
    ? EVERYTHING
    : values.map((one) => [{ key, value: one }]);
}

function crossed(some: readonly LabelConditions[], others: readonly LabelConditions[]): readonly LabelConditions[] {
  return some.length * others.length > MAX_ALTERNATIVES
    ? some
    : some.flatMap((one) => others.map((other) => [...one, ...other]));
}

function isEntity(key: string): key is Entity {
  return ENTITIES.some((entity) => entity === key);
}

function isObject(value: unknown): value is Filters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): Filters[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

function refused(problem: string): ApplicationError {
  return new ApplicationError('IM_REQUEST_INVALID', { details: { problem }, path: 'body.filters' });
}

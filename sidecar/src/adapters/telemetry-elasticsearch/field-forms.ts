import type { estypes } from '@elastic/elasticsearch';
import { TelemetryUnavailable } from '../../ports/telemetry-source.ts';
import type { IndexMapping } from './read-mapping.ts';

type Query = estypes.QueryDslQueryContainer;

export interface OnlyWhere {
  readonly field: string;
  readonly value: string;
}

const EXACT = ['keyword', 'constant_keyword', 'wildcard', 'flattened', 'boolean'];
const NUMBERS = ['byte', 'short', 'integer', 'long', 'unsigned_long', 'float', 'double', 'half_float', 'scaled_float'];
const TEXTS = ['text', 'match_only_text'];

export function isNumber(mapping: IndexMapping, field: string): boolean {
  const types = mapping.of(field)?.types ?? [];
  return types.length > 0 && types.every((type) => NUMBERS.includes(type));
}

/** A text without a `.keyword` beside it. */
export function isLoneText(mapping: IndexMapping, field: string): boolean {
  const types = mapping.of(field)?.types ?? [];
  return types.every((type) => TEXTS.includes(type)) && mapping.of(`${field}.keyword`) === null;
}

/** Those of the candidates that the indices know; a configuration or preset of which nothing is there is refused. */
export function known(
  mapping: IndexMapping,
  role: string,
  { candidates, index, under = '' }: { candidates: readonly string[]; index: string; under?: string }
): [string, ...string[]] {
  const [first, ...others] = candidates.filter((field) => mapping.of(field) !== null);
  if (first === undefined) {
    throw new TelemetryUnavailable(
      `the indices ${index} have no field ${candidates.map((field) => `"${field}"`).join(' or ')}; ` +
        `name the field of the ${role} as ${under}fields.${role} of this source`
    );
  }
  return [first, ...others];
}

export function requireTime(
  mapping: IndexMapping,
  field: string,
  { index, under = '' }: { index: string; under?: string }
): void {
  const types = mapping.of(field)?.types ?? [];
  if (types.some((type) => type !== 'date' && type !== 'date_nanos')) {
    throw new TelemetryUnavailable(
      `the field "${field}" of ${index} is mapped as ${types.join(' and ')}, so it has no times; ` +
        `name a date field as ${under}fields.timestamp of this source`
    );
  }
}

/** The field itself, or its `.keyword`: words of a text cannot be counted as names. */
export function exactForm(mapping: IndexMapping, field: string, index: string): string {
  const found = mapping.of(field);
  const isExact = found?.types.every((type) => EXACT.includes(type) || NUMBERS.includes(type)) ?? false;
  if (found !== null && isExact && found.aggregatable) {
    return field;
  }
  const keyword = mapping.of(`${field}.keyword`);
  const isText = found?.types.every((type) => TEXTS.includes(type)) ?? false;
  if (isText && keyword?.types.join() === 'keyword' && keyword.aggregatable) {
    return `${field}.keyword`;
  }
  const types = found === null ? 'nothing' : found.types.join(' in some indices and ');
  throw new TelemetryUnavailable(
    `the field "${field}" of ${index} is mapped as ${types}, and has no form that can be counted everywhere; ` +
      'name a keyword field for it, or an index pattern whose indices agree'
  );
}

/** Numbers can be measured; a number inside a flattened object is kept as a word. */
export function requireNumber(mapping: IndexMapping, field: string, index: string): void {
  if (!isNumber(mapping, field)) {
    const types = mapping.of(field)?.types.join(' in some indices and ') ?? 'nothing';
    throw new TelemetryUnavailable(
      `the field "${field}" of ${index} is mapped as ${types}, so it cannot be measured; name a field of numbers`
    );
  }
}

export function onlyWhere(mapping: IndexMapping, only: readonly OnlyWhere[], index: string): Query[] {
  return only.map(({ field, value }) => ({ term: { [exactForm(mapping, field, index)]: value } }));
}

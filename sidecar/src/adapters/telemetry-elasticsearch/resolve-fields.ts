import type { estypes } from '@elastic/elasticsearch';
import { TelemetryUnavailable } from '../../ports/telemetry-source.ts';
import { SEVERITY_NUMBER, spellings } from './level-words.ts';
import type { TelemetryFields } from './presets.ts';
import type { IndexMapping } from './read-mapping.ts';

type Query = estypes.QueryDslQueryContainer;

/** The fields in the form in which they can be filtered and counted. */
export interface ResolvedFields {
  readonly timestamp: string;
  readonly service: string;
  readonly level: readonly string[];
  readonly isError: Query;
  readonly isWarning: Query;
  /** The narrowing of the configuration. */
  readonly only: readonly Query[];
}

export interface OnlyWhere {
  readonly field: string;
  readonly value: string;
}

const EXACT = ['keyword', 'constant_keyword', 'wildcard', 'flattened', 'boolean'];
const NUMBERS = ['byte', 'short', 'integer', 'long', 'unsigned_long', 'float', 'double', 'half_float', 'scaled_float'];
const TEXTS = ['text', 'match_only_text'];

/** Throws TelemetryUnavailable with a sentence that names the field that does not fit. */
export function resolveFields(
  mapping: IndexMapping,
  { fields, only, index }: { fields: TelemetryFields; only: readonly OnlyWhere[]; index: string }
): ResolvedFields {
  const [timestamp] = known(mapping, 'timestamp', { candidates: fields.timestamp, index });
  const [service] = known(mapping, 'service', { candidates: fields.service, index });
  const levels = known(mapping, 'level', { candidates: fields.level, index });
  requireTime(mapping, timestamp, index);
  const forms = levels.map((field) => levelForm(mapping, field, index));
  return {
    timestamp,
    service: exactForm(mapping, service, index),
    level: forms.map(({ field }) => field),
    isError: oneOf(forms.map(({ isError }) => isError)),
    isWarning: {
      bool: {
        filter: [oneOf(forms.map(({ isWarning }) => isWarning))],
        must_not: forms.map(({ isError }) => isError),
      },
    },
    only: only.map(({ field, value }) => ({ term: { [exactForm(mapping, field, index)]: value } })),
  };
}

function known(
  mapping: IndexMapping,
  role: string,
  { candidates, index }: { candidates: readonly string[]; index: string }
): [string, ...string[]] {
  const [first, ...others] = candidates.filter((field) => mapping.of(field) !== null);
  if (first === undefined) {
    throw new TelemetryUnavailable(
      `the indices ${index} have no field ${candidates.map((field) => `"${field}"`).join(' or ')}; ` +
        `name the field of the ${role} as fields.${role} of this source`
    );
  }
  return [first, ...others];
}

function requireTime(mapping: IndexMapping, field: string, index: string): void {
  const types = mapping.of(field)?.types ?? [];
  if (types.some((type) => type !== 'date' && type !== 'date_nanos')) {
    throw new TelemetryUnavailable(
      `the field "${field}" of ${index} is mapped as ${types.join(' and ')}, so it has no times; ` +
        'name a date field as fields.timestamp of this source'
    );
  }
}

/** The field itself, or its `.keyword`: words of a text cannot be counted as names. */
function exactForm(mapping: IndexMapping, field: string, index: string): string {
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

function levelForm(mapping: IndexMapping, field: string, index: string) {
  const types = mapping.of(field)?.types ?? [];
  if (types.every((type) => NUMBERS.includes(type))) {
    const { warn, error } = SEVERITY_NUMBER;
    return {
      field,
      isError: { range: { [field]: { gte: error } } },
      isWarning: { range: { [field]: { gte: warn, lt: error } } },
    };
  }
  // A text alone does: a level is one word, which the analyser folds to lower case.
  const isLoneText = types.every((type) => TEXTS.includes(type)) && mapping.of(`${field}.keyword`) === null;
  const form = isLoneText ? field : exactForm(mapping, field, index);
  return {
    field: form,
    isError: { terms: { [form]: spellings('error') } },
    isWarning: { terms: { [form]: spellings('warn') } },
  };
}

function oneOf(should: Query[]): Query {
  return { bool: { should, minimum_should_match: 1 } };
}

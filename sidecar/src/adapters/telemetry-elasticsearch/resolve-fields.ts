import type { estypes } from '@elastic/elasticsearch';
import { exactForm, isLoneText, isNumber, known, onlyWhere, requireTime, type OnlyWhere } from './field-forms.ts';
import { SEVERITY_NUMBER, spellings } from '../../domain/signals/level-words.ts';
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

/** Throws TelemetryUnavailable with a sentence that names the field that does not fit. */
export function resolveFields(
  mapping: IndexMapping,
  { fields, only, index }: { fields: TelemetryFields; only: readonly OnlyWhere[]; index: string }
): ResolvedFields {
  const [timestamp] = known(mapping, 'timestamp', { candidates: fields.timestamp, index });
  const [service] = known(mapping, 'service', { candidates: fields.service, index });
  const levels = known(mapping, 'level', { candidates: fields.level, index });
  requireTime(mapping, timestamp, { index });
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
    only: onlyWhere(mapping, only, index),
  };
}

function levelForm(mapping: IndexMapping, field: string, index: string) {
  if (isNumber(mapping, field)) {
    const { warn, error } = SEVERITY_NUMBER;
    return {
      field,
      isError: { range: { [field]: { gte: error } } },
      isWarning: { range: { [field]: { gte: warn, lt: error } } },
    };
  }
  // A text alone does: a level is one word, which the analyser folds to lower case.
  const form = isLoneText(mapping, field) ? field : exactForm(mapping, field, index);
  return {
    field: form,
    isError: { terms: { [form]: spellings('error') } },
    isWarning: { terms: { [form]: spellings('warn') } },
  };
}

function oneOf(should: Query[]): Query {
  return { bool: { should, minimum_should_match: 1 } };
}

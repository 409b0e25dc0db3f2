import type { estypes } from '@elastic/elasticsearch';
import { exactForm, known, onlyWhere, requireNumber, requireTime, type OnlyWhere } from '../field-forms.ts';
import type { IndexMapping } from '../read-mapping.ts';
import {
  PER_MILLISECOND,
  type DurationUnit,
  type NamedSpanFields,
  type SpanFields,
  type SpanPreset,
} from './span-fields.ts';

type Query = estypes.QueryDslQueryContainer;

export interface Duration {
  readonly field: string;
  readonly perMillisecond: number;
}

/** The fields of spans in the form in which they can be filtered and counted. */
export interface ResolvedSpanFields {
  readonly timestamp: string;
  readonly service: string;
  readonly isServed: Query;
  readonly isCall: Query;
  readonly isError: Query;
  readonly operation: string | null;
  readonly duration: Duration | null;
  readonly callDuration: Duration | null;
  readonly peers: readonly string[];
  readonly only: readonly Query[];
}

export interface SpanSettings {
  readonly index: string;
  readonly preset: SpanPreset;
  readonly named: NamedSpanFields;
  readonly durationUnit: DurationUnit | null;
  readonly only: readonly OnlyWhere[];
}

const UNDER = 'traces.';

/**
 * Time, service and kind must be there. What else the preset looks for may be missing: then no document says it, and
 * counts come without operations, times or failures. A field that the configuration names must be there.
 */
export function resolveSpanFields(mapping: IndexMapping, settings: SpanSettings): ResolvedSpanFields {
  const { index, preset, named, only } = settings;
  const candidates = (role: keyof SpanFields) => {
    const field = named[role];
    return field === undefined ? preset.fields[role] : [field];
  };
  const must = (role: keyof SpanFields) => known(mapping, role, { candidates: candidates(role), index, under: UNDER });
  const may = (role: keyof SpanFields) =>
    named[role] === undefined ? candidates(role).filter((field) => mapping.of(field) !== null) : must(role);
  const exact = (field: string) => exactForm(mapping, field, index);
  const duration = (field: string | undefined): Duration | null => {
    if (field === undefined) {
      return null;
    }
    requireNumber(mapping, field, index);
    return { field, perMillisecond: PER_MILLISECOND[settings.durationUnit ?? preset.unit] };
  };
  const [timestamp] = must('timestamp');
  requireTime(mapping, timestamp, { index, under: UNDER });
  const kind = exact(must('kind')[0]);
  const [operation] = may('operation');
  const [outcome] = may('outcome');
  return {
    timestamp,
    service: exact(must('service')[0]),
    isServed: { terms: { [kind]: [...preset.served] } },
    isCall: { terms: { [kind]: [...preset.called] } },
    isError: outcome === undefined ? { match_none: {} } : { terms: { [exact(outcome)]: [...preset.failed] } },
    operation: operation === undefined ? null : exact(operation),
    duration: duration(may('duration')[0]),
    callDuration: duration(may('callDuration')[0] ?? (named.duration === undefined ? undefined : named.duration)),
    peers: may('peer').map(exact),
    only: onlyWhere(mapping, only, index),
  };
}

/** Every name that may be asked for. */
export function spanFieldNames({ preset, named, only }: Pick<SpanSettings, 'preset' | 'named' | 'only'>): string[] {
  const chosen = Object.values(named).filter((field) => field !== undefined);
  return [...Object.values(preset.fields).flat(), ...chosen, ...only.map(({ field }) => field)];
}

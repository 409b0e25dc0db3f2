import { z } from 'zod';
import { TelemetryUnavailable } from '../../ports/telemetry-source.ts';

/**
 * What `/api/ds/query` answers: for each query a status and data frames, column by column. It is read strictly where a
 * mistake would make a wrong number, and passes over what is not looked at; NaN and infinity come as null.
 */
const Field = z.object({
  name: z.string(),
  type: z.string(),
  labels: z.record(z.string(), z.string()).nullish(),
  config: z.object({ interval: z.number().nullish(), displayNameFromDS: z.string().nullish() }).nullish(),
});

const Frame = z.object({
  schema: z.object({ name: z.string().nullish(), fields: z.array(Field) }),
  data: z.object({ values: z.array(z.array(z.unknown())) }).nullish(),
});
export type Frame = z.infer<typeof Frame>;

const Answer = z.object({
  results: z.record(
    z.string(),
    z.object({
      status: z.number().nullish(),
      error: z.string().nullish(),
      frames: z.array(z.unknown()).nullish(),
    })
  ),
});

export interface QueryResult {
  readonly status: number;
  /** In the words of the data source; null where it answered. */
  readonly error: string | null;
  readonly frames: readonly unknown[];
}

/** null where the text is no answer to queries at all. */
export function readResults(text: string): ReadonlyMap<string, QueryResult> | null {
  const parsed = Answer.safeParse(jsonOrNull(text));
  return parsed.success
    ? new Map(
        Object.entries(parsed.data.results).map(([refId, { status, error, frames }]) => [
          refId,
          { status: status ?? (error ? 500 : 200), error: error ?? null, frames: frames ?? [] },
        ])
      )
    : null;
}

export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [at: number, value: number | null])[];
}

const NUMBERS = ['number'];

/** Every column of numbers is a series beside the column of times. Throws TelemetryUnavailable where it is none. */
export function seriesOf(frames: readonly unknown[]): Series[] {
  return frames.flatMap((told) => {
    const { name, fields, columns } = readFrame(told);
    if (fields.length === 0) {
      return [];
    }
    const times = fields.findIndex(({ type }) => type === 'time');
    const others = fields.map((field, place) => ({ field, place })).filter(({ place }) => place !== times);
    if (times === -1 || others.some(({ field }) => !NUMBERS.includes(field.type))) {
      throw new TelemetryUnavailable('an answer has no times and numbers: the query must give series over time');
    }
    const at = (columns[times] ?? []).map(requireTime);
    return others.map(({ field, place }) => ({
      name: name ?? field.config?.displayNameFromDS ?? field.name,
      labels: field.labels ?? {},
      points: (columns[place] ?? []).map((value, row) => [at[row] ?? 0, requireNumber(value)] as const),
    }));
  });
}

export interface ReadFrame {
  readonly name: string | null;
  readonly fields: readonly z.infer<typeof Field>[];
  readonly columns: readonly (readonly unknown[])[];
}

export function readFrame(told: unknown): ReadFrame {
  const parsed = Frame.safeParse(told);
  if (!parsed.success) {
    throw new TelemetryUnavailable('an answer has a frame of a form that is not known');
  }
  const { schema, data } = parsed.data;
  const columns = data?.values ?? [];
  const lengths = new Set(columns.map(({ length }) => length));
  // Without a row, columns may be left out.
  if (columns.length !== schema.fields.length && !(columns.length === 0 || lengths.has(0))) {
    throw new TelemetryUnavailable('an answer has a frame whose columns do not match its fields');
  }
  if (lengths.size > 1) {
    throw new TelemetryUnavailable('an answer has a frame whose columns differ in length');
  }
  return { name: schema.name ?? null, fields: schema.fields, columns };
}

function requireTime(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new TelemetryUnavailable('an answer has a time that is none');
  }
  return value;
}

function requireNumber(value: unknown): number | null {
  if (value !== null && (typeof value !== 'number' || !Number.isFinite(value))) {
    throw new TelemetryUnavailable('an answer has a value that is no number');
  }
  return value;
}

import type { Client, estypes } from '@elastic/elasticsearch';

/** What the indices know of one field name. */
export interface FieldMapping {
  readonly types: readonly string[];
  readonly aggregatable: boolean;
}

export interface IndexMapping {
  readonly indices: number;
  of(field: string): FieldMapping | null;
}

export const SEARCH_TARGET = { ignore_unavailable: true, allow_no_indices: true, expand_wildcards: 'open' } as const;

/**
 * Asks how fields are mapped, over all indices of the pattern. A field inside a `flattened` object is not listed by
 * itself, so the objects around each name are asked for too.
 */
export async function readMapping(
  client: Client,
  index: string,
  { fields, signal }: { fields: readonly string[]; signal: AbortSignal }
): Promise<IndexMapping> {
  const names = new Set(fields.flatMap((field) => [field, `${field}.keyword`, ...around(field)]));
  const answer = await client.fieldCaps({ index, fields: [...names], ...SEARCH_TARGET }, { signal });
  return {
    indices: [answer.indices].flat().length,
    of: (field) => mappingOf(answer.fields[field]) ?? flattenedAround(answer.fields, field),
  };
}

function mappingOf(found: Record<string, estypes.FieldCapsFieldCapability> | undefined): FieldMapping | null {
  const kinds = Object.entries(found ?? {});
  return kinds.length === 0
    ? null
    : { types: kinds.map(([type]) => type).sort(), aggregatable: kinds.every(([, { aggregatable }]) => aggregatable) };
}

function flattenedAround(fields: estypes.FieldCapsResponse['fields'], field: string): FieldMapping | null {
  const isFlattened = around(field).some((name) => fields[name]?.flattened !== undefined);
  return isFlattened && !field.endsWith('.keyword') ? { types: ['flattened'], aggregatable: true } : null;
}

/** `a.b.c` lies in `a.b` and `a`. */
function around(field: string): string[] {
  const parts = field.split('.');
  return parts.slice(1).map((_, place) => parts.slice(0, place + 1).join('.'));
}

import { type DataQuery } from '@grafana/schema';

export const VARIABLE_KINDS = ['services', 'severities', 'states'] as const;
export type VariableKind = (typeof VARIABLE_KINDS)[number];

/** What a dashboard variable asks for; saved in dashboards, so its version goes along. */
export interface VariableQuery extends DataQuery {
  v: 1;
  kind: VariableKind;
}

/** A variable may be saved as an object or, written by hand, as the bare word. */
export function migrateVariableQuery(saved: unknown): VariableQuery {
  const word = typeof saved === 'object' && saved !== null && 'kind' in saved ? saved.kind : saved;
  return { refId: 'variable', v: 1, kind: VARIABLE_KINDS.find((kind) => kind === word) ?? 'services' };
}

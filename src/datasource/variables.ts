import {
  CustomVariableSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type MetricFindValue,
} from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { from, map, type Observable } from 'rxjs';
import { callSidecar } from '../shared/api/callSidecar';
import { VariableEditor } from './components/VariableEditor';
import { type IncidentMemoryDataSource } from './IncidentMemoryDataSource';
import { SEVERITY_LEVELS, STATES } from './query/query';

export const VARIABLE_KINDS = ['services', 'severities', 'states'] as const;
export type VariableKind = (typeof VARIABLE_KINDS)[number];

export interface VariableQuery extends DataQuery {
  v: 1;
  kind: VariableKind;
}

/** A variable may be saved as an object or, written by hand, as the bare word. */
export function migrateVariableQuery(saved: unknown): VariableQuery {
  const word = typeof saved === 'object' && saved !== null && 'kind' in saved ? saved.kind : saved;
  return { refId: 'variable', v: 1, kind: VARIABLE_KINDS.find((kind) => kind === word) ?? 'services' };
}

async function valuesOf(kind: VariableKind): Promise<MetricFindValue[]> {
  switch (kind) {
    case 'services': {
      const services = await callSidecar('listServices');
      const names = services.items.map(({ service }) => service).sort((a, b) => a.localeCompare(b));
      return names.map((name) => ({ text: name, value: name }));
    }
    case 'severities':
      return SEVERITY_LEVELS.map((severity) => ({ text: severity, value: severity }));
    case 'states':
      return STATES.map((state) => ({ text: state.replace('-', ' '), value: state }));
  }
}

/** Dashboard variables: the services that were seen, the severities, the states of an incident. */
export class IncidentMemoryVariables extends CustomVariableSupport<IncidentMemoryDataSource, VariableQuery> {
  editor = VariableEditor;

  query = (request: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse> => {
    const { kind } = migrateVariableQuery(request.targets[0]);
    return from(valuesOf(kind)).pipe(map((data) => ({ data })));
  };
}

import {
  CustomVariableSupport,
  type DataSourceApi,
  type DataQueryRequest,
  type DataQueryResponse,
  type MetricFindValue,
} from '@grafana/data';
import { from, map, type Observable } from 'rxjs';
import { callSidecar } from '../shared/api/callSidecar';
import { VariableEditor } from './components/VariableEditor';
import { type IncidentMemoryQuery, SEVERITY_LEVELS, STATES } from './query/query';
import { migrateVariableQuery, type VariableKind, type VariableQuery } from './query/variableQuery';

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
export class IncidentMemoryVariables extends CustomVariableSupport<DataSourceApi<IncidentMemoryQuery>, VariableQuery> {
  editor = VariableEditor;

  query = (request: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse> => {
    const { kind } = migrateVariableQuery(request.targets[0]);
    return from(valuesOf(kind)).pipe(map((data) => ({ data })));
  };
}

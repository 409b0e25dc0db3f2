import { type QueryEditorProps } from '@grafana/data';
import { Alert, Button, Combobox, type ComboboxOption, InlineField, Stack } from '@grafana/ui';
import React, { useId } from 'react';
import { NameChoice } from '../../shared/names/NameChoice';
import { useServiceNames } from '../../shared/names/useServiceNames';
import { type IncidentMemoryDataSource } from '../IncidentMemoryDataSource';
import { SignalChoices } from './SignalChoices';
import { migrateQuery, QueryVersionError } from '../query/migrateQuery';
import {
  DEFAULT_QUERY,
  type IncidentMemoryQuery,
  type QueryType,
  queryTypeName,
  SEVERITY_LEVELS,
  STATES,
} from '../query/query';

type Props = QueryEditorProps<IncidentMemoryDataSource, IncidentMemoryQuery>;

const TYPES: Array<ComboboxOption<QueryType>> = [
  { label: queryTypeName('incidents'), value: 'incidents', description: 'One row an incident' },
  { label: queryTypeName('incident-states'), value: 'incident-states', description: 'For the state timeline' },
  { label: queryTypeName('service-rates'), value: 'service-rates', description: 'A time series a service' },
  { label: queryTypeName('events'), value: 'events', description: 'Everything that people and the system did' },
  { label: queryTypeName('traffic'), value: 'traffic', description: 'Requests, errors or latency over time' },
  { label: queryTypeName('graph'), value: 'graph', description: 'Who calls whom, for the node graph' },
  { label: queryTypeName('templates'), value: 'templates', description: 'Kinds of log messages with their counts' },
  { label: queryTypeName('template-rates'), value: 'template-rates', description: 'A time series a message' },
  { label: queryTypeName('metrics'), value: 'metrics', description: 'What services report of themselves' },
  { label: queryTypeName('changes'), value: 'changes', description: 'Deploys, flags, scaling, Kubernetes' },
  { label: queryTypeName('alarms'), value: 'alarms', description: 'What detectors raised, or would have' },
  { label: queryTypeName('bands'), value: 'bands', description: 'A signal against what was usual at the time' },
  { label: queryTypeName('memories'), value: 'memories', description: 'What is remembered, with what was tried' },
  { label: queryTypeName('recall'), value: 'recall', description: 'Like a text or an incident; what to do, what not' },
  { label: queryTypeName('learning'), value: 'learning', description: 'How far memory can be believed' },
  { label: queryTypeName('logs'), value: 'logs', description: 'Log lines that are kept here' },
];

function readable(saved: unknown): IncidentMemoryQuery | QueryVersionError {
  try {
    return migrateQuery(saved);
  } catch (thrown) {
    if (thrown instanceof QueryVersionError) {
      return thrown;
    }
    throw thrown;
  }
}

export function QueryEditor({ query: saved, onChange, onRunQuery, datasource }: Props) {
  const id = useId();
  const services = useServiceNames();
  const query = readable(saved);
  const change = (changes: Partial<IncidentMemoryQuery>) => {
    onChange({ ...saved, ...(query instanceof QueryVersionError ? {} : query), ...changes });
    onRunQuery();
  };

  if (query instanceof QueryVersionError) {
    return (
      <Alert severity="error" title={query.message}>
        <Button variant="secondary" onClick={() => change({ ...DEFAULT_QUERY })}>
          Build the query anew
        </Button>
      </Alert>
    );
  }

  const variables = datasource.templates.getVariables().map(({ name }) => `\${${name}}`);
  const ofIncidents = query.type === 'incidents' || query.type === 'incident-states';
  return (
    <Stack direction="row" wrap="wrap" gap={1}>
      <InlineField label="Show" htmlFor={`${id}-type`}>
        <Combobox
          id={`${id}-type`}
          options={TYPES}
          value={query.type}
          onChange={(option) => change({ type: option.value })}
          width={24}
        />
      </InlineField>
      <NameChoice
        label="Services"
        placeholder="all services"
        known={services.names}
        problem={services.problem}
        variables={variables}
        chosen={query.services}
        onChange={(names) => change({ services: names })}
      />
      {ofIncidents && (
        <>
          <NameChoice
            label="States"
            placeholder="all states"
            known={STATES}
            variables={variables}
            chosen={query.states}
            onChange={(states) => change({ states })}
          />
          <NameChoice
            label="Severities"
            placeholder="all severities"
            known={SEVERITY_LEVELS}
            variables={variables}
            chosen={query.severities}
            onChange={(severities) => change({ severities })}
          />
        </>
      )}
      <SignalChoices id={id} query={query} variables={variables} onChange={change} />
    </Stack>
  );
}

import { type QueryEditorProps } from '@grafana/data';
import { Alert, Button, Combobox, type ComboboxOption, InlineField, InlineSwitch, Input, Stack } from '@grafana/ui';
import React, { useId } from 'react';
import { NameChoice } from '../../shared/names/NameChoice';
import { useServiceNames } from '../../shared/names/useServiceNames';
import { type IncidentMemoryDataSource } from '../IncidentMemoryDataSource';
import { migrateQuery, QueryVersionError } from '../query/migrateQuery';
import {
  DEFAULT_QUERY,
  type IncidentMemoryQuery,
  MAX_LIMIT,
  type Metric,
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
];

const METRIC_OPTIONS: Array<ComboboxOption<Metric>> = [
  { label: 'Errors', value: 'errors' },
  { label: 'Warnings', value: 'warnings' },
  { label: 'Lines', value: 'lines' },
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
      {query.type === 'service-rates' ? (
        <>
          <InlineField label="Count" htmlFor={`${id}-metric`}>
            <Combobox
              id={`${id}-metric`}
              options={METRIC_OPTIONS}
              value={query.metric}
              onChange={(option) => change({ metric: option.value })}
              width={16}
            />
          </InlineField>
          <InlineField label="Per second" htmlFor={`${id}-per-second`}>
            <InlineSwitch
              id={`${id}-per-second`}
              value={query.perSecond}
              onChange={(event) => change({ perSecond: event.currentTarget.checked })}
            />
          </InlineField>
        </>
      ) : (
        <InlineField label="Limit" htmlFor={`${id}-limit`} tooltip="The newest are shown when there are more">
          <Input
            key={query.limit}
            id={`${id}-limit`}
            type="number"
            min={1}
            max={MAX_LIMIT}
            defaultValue={query.limit}
            onBlur={(event) => change({ limit: migrateQuery({ limit: event.currentTarget.valueAsNumber }).limit })}
            width={12}
          />
        </InlineField>
      )}
    </Stack>
  );
}

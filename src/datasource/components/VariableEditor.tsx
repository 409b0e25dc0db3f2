import { type DataSourceApi, type QueryEditorProps } from '@grafana/data';
import { Combobox, InlineField } from '@grafana/ui';
import React from 'react';
import { type IncidentMemoryQuery } from '../query/query';
import { migrateVariableQuery, type VariableKind, type VariableQuery } from '../query/variableQuery';

type Props = QueryEditorProps<DataSourceApi<IncidentMemoryQuery>, IncidentMemoryQuery, {}, VariableQuery>;

const OPTIONS: Array<{ label: string; value: VariableKind; description: string }> = [
  { label: 'Services', value: 'services', description: 'Every service that was seen' },
  { label: 'Severities', value: 'severities', description: 'low, medium, high, critical' },
  { label: 'States', value: 'states', description: 'The states that an incident can have' },
];

export function VariableEditor({ query, onChange, onRunQuery }: Props) {
  const choose = (kind: VariableKind) => {
    onChange({ ...migrateVariableQuery(query), kind });
    onRunQuery();
  };
  return (
    <InlineField label="Values" labelWidth={12} htmlFor="incident-memory-variable">
      <Combobox
        id="incident-memory-variable"
        options={OPTIONS}
        value={migrateVariableQuery(query).kind}
        onChange={(option) => choose(option.value)}
        width={30}
      />
    </InlineField>
  );
}

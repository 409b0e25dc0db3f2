import { type StandardEditorProps } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import React from 'react';
import { NameChoice } from '../../shared/names/NameChoice';
import { useServiceNames } from '../../shared/names/useServiceNames';

export function ServicesOption({ value, onChange }: StandardEditorProps<string[]>) {
  const { names, problem } = useServiceNames();
  const variables = getTemplateSrv()
    .getVariables()
    .map(({ name }) => `\${${name}}`);
  return (
    <NameChoice
      label="Services"
      placeholder="all services"
      known={names}
      problem={problem}
      variables={variables}
      chosen={value ?? []}
      onChange={onChange}
    />
  );
}

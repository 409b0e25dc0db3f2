import { InlineField, MultiCombobox } from '@grafana/ui';
import React, { useId } from 'react';

interface Props {
  label: string;
  placeholder: string;
  known: readonly string[];
  variables: readonly string[];
  chosen: string[];
  /** Why the known names could not be had; names can still be typed. */
  problem?: string | null;
  onChange: (names: string[]) => void;
}

/** Several names at once: from those that are known, dashboard variables, or typed. */
export function NameChoice({ label, placeholder, known, variables, chosen, problem, onChange }: Props) {
  const id = useId();
  const names = [...new Set([...variables, ...known, ...chosen])];
  return (
    <InlineField label={label} htmlFor={id} invalid={Boolean(problem)} error={problem ?? undefined} shrink>
      <MultiCombobox
        id={id}
        options={names.map((name) => ({ label: name, value: name }))}
        value={chosen}
        onChange={(options) => onChange(options.map((option) => option.value))}
        placeholder={placeholder}
        createCustomValue
        isClearable
        width="auto"
        minWidth={20}
        maxWidth={60}
      />
    </InlineField>
  );
}

import { MultiCombobox, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { useServices } from '../data/useServices';
import { getFilterStyles } from './filterStyles';

interface ServiceChoiceProps {
  chosen: string[];
  onChange: (services: string[]) => void;
}

/** Services to narrow a list to; one that is no longer heard stays choosable while it is chosen. */
export function ServiceChoice({ chosen, onChange }: ServiceChoiceProps) {
  const styles = useStyles2(getFilterStyles);
  const id = useId();
  const label = useId();
  const known = useServices().data?.items.map(({ service }) => service) ?? [];
  return (
    <div className={styles.group}>
      <label id={label} htmlFor={id} className={styles.label}>
        Services
      </label>
      <MultiCombobox
        id={id}
        aria-labelledby={label}
        options={[...new Set([...known, ...chosen])].map((value) => ({ value }))}
        value={chosen}
        placeholder="All"
        isClearable
        width="auto"
        minWidth={16}
        maxWidth={40}
        onChange={(options) => onChange(options.map(({ value }) => value))}
      />
    </div>
  );
}

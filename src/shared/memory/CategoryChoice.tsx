import { MultiCombobox, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { getFilterStyles } from '../filters/filterStyles';

/** The categories that everybody has; an admin's own can be typed. The contract's list without its schemas. */
export const CATEGORIES = ['incidents', 'resources', 'deployments', 'troubleshooting'];

interface CategoryChoiceProps {
  chosen: string[];
  onChange: (categories: string[]) => void;
}

export function CategoryChoice({ chosen, onChange }: CategoryChoiceProps) {
  const styles = useStyles2(getFilterStyles);
  const id = useId();
  const label = useId();
  return (
    <div className={styles.group}>
      <label id={label} htmlFor={id} className={styles.label}>
        Categories
      </label>
      <MultiCombobox
        id={id}
        aria-labelledby={label}
        options={[...new Set([...CATEGORIES, ...chosen])].map((value) => ({ value }))}
        value={chosen}
        placeholder="All"
        isClearable
        createCustomValue
        width="auto"
        minWidth={14}
        maxWidth={40}
        onChange={(options) => onChange(options.map(({ value }) => value))}
      />
    </div>
  );
}

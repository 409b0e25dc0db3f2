import { Combobox, Input, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { getFilterStyles } from '../../../shared/filters/filterStyles';
import { ServiceChoice } from '../../../shared/filters/ServiceChoice';
import { Toggle } from '../../../shared/filters/Toggle';
import { ENTRY_GROUPS, type EntryGroup } from '../../../shared/memory/entryWords';
import { SINCE_OPTIONS, sinceChoice, sinceParameter } from '../../../shared/memory/since';
import { type UrlChange } from '../../../shared/useUrlState';
import { type LogFilters } from './logFilters';

const BY: Array<{ value: LogFilters['by']; label: string }> = [
  { value: 'anyone', label: 'Anyone' },
  { value: 'person', label: 'People' },
  { value: 'system', label: 'The product' },
];
const GROUPS = Object.keys(ENTRY_GROUPS) as EntryGroup[];

interface LogFilterBarProps {
  filters: LogFilters;
  onChange: (change: UrlChange) => void;
}

export function LogFilterBar({ filters, onChange }: LogFilterBarProps) {
  const styles = useStyles2(getFilterStyles);
  const sinceLabel = useId();
  const { groups, by, who, services, memory, since, words } = filters;
  const toggle = (group: EntryGroup) =>
    onChange({ what: groups.includes(group) ? groups.filter((one) => one !== group) : [...groups, group] });
  return (
    <div className={styles.bar} role="search" aria-label="Filters">
      <div role="group" aria-label="What" className={styles.group}>
        {GROUPS.map((group) => (
          <Toggle key={group} on={groups.includes(group)} text={ENTRY_GROUPS[group]} onClick={() => toggle(group)} />
        ))}
      </div>
      <div className={styles.group}>
        <span className={styles.label}>By</span>
        <RadioButtonGroup
          aria-label="By"
          size="sm"
          options={BY}
          value={by}
          onChange={(value) => onChange({ by: value === 'anyone' ? null : value })}
        />
      </div>
      <ServiceChoice chosen={services} onChange={(service) => onChange({ service })} />
      <Typed name="who" text="Login" value={who} onChange={onChange} />
      <Typed name="memory" text="Memory" placeholder="mem_…" value={memory} onChange={onChange} />
      <div className={styles.group}>
        <label id={sinceLabel} htmlFor="log-since" className={styles.label}>
          When
        </label>
        <Combobox
          id="log-since"
          aria-labelledby={sinceLabel}
          options={SINCE_OPTIONS}
          value={sinceChoice(since)}
          width={18}
          onChange={({ value }) => onChange({ since: sinceParameter(value) })}
        />
      </div>
      <div className={styles.group}>
        <label htmlFor="log-words" className={styles.label}>
          With the words
        </label>
        <Input
          id="log-words"
          value={words}
          width={24}
          onChange={(event) => onChange({ words: event.currentTarget.value })}
        />
      </div>
    </div>
  );
}

interface TypedProps {
  name: string;
  text: string;
  placeholder?: string;
  value: string;
  onChange: (change: UrlChange) => void;
}

/** Taken over when it is left or Enter is pressed: the sidecar is asked. */
function Typed({ name, text, placeholder, value, onChange }: TypedProps) {
  const styles = useStyles2(getFilterStyles);
  const id = `log-${name}`;
  return (
    <div className={styles.group}>
      <label htmlFor={id} className={styles.label}>
        {text}
      </label>
      <Input
        key={value}
        id={id}
        defaultValue={value}
        placeholder={placeholder}
        maxLength={300}
        width={18}
        onBlur={(event) =>
          event.currentTarget.value.trim() !== value && onChange({ [name]: event.currentTarget.value.trim() })
        }
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </div>
  );
}

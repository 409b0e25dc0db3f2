import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Memory } from '@incident-memory/contract';
import { Combobox, Input, MultiCombobox, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { getFilterStyles } from '../../../shared/filters/filterStyles';
import { ServiceChoice } from '../../../shared/filters/ServiceChoice';
import { Toggle } from '../../../shared/filters/Toggle';
import { CategoryChoice } from '../../../shared/memory/CategoryChoice';
import { MEMORY_STATE_WORDS, PROVENANCE_WORDS } from '../../../shared/memory/memoryWords';
import { SINCE_OPTIONS, sinceChoice, sinceParameter } from '../../../shared/memory/since';
import { type UrlChange } from '../../../shared/useUrlState';
import { type ListFilters, SORT_OPTIONS } from './memoryFilters';

const KINDS = [
  { value: 'all', label: 'All' },
  { value: 'incident', label: 'Incidents' },
  { value: 'note', label: 'Notes' },
];
const STATES = Object.keys(MEMORY_STATE_WORDS) as Array<Memory['state']>;
const PROVENANCES = (Object.keys(PROVENANCE_WORDS) as Array<Memory['provenance']>).map((value) => ({
  value,
  label: PROVENANCE_WORDS[value].text,
  description: PROVENANCE_WORDS[value].meaning,
}));

interface FilterBarProps {
  filters: ListFilters;
  onChange: (change: UrlChange) => void;
}

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const styles = useStyles2(getFilterStyles);
  const { spaced } = useStyles2(getStyles);
  const [provenanceLabel, sinceLabel, sortLabel] = [useId(), useId(), useId()];
  const { text, kind, states, categories, services, provenances, label, since, sort } = filters;
  const toggle = (state: Memory['state']) =>
    onChange({ state: states.includes(state) ? states.filter((one) => one !== state) : [...states, state] });
  return (
    <div className={cx(styles.bar, spaced)} role="search" aria-label="Filters">
      <RadioButtonGroup
        aria-label="Kind"
        options={KINDS}
        value={kind ?? 'all'}
        onChange={(value) => onChange({ kind: value === 'all' ? null : value })}
      />
      <Typed name="text" text="With the words" value={text} onChange={onChange} />
      <div role="group" aria-label="State" className={styles.group}>
        {STATES.map((state) => (
          <Toggle
            key={state}
            on={states.includes(state)}
            text={MEMORY_STATE_WORDS[state].text}
            onClick={() => toggle(state)}
          />
        ))}
      </div>
      <CategoryChoice chosen={categories} onChange={(category) => onChange({ category })} />
      <ServiceChoice chosen={services} onChange={(service) => onChange({ service })} />
      <div className={styles.group}>
        <label id={provenanceLabel} htmlFor="memories-provenance" className={styles.label}>
          Known by
        </label>
        <MultiCombobox
          id="memories-provenance"
          aria-labelledby={provenanceLabel}
          options={PROVENANCES}
          value={provenances}
          placeholder="All"
          isClearable
          width="auto"
          minWidth={12}
          maxWidth={40}
          onChange={(options) => onChange({ provenance: options.map(({ value }) => value) })}
        />
      </div>
      <Typed name="label" text="Label" placeholder="key:value or key" value={label} onChange={onChange} />
      <div className={styles.group}>
        <label id={sinceLabel} htmlFor="memories-since" className={styles.label}>
          Began
        </label>
        <Combobox
          id="memories-since"
          aria-labelledby={sinceLabel}
          options={SINCE_OPTIONS}
          value={sinceChoice(since)}
          width={18}
          onChange={({ value }) => onChange({ since: sinceParameter(value) })}
        />
      </div>
      <div className={styles.group}>
        <label id={sortLabel} htmlFor="memories-sort" className={styles.label}>
          Order
        </label>
        <Combobox
          id="memories-sort"
          aria-labelledby={sortLabel}
          options={SORT_OPTIONS}
          value={sort}
          width={22}
          onChange={({ value }) => onChange({ sort: value === '-startedAt' ? null : value })}
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

/** Taken over when it is left or Enter is pressed, not with every letter. */
function Typed({ name, text, placeholder, value, onChange }: TypedProps) {
  const styles = useStyles2(getFilterStyles);
  const id = `memories-${name}`;
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
        width={22}
        onBlur={(event) =>
          event.currentTarget.value.trim() !== value && onChange({ [name]: event.currentTarget.value.trim() })
        }
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ spaced: css({ marginBottom: theme.spacing(1.5) }) });

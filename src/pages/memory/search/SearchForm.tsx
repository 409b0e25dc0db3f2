import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Combobox, Field, Input, TextArea, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { useServices } from '../../../shared/data/useServices';
import { getFilterStyles } from '../../../shared/filters/filterStyles';
import { CATEGORIES } from '../../../shared/memory/CategoryChoice';
import { SINCE_OPTIONS, sinceChoice, sinceParameter } from '../../../shared/memory/since';
import { type UrlChange } from '../../../shared/useUrlState';
import { LONGEST_TEXT, type SearchState } from './searchState';

interface SearchFormProps {
  state: SearchState;
  onChange: (change: UrlChange) => void;
}

/** A message, a stack trace, a symptom in one's own words: whatever is at hand. */
export function SearchForm({ state, onChange }: SearchFormProps) {
  const styles = useStyles2(getFilterStyles);
  const { form } = useStyles2(getStyles);
  const [text, setText] = useState(state.text);
  const [serviceLabel, categoryLabel, sinceLabel] = [useId(), useId(), useId()];
  const services = useServices().data?.items.map(({ service }) => service) ?? [];
  const options = (known: string[], chosen: string | null) =>
    [...new Set([...known, ...(chosen === null ? [] : [chosen])])].map((value) => ({ value }));
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    onChange({ q: text.trim() });
  };
  return (
    <form role="search" aria-label="Search memory" className={form} onSubmit={send}>
      <Field
        label="What do you see?"
        description="An error message, a stack trace, an error code, a symptom in your own words. Ctrl and Enter search."
        noMargin
      >
        <TextArea
          id="memory-text"
          rows={3}
          maxLength={LONGEST_TEXT}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              send(event);
            }
          }}
        />
      </Field>
      <div className={styles.bar}>
        <Button type="submit" icon="search">
          Search
        </Button>
        <div className={styles.group}>
          <label id={serviceLabel} htmlFor="memory-service" className={styles.label}>
            Service
          </label>
          <Combobox
            id="memory-service"
            aria-labelledby={serviceLabel}
            options={options(services, state.service)}
            value={state.service}
            placeholder="Any"
            isClearable
            createCustomValue
            width={24}
            onChange={(option: { value: string } | null) => onChange({ service: option?.value ?? null })}
          />
        </div>
        <div className={styles.group}>
          <label id={categoryLabel} htmlFor="memory-category" className={styles.label}>
            Category
          </label>
          <Combobox
            id="memory-category"
            aria-labelledby={categoryLabel}
            options={options(CATEGORIES, state.category)}
            value={state.category}
            placeholder="Any"
            isClearable
            createCustomValue
            width={20}
            onChange={(option: { value: string } | null) => onChange({ category: option?.value ?? null })}
          />
        </div>
        <div className={styles.group}>
          <label htmlFor="memory-label" className={styles.label}>
            Label
          </label>
          <Input
            key={state.label}
            id="memory-label"
            defaultValue={state.label}
            placeholder="key:value"
            width={20}
            onBlur={(event) => onChange({ label: event.currentTarget.value.trim() })}
          />
        </div>
        <div className={styles.group}>
          <label id={sinceLabel} htmlFor="memory-since" className={styles.label}>
            Began
          </label>
          <Combobox
            id="memory-since"
            aria-labelledby={sinceLabel}
            options={SINCE_OPTIONS}
            value={sinceChoice(state.since)}
            width={18}
            onChange={({ value }) => onChange({ since: sinceParameter(value) })}
          />
        </div>
      </div>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), marginBottom: theme.spacing(2) }),
});

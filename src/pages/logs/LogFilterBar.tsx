import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Input, MultiCombobox, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { useServices } from '../../shared/data/useServices';
import { type UrlChange } from '../../shared/useUrlState';
import { LEVELS, type LogFilters } from './logFilters';

interface LogFilterBarProps {
  filters: LogFilters;
  onChange: (change: UrlChange) => void;
}

export function LogFilterBar({ filters, onChange }: LogFilterBarProps) {
  const styles = useStyles2(getStyles);
  const servicesLabel = useId();
  const known = useServices().data?.items.map(({ service }) => service) ?? [];
  const { services, levels, template, trace } = filters;
  const toggle = (level: (typeof LEVELS)[number]) =>
    onChange({ level: LEVELS.filter((each) => (each === level) !== levels.includes(each)) });
  return (
    <div className={styles.bar} role="search" aria-label="Search of lines">
      <TextSearch key={filters.contains} contains={filters.contains} onSearch={(contains) => onChange({ contains })} />
      <div className={styles.group}>
        <label id={servicesLabel} htmlFor="log-services" className={styles.label}>
          Services
        </label>
        <MultiCombobox
          id="log-services"
          aria-labelledby={servicesLabel}
          options={[...new Set([...known, ...services])].map((value) => ({ value }))}
          value={services}
          placeholder="All"
          isClearable
          width="auto"
          minWidth={16}
          maxWidth={40}
          onChange={(chosen) => onChange({ service: chosen.map(({ value }) => value) })}
        />
      </div>
      <div role="group" aria-label="Level" className={styles.group}>
        {LEVELS.map((level) => (
          <Button
            key={level}
            size="sm"
            variant="secondary"
            fill={levels.includes(level) ? 'solid' : 'outline'}
            icon={levels.includes(level) ? 'check' : undefined}
            aria-pressed={levels.includes(level)}
            onClick={() => toggle(level)}
          >
            {level}
          </Button>
        ))}
      </div>
      {template !== null && (
        <Button size="sm" variant="secondary" icon="times" onClick={() => onChange({ template: null })}>
          Only one kind of message
        </Button>
      )}
      {trace !== null && (
        <Button size="sm" variant="secondary" icon="times" onClick={() => onChange({ trace: null })}>
          {`Only trace ${trace.slice(0, 8)}…`}
        </Button>
      )}
    </div>
  );
}

/** Searched on Enter or when left: each letter would be a search of its own. */
function TextSearch({ contains, onSearch }: { contains: string; onSearch: (contains: string) => void }) {
  const [text, setText] = useState(contains);
  const search = () => {
    if (text !== contains) {
      onSearch(text);
    }
  };
  return (
    <Input
      aria-label="Text in the line"
      placeholder="Text in the line"
      width={40}
      value={text}
      maxLength={200}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={search}
      onKeyDown={({ key }) => {
        if (key === 'Enter') {
          search();
        }
      }}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
  group: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5) }),
  label: css({ margin: 0, color: theme.colors.text.secondary }),
});

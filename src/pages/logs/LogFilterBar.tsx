import { Button, Input, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { getFilterStyles } from '../../shared/filters/filterStyles';
import { ServiceChoice } from '../../shared/filters/ServiceChoice';
import { Toggle } from '../../shared/filters/Toggle';
import { type UrlChange } from '../../shared/useUrlState';
import { LEVELS, type LogFilters } from './logFilters';

interface LogFilterBarProps {
  filters: LogFilters;
  onChange: (change: UrlChange) => void;
}

export function LogFilterBar({ filters, onChange }: LogFilterBarProps) {
  const styles = useStyles2(getFilterStyles);
  const { services, levels, template, trace } = filters;
  const toggle = (level: (typeof LEVELS)[number]) =>
    onChange({ level: LEVELS.filter((each) => (each === level) !== levels.includes(each)) });
  return (
    <div className={styles.bar} role="search" aria-label="Search of lines">
      <TextSearch key={filters.contains} contains={filters.contains} onSearch={(contains) => onChange({ contains })} />
      <ServiceChoice chosen={services} onChange={(service) => onChange({ service })} />
      <div role="group" aria-label="Level" className={styles.group}>
        {LEVELS.map((level) => (
          <Toggle key={level} on={levels.includes(level)} text={level} onClick={() => toggle(level)} />
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

import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Combobox, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { getFilterStyles } from '../../shared/filters/filterStyles';
import { ServiceChoice } from '../../shared/filters/ServiceChoice';
import { Toggle } from '../../shared/filters/Toggle';
import { SEVERITY_WORDS } from '../../shared/tags/SeverityBadge';
import { STATE_WORDS } from '../../shared/tags/StateBadge';
import { exactTime } from '../../shared/time/TimeAgo';
import { type UrlChange } from '../../shared/useUrlState';
import { ALL_SEVERITIES, ALL_STATES, LIVE_STATES, type LiveFilters, SORT_OPTIONS } from './filters';

interface FilterBarProps {
  filters: LiveFilters;
  onChange: (change: UrlChange) => void;
}

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const styles = useStyles2(getFilterStyles);
  const { spaced } = useStyles2(getStyles);
  const sortLabel = useId();
  const { states, severities, range } = filters;

  const toggleState = (state: (typeof ALL_STATES)[number]) => {
    const next = ALL_STATES.filter((each) => (each === state) !== states.includes(each));
    const isDefault = next.length === LIVE_STATES.length && LIVE_STATES.every((each) => next.includes(each));
    onChange({ state: isDefault ? null : next });
  };
  const toggleSeverity = (severity: (typeof ALL_SEVERITIES)[number]) =>
    onChange({ severity: ALL_SEVERITIES.filter((each) => (each === severity) !== severities.includes(each)) });

  return (
    <div className={cx(styles.bar, spaced)} role="search" aria-label="Filters">
      <div role="group" aria-label="State" className={styles.group}>
        {ALL_STATES.map((state) => (
          <Toggle
            key={state}
            on={states.includes(state)}
            text={STATE_WORDS[state].text}
            onClick={() => toggleState(state)}
          />
        ))}
      </div>
      <div role="group" aria-label="Severity" className={styles.group}>
        {ALL_SEVERITIES.map((severity) => (
          <Toggle
            key={severity}
            on={severities.includes(severity)}
            text={SEVERITY_WORDS[severity].text}
            onClick={() => toggleSeverity(severity)}
          />
        ))}
      </div>
      <div role="group" aria-label="Only" className={styles.group}>
        <Toggle
          on={filters.outages}
          text="Outages"
          onClick={() => onChange({ outage: filters.outages ? null : 'true' })}
        />
        <Toggle
          on={filters.unowned}
          text="Unowned"
          onClick={() => onChange({ acknowledged: filters.unowned ? null : 'false' })}
        />
      </div>
      <ServiceChoice chosen={filters.services} onChange={(service) => onChange({ service })} />
      <div className={styles.group}>
        <label id={sortLabel} htmlFor="live-sort" className={styles.label}>
          Order
        </label>
        <Combobox
          id="live-sort"
          aria-labelledby={sortLabel}
          options={SORT_OPTIONS}
          value={filters.sort}
          width={22}
          onChange={({ value }) => onChange({ sort: value === '-startedAt' ? null : value })}
        />
      </div>
      {range !== null && (
        <Button size="sm" variant="secondary" icon="times" onClick={() => onChange({ from: null, to: null })}>
          {`Only those under way from ${exactTime(new Date(range.from).toISOString())} to ${exactTime(new Date(range.to).toISOString())}`}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ spaced: css({ marginBottom: theme.spacing(1.5) }) });

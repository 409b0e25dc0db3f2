import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Combobox, MultiCombobox, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { useServices } from '../../shared/data/useServices';
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
  const styles = useStyles2(getStyles);
  const servicesLabel = useId();
  const sortLabel = useId();
  const services = useServices().data?.items.map(({ service }) => service) ?? [];
  const { states, severities, range } = filters;

  const toggleState = (state: (typeof ALL_STATES)[number]) => {
    const next = ALL_STATES.filter((each) => (each === state) !== states.includes(each));
    const isDefault = next.length === LIVE_STATES.length && LIVE_STATES.every((each) => next.includes(each));
    onChange({ state: isDefault ? null : next });
  };
  const toggleSeverity = (severity: (typeof ALL_SEVERITIES)[number]) =>
    onChange({ severity: ALL_SEVERITIES.filter((each) => (each === severity) !== severities.includes(each)) });

  return (
    <div className={styles.bar} role="search" aria-label="Filters">
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
      <div className={styles.group}>
        <label id={servicesLabel} htmlFor="live-services" className={styles.label}>
          Services
        </label>
        <MultiCombobox
          id="live-services"
          aria-labelledby={servicesLabel}
          options={[...new Set([...services, ...filters.services])].map((value) => ({ value }))}
          value={filters.services}
          placeholder="All"
          isClearable
          width="auto"
          minWidth={16}
          maxWidth={40}
          onChange={(chosen) => onChange({ service: chosen.map(({ value }) => value) })}
        />
      </div>
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

function Toggle({ on, text, onClick }: { on: boolean; text: string; onClick: () => void }) {
  return (
    <Button
      size="sm"
      variant="secondary"
      fill={on ? 'solid' : 'outline'}
      icon={on ? 'check' : undefined}
      aria-pressed={on}
      onClick={onClick}
    >
      {text}
    </Button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1.5),
  }),
  group: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5) }),
  label: css({ margin: 0, color: theme.colors.text.secondary }),
});

import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Combobox, MultiCombobox, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { DETECTOR_NAMES, isDetectorId } from '../../shared/alarms/detectorNames';
import { getFilterStyles } from '../../shared/filters/filterStyles';
import { ServiceChoice } from '../../shared/filters/ServiceChoice';
import { Toggle } from '../../shared/filters/Toggle';
import { exactTime } from '../../shared/time/TimeAgo';
import { type UrlChange } from '../../shared/useUrlState';
import { type FindingFilters, type Show, SHOWS, SINCE, type Since } from './filters';

const SHOW_OPTIONS = (Object.keys(SHOWS) as Show[]).map((value) => ({
  value,
  label: SHOWS[value].text,
  description: SHOWS[value].meaning,
}));
const DETECTOR_OPTIONS = Object.entries(DETECTOR_NAMES).map(([value, label]) => ({ value, label }));
const ANY_TIME = 'any';
const SINCE_OPTIONS = [
  { value: ANY_TIME, label: 'Any time' },
  ...(Object.keys(SINCE) as Since[]).map((value) => ({ value: value as string, label: SINCE[value].text })),
];

interface FilterBarProps {
  filters: FindingFilters;
  onChange: (change: UrlChange) => void;
}

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const styles = useStyles2(getFilterStyles);
  const { spaced } = useStyles2(getStyles);
  const [detectorLabel, sinceLabel] = [useId(), useId()];
  const { show, detectors, services, firing, since, range } = filters;
  const toggleFiring = (on: boolean) => onChange({ firing: firing === on ? null : String(on) });
  return (
    <div className={cx(styles.bar, spaced)} role="search" aria-label="Filters">
      <RadioButtonGroup
        aria-label="List"
        options={SHOW_OPTIONS}
        value={show}
        onChange={(value) => onChange({ show: value === 'inbox' ? null : value, finding: null })}
      />
      <div role="group" aria-label="State" className={styles.group}>
        <Toggle on={firing === true} text="Firing" onClick={() => toggleFiring(true)} />
        <Toggle on={firing === false} text="Ended" onClick={() => toggleFiring(false)} />
      </div>
      <div className={styles.group}>
        <label id={detectorLabel} htmlFor="finding-detectors" className={styles.label}>
          Detectors
        </label>
        <MultiCombobox
          id="finding-detectors"
          aria-labelledby={detectorLabel}
          options={DETECTOR_OPTIONS}
          value={detectors as string[]}
          placeholder="All"
          isClearable
          width="auto"
          minWidth={12}
          maxWidth={40}
          onChange={(options) => onChange({ detector: options.map(({ value }) => value).filter(isDetectorId) })}
        />
      </div>
      <ServiceChoice chosen={services} onChange={(service) => onChange({ service })} />
      {range === null ? (
        <div className={styles.group}>
          <label id={sinceLabel} htmlFor="finding-since" className={styles.label}>
            Raised
          </label>
          <Combobox
            id="finding-since"
            aria-labelledby={sinceLabel}
            options={SINCE_OPTIONS}
            value={since ?? ANY_TIME}
            width={18}
            onChange={({ value }) => onChange({ since: value === ANY_TIME ? null : value })}
          />
        </div>
      ) : (
        <Button size="sm" variant="secondary" icon="times" onClick={() => onChange({ from: null, to: null })}>
          {`Only those raised from ${exactTime(new Date(range.from).toISOString())} to ${exactTime(new Date(range.to).toISOString())}`}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ spaced: css({ marginBottom: theme.spacing(1.5) }) });

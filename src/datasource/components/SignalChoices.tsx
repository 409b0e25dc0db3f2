import { Combobox, type ComboboxOption, InlineField, InlineSwitch, Input } from '@grafana/ui';
import React from 'react';
import { NameChoice } from '../../shared/names/NameChoice';
import { migrateQuery } from '../query/migrateQuery';
import {
  type AlarmShow,
  type BandSignal,
  type IncidentMemoryQuery,
  MAX_LIMIT,
  type Metric,
  TEXT_TYPES,
  type TrafficFigure,
} from '../query/query';

const METRIC_OPTIONS: Array<ComboboxOption<Metric>> = [
  { label: 'Errors', value: 'errors' },
  { label: 'Warnings', value: 'warnings' },
  { label: 'Lines', value: 'lines' },
];

const FIGURE_OPTIONS: Array<ComboboxOption<TrafficFigure>> = [
  { label: 'All a second', value: 'requests' },
  { label: 'Failed a second', value: 'errors' },
  { label: 'Half within', value: 'p50' },
  { label: '95 % within', value: 'p95' },
  { label: '99 % within', value: 'p99' },
];

const SHOW_OPTIONS: Array<ComboboxOption<AlarmShow>> = [
  { label: 'All', value: 'all' },
  { label: 'Waiting for a verdict', value: 'inbox' },
  { label: 'Would have fired', value: 'trial' },
  { label: 'In incidents', value: 'incident' },
];

const SIGNAL_OPTIONS: Array<ComboboxOption<BandSignal>> = [
  { label: 'Error lines', value: 'errors' },
  { label: 'Requests', value: 'requests' },
  { label: 'Failed requests', value: 'failures' },
  { label: 'Latency', value: 'latency' },
  { label: 'A metric', value: 'metric' },
];

interface Props {
  id: string;
  query: IncidentMemoryQuery;
  variables: string[];
  onChange: (changes: Partial<IncidentMemoryQuery>) => void;
}

/** What belongs to the kind of query that is shown, and nothing else. */
export function SignalChoices({ id, query, variables, onChange }: Props) {
  const { type } = query;
  return (
    <>
      {type === 'service-rates' && (
        <>
          <InlineField label="Count" htmlFor={`${id}-metric`}>
            <Combobox
              id={`${id}-metric`}
              options={METRIC_OPTIONS}
              value={query.metric}
              onChange={({ value }) => onChange({ metric: value })}
              width={16}
            />
          </InlineField>
          <InlineField label="Per second" htmlFor={`${id}-per-second`}>
            <InlineSwitch
              id={`${id}-per-second`}
              value={query.perSecond}
              onChange={(event) => onChange({ perSecond: event.currentTarget.checked })}
            />
          </InlineField>
        </>
      )}
      {type === 'traffic' && (
        <>
          <InlineField label="Figure" htmlFor={`${id}-figure`}>
            <Combobox
              id={`${id}-figure`}
              options={FIGURE_OPTIONS}
              value={query.figure}
              onChange={({ value }) => onChange({ figure: value })}
              width={20}
            />
          </InlineField>
          <NameChoice
            label="Operations"
            placeholder="each service as a whole"
            known={[]}
            variables={variables}
            chosen={query.operations}
            onChange={(operations) => onChange({ operations })}
          />
        </>
      )}
      {type === 'alarms' && (
        <InlineField label="Which" htmlFor={`${id}-show`}>
          <Combobox
            id={`${id}-show`}
            options={SHOW_OPTIONS}
            value={query.show}
            onChange={({ value }) => onChange({ show: value })}
            width={24}
          />
        </InlineField>
      )}
      {type === 'bands' && (
        <InlineField label="Signal" htmlFor={`${id}-signal`}>
          <Combobox
            id={`${id}-signal`}
            options={SIGNAL_OPTIONS}
            value={query.signal}
            onChange={({ value }) => onChange({ signal: value })}
            width={20}
          />
        </InlineField>
      )}
      {(type === 'metrics' || (type === 'bands' && query.signal === 'metric')) && (
        <NameChoice
          label="Metrics"
          placeholder="name at least one"
          known={[]}
          variables={variables}
          chosen={query.metricNames}
          onChange={(metricNames) => onChange({ metricNames })}
        />
      )}
      {type === 'recall' && (
        <InlineField
          label="Incident"
          htmlFor={`${id}-incident`}
          tooltip="A number such as INC-42, or a variable; then the text is not looked at"
        >
          <Input
            key={query.incident}
            id={`${id}-incident`}
            defaultValue={query.incident}
            maxLength={100}
            onBlur={(event) => onChange({ incident: event.currentTarget.value.trim() })}
            width={16}
          />
        </InlineField>
      )}
      {TEXT_TYPES.has(type) && (
        <InlineField label={type === 'recall' ? 'What is seen' : 'With the text'} htmlFor={`${id}-contains`}>
          <Input
            key={query.contains}
            id={`${id}-contains`}
            defaultValue={query.contains}
            maxLength={type === 'recall' ? 4000 : 200}
            onBlur={(event) => onChange({ contains: event.currentTarget.value })}
            width={24}
          />
        </InlineField>
      )}
      {!SERIES.has(type) && (
        <InlineField
          label="Limit"
          htmlFor={`${id}-limit`}
          tooltip="The newest or largest are shown when there are more"
        >
          <Input
            key={query.limit}
            id={`${id}-limit`}
            type="number"
            min={1}
            max={MAX_LIMIT}
            defaultValue={query.limit}
            onBlur={(event) => onChange({ limit: migrateQuery({ limit: event.currentTarget.valueAsNumber }).limit })}
            width={12}
          />
        </InlineField>
      )}
    </>
  );
}

/** They end with the services that are chosen, not with a number of rows. */
const SERIES: ReadonlySet<IncidentMemoryQuery['type']> = new Set<IncidentMemoryQuery['type']>([
  'service-rates',
  'traffic',
  'metrics',
  'bands',
  'learning',
]);

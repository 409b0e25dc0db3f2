import { PluginPage } from '@grafana/runtime';
import { Input, Stack } from '@grafana/ui';
import React from 'react';
import { useServices } from '../../shared/data/useServices';
import { useSignals } from '../../shared/data/useSignals';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { RangePicker } from '../../shared/range/RangePicker';
import { useRange } from '../../shared/range/useRange';
import { useUrlState } from '../../shared/useUrlState';
import { serviceRows } from './serviceRows';
import { ServiceTable } from './ServiceTable';

const MOST_SHOWN = 500;

/** Every service that speaks or is called, the worst first. */
export function ServicesPage() {
  const range = useRange();
  const [parameters, changeUrl] = useUrlState();
  const search = parameters.get('search') ?? '';
  const services = useServices();
  const graph = useSignals('readGraph', { from: range.from, to: range.to, limit: MOST_SHOWN });
  return (
    <PluginPage actions={<RangePicker range={range} />}>
      <Stack direction="column" gap={1.5}>
        <Input
          aria-label="Search services"
          placeholder="Search services"
          width={40}
          value={search}
          onChange={({ currentTarget }) => changeUrl({ search: currentTarget.value })}
        />
        <QueryView query={services} what="the services">
          {({ items }) => (
            <QueryView query={graph} what="their traffic">
              {(traffic) => {
                const rows = serviceRows(items, traffic).filter(({ service }) =>
                  service.toLowerCase().includes(search.toLowerCase())
                );
                return rows.length === 0 ? (
                  <EmptyNote
                    icon="cube"
                    title={search === '' ? 'No service has spoken yet' : 'No service with that name'}
                  >
                    A service appears with its first log line, span or metric. “Sources” shows what is received.
                  </EmptyNote>
                ) : (
                  <ServiceTable rows={rows} />
                );
              }}
            </QueryView>
          )}
        </QueryView>
      </Stack>
    </PluginPage>
  );
}

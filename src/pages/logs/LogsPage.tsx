import { PluginPage } from '@grafana/runtime';
import { Stack } from '@grafana/ui';
import React from 'react';
import { RangePicker } from '../../shared/range/RangePicker';
import { useRange } from '../../shared/range/useRange';
import { useUrlState } from '../../shared/useUrlState';
import { LevelChart } from './LevelChart';
import { readLogFilters } from './logFilters';
import { LogFilterBar } from './LogFilterBar';
import { LogLines } from './LogLines';

/** The lines that are kept here, newest first; the address holds the search. */
export function LogsPage() {
  const range = useRange();
  const [parameters, changeUrl] = useUrlState();
  const filters = readLogFilters(parameters);
  return (
    <PluginPage actions={<RangePicker range={range} />}>
      <Stack direction="column" gap={1.5}>
        <LogFilterBar filters={filters} onChange={changeUrl} />
        <LevelChart services={filters.services} from={range.from} to={range.to} />
        <LogLines filters={filters} range={range} onChange={changeUrl} />
      </Stack>
    </PluginPage>
  );
}

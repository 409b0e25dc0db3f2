import { PluginPage } from '@grafana/runtime';
import { Button, Stack } from '@grafana/ui';
import React from 'react';
import { useLogLines } from '../../shared/data/useSignals';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { RangePicker } from '../../shared/range/RangePicker';
import { useRange } from '../../shared/range/useRange';
import { useUrlState } from '../../shared/useUrlState';
import { LevelChart } from './LevelChart';
import { LineList } from './LineList';
import { LogFilterBar } from './LogFilterBar';
import { readLogFilters, toLogQuery } from './logFilters';

const PAGE = 100;

/** The lines that are kept here, newest first; the address holds the search. */
export function LogsPage() {
  const range = useRange();
  const [parameters, changeUrl] = useUrlState();
  const filters = readLogFilters(parameters);
  const { from, to } = range;
  const query = useLogLines({ ...toLogQuery(filters), from, to, limit: PAGE });
  return (
    <PluginPage actions={<RangePicker range={range} />}>
      <Stack direction="column" gap={1.5}>
        <LogFilterBar filters={filters} onChange={changeUrl} />
        <LevelChart services={filters.services} from={from} to={to} />
        <Section title="Lines" aside="newest first, secrets taken out">
          <QueryView query={query} what="the lines">
            {({ pages }) => {
              const lines = pages.flatMap(({ items }) => items);
              return lines.length === 0 && !query.hasNextPage ? (
                <EmptyNote icon="search" title="No line fits">
                  Widen the time or the search. Only lines that were sent here are kept; those of a polled Elasticsearch
                  stay there.
                </EmptyNote>
              ) : (
                <>
                  <LineList lines={lines} onChange={changeUrl} />
                  {query.hasNextPage && (
                    <Button
                      variant="secondary"
                      disabled={query.isFetchingNextPage}
                      onClick={() => void query.fetchNextPage()}
                    >
                      {query.isFetchingNextPage ? 'Searching…' : 'Show older lines'}
                    </Button>
                  )}
                </>
              );
            }}
          </QueryView>
        </Section>
      </Stack>
    </PluginPage>
  );
}

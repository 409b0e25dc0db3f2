import { type MemoryEntry } from '@incident-memory/contract';
import { Button, Stack } from '@grafana/ui';
import React from 'react';
import { useMemoryLog } from '../../../shared/data/useMemories';
import { EntryList } from '../../../shared/memory/EntryList';
import { SINCE } from '../../../shared/memory/since';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { QueryView } from '../../../shared/parts/QueryView';
import { useUrlState } from '../../../shared/useUrlState';
import { count } from '../../../shared/words';
import { LogFilterBar } from './LogFilterBar';
import { NO_LOG_FILTERS, readLogFilters, toLogQuery } from './logFilters';

/** Suggestions, decisions and outcomes, newest first. Words are looked for in what is loaded, and it says how much that is. */
export function LogTab() {
  const [parameters, changeUrl] = useUrlState();
  const filters = readLogFilters(parameters);
  const asked = toLogQuery(filters);
  const query = useMemoryLog(asked, filters.since === null ? null : SINCE[filters.since].milliseconds);
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = entries.filter((entry) => says(entry, filters.words));
  const isNarrowed = Object.keys(asked).length > 0 || filters.since !== null;
  return (
    <Stack direction="column" gap={1.5}>
      <LogFilterBar filters={filters} onChange={changeUrl} />
      <QueryView query={query} what="the log">
        {() => (
          <>
            <span>
              {count(shown.length, 'entry', 'entries')}
              {shown.length < entries.length && ` of the newest ${entries.length}`}
              {query.hasNextPage && '; there are older ones'}
            </span>
            {shown.length > 0 ? (
              <EntryList entries={shown} withMemory />
            ) : entries.length === 0 && !isNarrowed ? (
              <EmptyNote icon="history" title="Nothing has happened in memory yet">
                What is remembered, suggested, refused, tried, judged or forgotten becomes a line here.
              </EmptyNote>
            ) : (
              <EmptyNote icon="filter" title={emptyTitle(entries.length)}>
                <Button size="sm" variant="secondary" onClick={() => changeUrl(NO_LOG_FILTERS)}>
                  Clear the filters
                </Button>
              </EmptyNote>
            )}
            {query.hasNextPage && (
              <Button
                variant="secondary"
                disabled={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {query.isFetchingNextPage ? 'Loading…' : 'Load older ones'}
              </Button>
            )}
          </>
        )}
      </QueryView>
    </Stack>
  );
}

function says({ sentence, actor }: MemoryEntry, words: string): boolean {
  return `${sentence} ${actor.name}`.toLowerCase().includes(words.trim().toLowerCase());
}

function emptyTitle(loaded: number): string {
  return loaded === 0 ? 'Nothing fits these filters' : `Nothing among the newest ${loaded} fits these filters`;
}

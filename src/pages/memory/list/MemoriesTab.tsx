import { Button, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { useMemories } from '../../../shared/data/useMemories';
import { SINCE } from '../../../shared/memory/since';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { QueryView } from '../../../shared/parts/QueryView';
import { useUrlState } from '../../../shared/useUrlState';
import { count } from '../../../shared/words';
import { FilterBar } from './FilterBar';
import { isUnfiltered, NO_FILTERS, readFilters, toQuery } from './memoryFilters';
import { MemoryTable } from './MemoryTable';
import { RememberDialog } from './RememberDialog';

/** Everything that is remembered and that the reader may see. */
export function MemoriesTab() {
  const [parameters, changeUrl] = useUrlState();
  const filters = readFilters(parameters);
  const query = useMemories(toQuery(filters), filters.since === null ? null : SINCE[filters.since].milliseconds);
  const memories = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const mayAct = useMay('Editor');
  const [remembering, setRemembering] = useState(false);
  return (
    <>
      <FilterBar filters={filters} onChange={changeUrl} />
      <div aria-busy={query.isPlaceholderData}>
        <QueryView query={query} what="the memories">
          {() => (
            <Stack direction="column" gap={1}>
              <Stack gap={1} alignItems="center" justifyContent="space-between" wrap="wrap">
                <span>
                  {count(memories.length, 'memory', 'memories')}
                  {query.hasNextPage && ' and more'}
                </span>
                {mayAct && (
                  <Button size="sm" variant="secondary" icon="plus" onClick={() => setRemembering(true)}>
                    Remember a note
                  </Button>
                )}
              </Stack>
              {memories.length > 0 ? (
                <MemoryTable memories={memories} />
              ) : isUnfiltered(filters) ? (
                <EmptyNote icon="database" title="Nothing is remembered yet">
                  Every incident that ends is remembered by itself, with what was tried and what it did. Nobody has to
                  fill in a form.
                </EmptyNote>
              ) : (
                <EmptyNote icon="filter" title="Nothing fits these filters">
                  <Button size="sm" variant="secondary" onClick={() => changeUrl(NO_FILTERS)}>
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
                  {query.isFetchingNextPage ? 'Loading…' : 'Show more'}
                </Button>
              )}
            </Stack>
          )}
        </QueryView>
      </div>
      {remembering && <RememberDialog onClose={() => setRemembering(false)} />}
    </>
  );
}

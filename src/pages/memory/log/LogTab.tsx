import { type MemoryEntry } from '@incident-memory/contract';
import { Button, Input, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useMemoryLog } from '../../../shared/data/useMemories';
import { getFilterStyles } from '../../../shared/filters/filterStyles';
import { Toggle } from '../../../shared/filters/Toggle';
import { EntryList } from '../../../shared/memory/EntryList';
import { ENTRY_GROUPS, ENTRY_WORDS, type EntryGroup, isEntryGroup } from '../../../shared/memory/entryWords';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { QueryView } from '../../../shared/parts/QueryView';
import { useUrlState } from '../../../shared/useUrlState';
import { count } from '../../../shared/words';

const BY = [
  { value: 'anyone', label: 'Anyone' },
  { value: 'person', label: 'People' },
  { value: 'system', label: 'The product' },
];
const GROUPS = Object.keys(ENTRY_GROUPS) as EntryGroup[];

interface LogFilters {
  groups: EntryGroup[];
  by: string;
  words: string;
}

/** Suggestions, decisions and outcomes, newest first. The filters look through what is loaded, and say how much that is. */
export function LogTab() {
  const styles = useStyles2(getFilterStyles);
  const [parameters, changeUrl] = useUrlState();
  const query = useMemoryLog();
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const filters: LogFilters = {
    groups: (parameters.get('what') ?? '').split(',').filter(isEntryGroup),
    by: parameters.get('by') ?? 'anyone',
    words: parameters.get('words') ?? '',
  };
  const shown = entries.filter((entry) => fits(entry, filters));
  const toggle = (group: EntryGroup) =>
    changeUrl({
      what: filters.groups.includes(group) ? filters.groups.filter((one) => one !== group) : [...filters.groups, group],
    });
  return (
    <Stack direction="column" gap={1.5}>
      <div className={styles.bar} role="search" aria-label="Filters">
        <div role="group" aria-label="What" className={styles.group}>
          {GROUPS.map((group) => (
            <Toggle
              key={group}
              on={filters.groups.includes(group)}
              text={ENTRY_GROUPS[group]}
              onClick={() => toggle(group)}
            />
          ))}
        </div>
        <div className={styles.group}>
          <span className={styles.label}>By</span>
          <RadioButtonGroup
            aria-label="By"
            size="sm"
            options={BY}
            value={filters.by}
            onChange={(by) => changeUrl({ by: by === 'anyone' ? null : by })}
          />
        </div>
        <div className={styles.group}>
          <label htmlFor="log-words" className={styles.label}>
            With the words
          </label>
          <Input
            id="log-words"
            value={filters.words}
            width={24}
            onChange={(event) => changeUrl({ words: event.currentTarget.value })}
          />
        </div>
      </div>
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
            ) : entries.length === 0 ? (
              <EmptyNote icon="history" title="Nothing has happened in memory yet">
                What is remembered, suggested, refused, tried, judged or forgotten becomes a line here.
              </EmptyNote>
            ) : (
              <EmptyNote icon="filter" title={`Nothing among the newest ${entries.length} fits these filters`}>
                <Button size="sm" variant="secondary" onClick={() => changeUrl({ what: null, by: null, words: null })}>
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

function fits({ type, actor, sentence }: MemoryEntry, { groups, by, words }: LogFilters): boolean {
  return (
    (groups.length === 0 || groups.includes(ENTRY_WORDS[type].group)) &&
    (by === 'anyone' || (by === 'person') === (actor.kind === 'person')) &&
    `${sentence} ${actor.name}`.toLowerCase().includes(words.trim().toLowerCase())
  );
}

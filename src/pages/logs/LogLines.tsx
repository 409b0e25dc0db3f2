import { Button } from '@grafana/ui';
import React, { useState } from 'react';
import { useLogLines } from '../../shared/data/useSignals';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { type Range } from '../../shared/range/useRange';
import { type UrlChange } from '../../shared/useUrlState';
import { LineList } from './LineList';
import { type LogFilters, toLogQuery } from './logFilters';

const PAGE = 100;

interface LogLinesProps {
  filters: LogFilters;
  range: Range;
  onChange: (change: UrlChange) => void;
}

/** The lines, newest first; they stand still while one of them is read, or older ones were asked for. */
export function LogLines({ filters, range, onChange }: LogLinesProps) {
  const asked = JSON.stringify([filters, range.picker.raw]);
  const [held, setHeld] = useState<{ asked: string; from: number; to: number } | null>(null);
  const stands = held !== null && held.asked === asked;
  const { from, to } = stands ? held : range;
  const query = useLogLines({ ...toLogQuery(filters), from, to, limit: PAGE });
  const hold = () => setHeld({ asked, from, to });
  return (
    <Section
      title="Lines"
      aside={
        stands && range.isLive ? (
          <>
            standing still while you read
            <Button size="sm" variant="secondary" icon="play" onClick={() => setHeld(null)}>
              Go on
            </Button>
          </>
        ) : (
          'newest first, secrets taken out'
        )
      }
    >
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
              <LineList lines={lines} onChange={onChange} onOpen={hold} />
              {query.hasNextPage && (
                <Button
                  variant="secondary"
                  disabled={query.isFetchingNextPage}
                  onClick={() => {
                    hold();
                    void query.fetchNextPage();
                  }}
                >
                  {query.isFetchingNextPage ? 'Searching…' : 'Show older lines'}
                </Button>
              )}
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

import React from 'react';
import { useRecall } from '../../../shared/data/useRecall';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { QueryView } from '../../../shared/parts/QueryView';
import { useNow } from '../../../shared/time/useNow';
import { useUrlState } from '../../../shared/useUrlState';
import { Found } from './Found';
import { SearchForm } from './SearchForm';
import { readSearch, toSituation } from './searchState';

const HOUR_MS = 3_600_000;

/** Ranked recall of what somebody sees, with why each matched; where nothing is near enough it says so. */
export function SearchTab() {
  const [parameters, changeUrl] = useUrlState();
  const state = readSearch(parameters);
  const now = useNow(HOUR_MS);
  const situation = toSituation(state, Math.floor(now / HOUR_MS) * HOUR_MS);
  const query = useRecall(situation);
  return (
    <>
      <SearchForm key={state.text} state={state} onChange={changeUrl} />
      {situation === null ? (
        <EmptyNote icon="search" title="Tell what you see">
          Words, meaning and structure are searched at once: “heap exhausted” finds “OOMKilled”, and an error code finds
          itself. A service alone finds what happened to it.
        </EmptyNote>
      ) : (
        <QueryView query={query} what="what memory knows">
          {(answer) => <Found answer={answer} />}
        </QueryView>
      )}
    </>
  );
}

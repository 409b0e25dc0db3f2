import { PluginPage } from '@grafana/runtime';
import { LinkButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useIncidents } from '../../shared/data/useIncidents';
import { getBesideStyles } from '../../shared/parts/Beside';
import { LiveIndicator } from '../../shared/parts/LiveIndicator';
import { QueryView } from '../../shared/parts/QueryView';
import { PAGES } from '../../shared/pluginAddress';
import { useUrlState } from '../../shared/useUrlState';
import { FilterBar } from './FilterBar';
import { readFilters, toQuery } from './filters';
import { IncidentBeside } from './IncidentBeside';
import { IncidentList } from './IncidentList';
import { useArrivals } from './useArrivals';

/** Incidents as they come; the address holds the filters and what is open beside the list. */
export function LivePage() {
  const styles = useStyles2(getBesideStyles);
  const [parameters, changeUrl] = useUrlState();
  const filters = readFilters(parameters);
  const selected = parameters.get('incident');
  const query = useIncidents(toQuery(filters));
  const incidents = query.isPlaceholderData ? undefined : query.data?.pages.flatMap(({ items }) => items);
  const { arrived, markSeen } = useArrivals(incidents, JSON.stringify(toQuery(filters)));
  return (
    <PluginPage
      actions={
        <>
          <LiveIndicator />
          <LinkButton variant="secondary" icon="eye" href={PAGES.findings}>
            Findings and what would have fired
          </LinkButton>
        </>
      }
    >
      <FilterBar filters={filters} onChange={changeUrl} />
      <div className={selected === null ? undefined : styles.beside}>
        <div className={styles.list} aria-busy={query.isPlaceholderData}>
          <QueryView query={query} what="the incidents">
            {({ pages }) => (
              <IncidentList
                incidents={pages.flatMap(({ items }) => items)}
                filters={filters}
                selected={selected}
                arrived={arrived}
                onSeen={markSeen}
                onChange={changeUrl}
                more={
                  query.hasNextPage ? { load: () => void query.fetchNextPage(), busy: query.isFetchingNextPage } : null
                }
              />
            )}
          </QueryView>
        </div>
        {selected !== null && <IncidentBeside reference={selected} onClose={() => changeUrl({ incident: null })} />}
      </div>
    </PluginPage>
  );
}

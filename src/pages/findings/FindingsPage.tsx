import { PluginPage } from '@grafana/runtime';
import { type Alarm } from '@incident-memory/contract';
import { LinkButton, useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { type Judgement, useAlarms, useJudgeAlarm } from '../../shared/data/useDetection';
import { useMay } from '../../shared/data/useCapabilities';
import { getBesideStyles } from '../../shared/parts/Beside';
import { LiveIndicator } from '../../shared/parts/LiveIndicator';
import { QueryView } from '../../shared/parts/QueryView';
import { PAGES } from '../../shared/pluginAddress';
import { useUrlState } from '../../shared/useUrlState';
import { FilterBar } from './FilterBar';
import { readFilters, SINCE, toQuery } from './filters';
import { FindingBeside } from './FindingBeside';
import { FindingList } from './FindingList';
import { rowLinkId } from './FindingTable';
import { useListKeys } from './useListKeys';
import { useSteadyList } from './useSteadyList';

/** What is odd and pages nobody; each verdict tells how far its detector can be believed. */
export function FindingsPage() {
  const styles = useStyles2(getBesideStyles);
  const [parameters, changeUrl] = useUrlState();
  const filters = readFilters(parameters);
  const chosen = parameters.get('finding');
  const mayJudge = useMay('Editor');
  const query = useAlarms(toQuery(filters), filters.since === null ? null : SINCE[filters.since].milliseconds);
  const { data, isPlaceholderData, hasNextPage } = query;
  const answer = useMemo(
    () =>
      data === undefined || isPlaceholderData
        ? undefined
        : { items: data.pages.flatMap(({ items }) => items), goesOn: hasNextPage },
    [data, isPlaceholderData, hasNextPage]
  );
  const { list, showNew, replace } = useSteadyList(answer, JSON.stringify([toQuery(filters), filters.since]));
  const judging = useJudgeAlarm();
  const [dismissing, setDismissing] = useState<string | null>(null);

  const alarm = list?.rows.find(({ id }) => id === chosen);
  const judge = (judged: Alarm, judgement: Judgement) =>
    judging.mutate(
      { alarm: judged, judgement },
      {
        onSuccess: (changed) => {
          replace(changed);
          setDismissing(null);
        },
      }
    );
  const choose = (id: string | null) => {
    judging.reset();
    setDismissing(null);
    changeUrl({ finding: id });
  };
  const onChosen = (act: (judged: Alarm) => void) => () => mayJudge && alarm !== undefined && act(alarm);
  const confirm = onChosen((judged) => judged.verdict === null && judge(judged, { verdict: 'confirm', reason: '' }));
  const dismiss = onChosen((judged) => judged.verdict === null && setDismissing(judged.id));
  const undo = onChosen((judged) => judged.verdict !== null && judge(judged, { verdict: 'undo' }));
  const onKeyDown = useListKeys({
    ids: list?.rows.map(({ id }) => id) ?? [],
    chosen,
    onChoose: (id) => {
      choose(id);
      document.getElementById(rowLinkId(id))?.querySelector('a')?.focus();
    },
    keys: { c: confirm, d: dismiss, u: undo },
  });
  return (
    <PluginPage
      actions={
        <>
          <LiveIndicator />
          <LinkButton variant="secondary" icon="cog" href={PAGES.detectors}>
            Detectors
          </LinkButton>
        </>
      }
    >
      <FilterBar filters={filters} onChange={changeUrl} />
      {/* Keys bubble up here from links and buttons; it is not itself something to press. */}
      <div className={chosen === null ? undefined : styles.beside} onKeyDown={onKeyDown}>
        <div className={styles.list} aria-busy={isPlaceholderData}>
          <QueryView query={{ ...query, data: list }} what="the findings">
            {(shown) => (
              <FindingList
                list={shown}
                filters={filters}
                chosen={chosen}
                mayJudge={mayJudge}
                onShowNew={showNew}
                onUndo={(judged) => judge(judged, { verdict: 'undo' })}
                onChange={changeUrl}
                more={hasNextPage ? { load: () => void query.fetchNextPage(), busy: query.isFetchingNextPage } : null}
              />
            )}
          </QueryView>
        </div>
        {chosen !== null && list !== undefined && (
          <FindingBeside
            alarm={alarm}
            isOld={alarm !== undefined && list.left.has(alarm.id)}
            judging={judging}
            dismissing={dismissing === chosen}
            onDismissing={(on) => setDismissing(on ? chosen : null)}
            onConfirm={confirm}
            onDismiss={(reason) => alarm !== undefined && judge(alarm, { verdict: 'dismiss', reason })}
            onUndo={undo}
            onLookInAll={() => changeUrl({ show: 'all', detector: null, service: null, firing: null, since: null })}
            onClose={() => choose(null)}
          />
        )}
      </div>
    </PluginPage>
  );
}

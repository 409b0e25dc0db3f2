import { PluginPage } from '@grafana/runtime';
import { type Overview } from '@incident-memory/contract';
import { Stack } from '@grafana/ui';
import React from 'react';
import { useOverview } from '../../shared/data/useOverview';
import { LiveIndicator } from '../../shared/parts/LiveIndicator';
import { QueryView } from '../../shared/parts/QueryView';
import { BreakService } from './BreakService';
import { BusyNow } from './BusyNow';
import { ClosuresToConfirm } from './ClosuresToConfirm';
import { Figures } from './Figures';
import { RiskyChanges } from './RiskyChanges';
import { TrustTheQuiet } from './TrustTheQuiet';

export function OverviewPage() {
  const overview = useOverview();
  return (
    <PluginPage
      actions={
        <>
          <LiveIndicator />
          {overview.data?.demo && <BreakService />}
        </>
      }
    >
      <QueryView query={overview} what="the overview">
        {(data) => <OverviewBody overview={data} />}
      </QueryView>
    </PluginPage>
  );
}

/** What hurts comes first; with nothing open, whether that can be believed does. */
function OverviewBody({ overview }: { overview: Overview }) {
  const open = overview.incidents.filter(({ state }) => state === 'open');
  const toConfirm = overview.incidents.filter(({ state }) => state === 'awaiting-confirmation');
  return (
    <Stack direction="column" gap={2}>
      <Figures overview={overview} />
      {open.length > 0 && <BusyNow incidents={open} active={overview.activeIncidents} />}
      {toConfirm.length > 0 && <ClosuresToConfirm incidents={toConfirm} waiting={overview.awaitingConfirmation} />}
      <TrustTheQuiet overview={overview} busy={open.length > 0} />
      {overview.quiet !== null && overview.quiet.riskyChanges.length > 0 && (
        <RiskyChanges changes={overview.quiet.riskyChanges} />
      )}
    </Stack>
  );
}

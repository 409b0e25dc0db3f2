import { PluginPage } from '@grafana/runtime';
import { type MaintenanceWindow } from '@incident-memory/contract';
import { Alert, Button, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useMay } from '../../shared/data/useCapabilities';
import { useMaintenance, useMaintenanceActions } from '../../shared/data/useDetection';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { ErrorState } from '../../shared/parts/ErrorState';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { PAGES } from '../../shared/pluginAddress';
import { useUrlState } from '../../shared/useUrlState';
import { PlanWindow } from './PlanWindow';
import { WindowTable } from './WindowTable';

/** Times in which something is expected: what is odd then is kept, and pages nobody. */
export function MaintenancePage() {
  const query = useMaintenance();
  const mayPlan = useMay('Editor');
  const [parameters, changeUrl] = useUrlState();
  const planning = mayPlan && parameters.get('plan') !== null;
  const { plan, end } = useMaintenanceActions();
  const [said, setSaid] = useState<string | null>(null);
  const onEnd = (window: MaintenanceWindow) =>
    end.mutate(window.id, { onSuccess: () => setSaid(`“${window.title}” has ended: what is odd counts again`) });
  return (
    <PluginPage
      pageNav={{ text: 'Maintenance', parentItem: { text: 'Detectors', url: PAGES.detectors } }}
      actions={
        mayPlan && !planning ? (
          <Button icon="calendar-alt" onClick={() => changeUrl({ plan: 'new' })}>
            Plan one
          </Button>
        ) : undefined
      }
    >
      <Stack direction="column" gap={1.5}>
        <div role="status">
          {said !== null && <Alert severity="success" title={said} bottomSpacing={0} onRemove={() => setSaid(null)} />}
        </div>
        {planning && (
          <Section title="Plan one">
            <PlanWindow
              busy={plan.isPending}
              error={plan.error}
              onCancel={() => changeUrl({ plan: null })}
              onSend={(body) =>
                plan.mutate(body, {
                  onSuccess: ({ title }) => {
                    setSaid(`“${title}” is planned`);
                    changeUrl({ plan: null });
                  },
                })
              }
            />
          </Section>
        )}
        {end.isError && <ErrorState title="It goes on: it could not be ended" error={end.error} />}
        <Section
          title="When something is expected"
          aside="What is odd in its services becomes a finding; other services, widespread errors and alerts of others page all the same."
        >
          <QueryView query={query} what="what is planned">
            {({ items }) =>
              items.length === 0 ? (
                <EmptyNote icon="calendar-alt" title="Nothing is expected">
                  Whatever is odd counts. Before a maintenance or a roll-out say so here, by the interface or in the
                  configuration file, and it pages nobody.
                </EmptyNote>
              ) : (
                <WindowTable windows={items} busy={end.isPending} onEnd={mayPlan ? onEnd : null} />
              )
            }
          </QueryView>
        </Section>
      </Stack>
    </PluginPage>
  );
}

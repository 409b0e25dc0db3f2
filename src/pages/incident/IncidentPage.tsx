import { PluginPage } from '@grafana/runtime';
import React from 'react';
import { useIncident } from '../../shared/data/useIncident';
import { LiveIndicator } from '../../shared/parts/LiveIndicator';
import { QueryView } from '../../shared/parts/QueryView';
import { incidentName, PAGES } from '../../shared/pluginAddress';
import { IncidentBody } from './IncidentBody';
import { IncidentNotThere, isNotThere } from './IncidentNotThere';

/** One incident, opened by its number or its id. */
export function IncidentPage({ reference }: { reference: string }) {
  const query = useIncident(reference);
  const incident = query.data;
  const name = incident === undefined ? nameOf(reference) : incidentName(incident.number);
  return (
    <PluginPage
      pageNav={{
        text: incident === undefined ? name : `${name} · ${incident.title}`,
        parentItem: { text: 'Live incidents', url: PAGES.live },
      }}
      actions={<LiveIndicator />}
    >
      {isNotThere(query.error) && incident === undefined ? (
        <IncidentNotThere name={name} error={query.error} />
      ) : (
        <QueryView query={query} what={`incident ${name}`}>
          {(data) => <IncidentBody incident={data} reference={reference} />}
        </QueryView>
      )}
    </PluginPage>
  );
}

function nameOf(reference: string): string {
  return /^[0-9]+$/.test(reference) ? incidentName(Number(reference)) : reference;
}

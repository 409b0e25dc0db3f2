import React from 'react';
import { useIncident } from '../../shared/data/useIncident';
import { Beside } from '../../shared/parts/Beside';
import { QueryView } from '../../shared/parts/QueryView';
import { incidentName, incidentPath } from '../../shared/pluginAddress';
import { IncidentBody } from '../incident/IncidentBody';
import { IncidentNotThere, isNotThere } from '../incident/IncidentNotThere';

interface IncidentBesideProps {
  reference: string;
  onClose: () => void;
}

/** The chosen incident beside the list. */
export function IncidentBeside({ reference, onClose }: IncidentBesideProps) {
  const query = useIncident(reference);
  const incident = query.data;
  const name = /^[0-9]+$/.test(reference) ? incidentName(Number(reference)) : reference;
  const title = incident === undefined ? name : `${incidentName(incident.number)} · ${incident.title}`;
  const body =
    isNotThere(query.error) && incident === undefined ? (
      <IncidentNotThere name={name} error={query.error} />
    ) : (
      <QueryView query={query} what={`incident ${name}`}>
        {(data) => <IncidentBody key={data.id} incident={data} reference={reference} />}
      </QueryView>
    );
  return (
    <Beside title={title} label="The chosen incident" page={incidentPath(reference)} onClose={onClose}>
      {body}
    </Beside>
  );
}

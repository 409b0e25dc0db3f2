import { type Incident } from '@incident-memory/contract';
import { Button, Icon } from '@grafana/ui';
import React from 'react';
import { toApiError } from '../../shared/api/ApiError';
import { useAcknowledgeMany } from '../../shared/data/useIncidents';
import { incidentName } from '../../shared/pluginAddress';
import { count, listed } from '../../shared/words';

interface BulkAcknowledgeProps {
  chosen: Incident[];
  unowned: Incident[];
  onChoose: (ids: string[]) => void;
}

/** Several at once say "I am on it"; which were refused, and why, is told one by one. */
export function BulkAcknowledge({ chosen, unowned, onChoose }: BulkAcknowledgeProps) {
  const acknowledge = useAcknowledgeMany();
  const send = () =>
    acknowledge.mutate(
      chosen.map(({ id }) => id),
      { onSuccess: () => onChoose([]) }
    );
  return (
    <>
      {unowned.length > 1 && chosen.length < unowned.length && (
        <Button size="sm" variant="secondary" onClick={() => onChoose(unowned.map(({ id }) => id))}>
          {`Select all ${unowned.length} that are unowned`}
        </Button>
      )}
      {chosen.length > 0 && (
        <Button size="sm" icon="user" disabled={acknowledge.isPending} onClick={send}>
          {acknowledge.isPending ? 'Acknowledging…' : `Acknowledge ${chosen.length}`}
        </Button>
      )}
      <span role="status">
        {acknowledge.isSuccess && (
          <>
            <Icon name="check" /> {count(acknowledge.data.acknowledged.length, 'incident')} acknowledged.
            {acknowledge.data.refused.length > 0 &&
              ` Refused: ${listed(acknowledge.data.refused.map((each) => `${named(each.incident, unowned)} (${each.reason})`))}`}
          </>
        )}
        {acknowledge.isError && `Nothing was acknowledged: ${toApiError(acknowledge.error).message}`}
      </span>
    </>
  );
}

function named(reference: string, incidents: Incident[]): string {
  const incident = incidents.find(({ id }) => id === reference);
  return incident === undefined ? reference : incidentName(incident.number);
}

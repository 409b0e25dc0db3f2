import { type Incident } from '@incident-memory/contract';
import { Button, ClipboardButton, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useMay } from '../../shared/data/useCapabilities';
import { isUnowned } from '../../shared/nextStep';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { incidentName } from '../../shared/pluginAddress';
import { type UrlChange } from '../../shared/useUrlState';
import { count } from '../../shared/words';
import { BulkAcknowledge } from './BulkAcknowledge';
import { isUnfiltered, type LiveFilters, NO_FILTERS } from './filters';
import { IncidentTable } from './IncidentTable';

interface IncidentListProps {
  incidents: Incident[];
  filters: LiveFilters;
  selected: string | null;
  arrived: ReadonlySet<string>;
  onSeen: (ids: Iterable<string>) => void;
  onChange: (change: UrlChange) => void;
  more: { load: () => void; busy: boolean } | null;
}

export function IncidentList({ incidents, filters, selected, arrived, onSeen, onChange, more }: IncidentListProps) {
  const mayAct = useMay('Editor');
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const unowned = incidents.filter(isUnowned);
  const chosen = unowned.filter(({ id }) => checked.has(id));

  if (incidents.length === 0) {
    return <NothingHere filters={filters} onChange={onChange} />;
  }
  return (
    <Stack direction="column" gap={1}>
      <Stack gap={1} alignItems="center" wrap="wrap">
        <span role="status">
          {count(incidents.length, 'incident')}
          {more !== null && ' and more'}
          {arrived.size > 0 && `, ${arrived.size} new`}
        </span>
        {arrived.size > 0 && (
          <Button size="sm" fill="text" onClick={() => onSeen(arrived)}>
            Mark as seen
          </Button>
        )}
        <ClipboardButton size="sm" fill="text" variant="secondary" icon="copy" getText={() => asText(incidents)}>
          Copy the list
        </ClipboardButton>
        {mayAct && <BulkAcknowledge chosen={chosen} unowned={unowned} onChoose={(ids) => setChecked(new Set(ids))} />}
      </Stack>
      <IncidentTable
        incidents={incidents}
        selected={selected}
        arrived={arrived}
        checked={mayAct ? checked : null}
        onCheck={(id, on) =>
          setChecked((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)))
        }
        onOpen={({ id }) => onSeen([id])}
      />
      {more !== null && (
        <Button variant="secondary" disabled={more.busy} onClick={more.load}>
          {more.busy ? 'Loading…' : 'Show more'}
        </Button>
      )}
    </Stack>
  );
}

/** Only what is open and nobody's can be acknowledged. */
function NothingHere({ filters, onChange }: { filters: LiveFilters; onChange: (change: UrlChange) => void }) {
  if (isUnfiltered(filters)) {
    return (
      <EmptyNote icon="check-circle" title="No incident in these states">
        Nothing is going on that was detected. Whether that can be trusted is on the overview.
      </EmptyNote>
    );
  }
  return (
    <EmptyNote icon="filter" title="No incident fits these filters">
      <Button size="sm" variant="secondary" onClick={() => onChange(NO_FILTERS)}>
        Clear the filters
      </Button>
    </EmptyNote>
  );
}

function asText(incidents: Incident[]): string {
  return incidents
    .map((each) =>
      [incidentName(each.number), each.severity, each.state, each.startedAt, each.title, each.impact].join('\t')
    )
    .join('\n');
}

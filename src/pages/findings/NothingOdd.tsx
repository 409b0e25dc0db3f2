import { Button, TextLink } from '@grafana/ui';
import React from 'react';
import { useDetectors } from '../../shared/data/useDetection';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { PAGES } from '../../shared/pluginAddress';
import { type UrlChange } from '../../shared/useUrlState';
import { type FindingFilters, isUnfiltered, NO_FILTERS, type Show } from './filters';
import { sayModes } from '../../shared/alarms/sayModes';

const TITLES: Record<Show, string> = {
  inbox: 'Nothing odd waits for a verdict',
  trial: 'No detector on trial would have fired',
  incident: 'No alarm is part of an incident',
  all: 'No detector has raised anything',
};

interface NothingOddProps {
  filters: FindingFilters;
  onChange: (change: UrlChange) => void;
}

/** An empty list is worth as much as the detectors that could have filled it. */
export function NothingOdd({ filters, onChange }: NothingOddProps) {
  const detectors = useDetectors().data?.items;
  if (!isUnfiltered(filters)) {
    return (
      <EmptyNote icon="filter" title="Nothing fits these filters">
        <Button size="sm" variant="secondary" onClick={() => onChange(NO_FILTERS)}>
          Clear the filters
        </Button>
      </EmptyNote>
    );
  }
  return (
    <EmptyNote icon="check-circle" title={TITLES[filters.show]}>
      {detectors !== undefined && `${sayModes(detectors)} `}
      What each of them watches is under <TextLink href={PAGES.detectors}>Detectors</TextLink>; whether they hear
      anything is on the <TextLink href={PAGES.overview}>overview</TextLink>.
    </EmptyNote>
  );
}

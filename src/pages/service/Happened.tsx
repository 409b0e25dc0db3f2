import React from 'react';
import { useSignals } from '../../shared/data/useSignals';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { OccurrenceList } from '../../shared/occurrences/OccurrenceList';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { type OfService } from './ofService';

const SHOWN = 20;

export function Happened({ service, from, to }: OfService) {
  const query = useSignals('listOccurrences', { from, to, service: [service], limit: SHOWN });
  return (
    <Section title="What changed" aside={query.data?.nextCursor ? `the newest ${SHOWN}` : undefined}>
      <QueryView query={query} what="what changed">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote icon="rocket" title="Nothing is known to have changed in this time">
              Deploys, configuration, scaling and flags are shown once something tells of them; so is what Kubernetes
              does to its pods.
            </EmptyNote>
          ) : (
            <OccurrenceList occurrences={items} />
          )
        }
      </QueryView>
    </Section>
  );
}

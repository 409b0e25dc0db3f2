import { type Incident } from '@incident-memory/contract';
import React from 'react';
import { useSignals } from '../../shared/data/useSignals';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { OccurrenceList } from '../../shared/occurrences/OccurrenceList';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { useNow } from '../../shared/time/useNow';

const HOUR_MS = 3_600_000;
const RENEWED_MS = 10_000;
/** More than a glance can take. */
const SHOWN = 8;
/** The most services that one question takes. */
const MOST_SERVICES = 100;

/** Changes of the services that are hurt, from an hour before it began: where most outages come from. */
export function WhatChanged({ incident }: { incident: Incident }) {
  const { startedAt, closedAt, services } = incident;
  const now = useNow(RENEWED_MS);
  const from = Date.parse(startedAt) - HOUR_MS;
  const to = closedAt === null ? now : Math.max(Date.parse(closedAt), from + HOUR_MS + 1);
  const service = services.slice(0, MOST_SERVICES).map((one) => one.service);
  const query = useSignals('listOccurrences', { from, to, service, limit: SHOWN });
  return (
    <Section title="What changed" aside="from an hour before it began">
      <QueryView query={query} what="what changed">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote icon="rocket" title="No change of these services is known">
              That says that nothing told of one, not that there was none.
            </EmptyNote>
          ) : (
            <OccurrenceList occurrences={items} withService={services.length > 1} began={startedAt} />
          )
        }
      </QueryView>
    </Section>
  );
}

import { type QuietReport } from '@incident-memory/contract';
import React from 'react';
import { OccurrenceList } from '../../shared/occurrences/OccurrenceList';
import { Section } from '../../shared/parts/Section';

/** Changes of the last day that something followed, or in services that changes broke before. */
export function RiskyChanges({ changes }: { changes: QuietReport['riskyChanges'] }) {
  const reasons = new Map(changes.map(({ change, why }) => [change.id, why]));
  return (
    <Section title="Risky changes today" aside="that one followed the other is no proof of a cause">
      <OccurrenceList withService occurrences={changes.map(({ change }) => change)} reasons={reasons} />
    </Section>
  );
}

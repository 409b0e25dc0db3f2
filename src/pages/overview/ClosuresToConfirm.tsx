import { type Incident } from '@incident-memory/contract';
import { TextLink } from '@grafana/ui';
import React from 'react';
import { IncidentRow, IncidentRows } from '../../shared/parts/IncidentRow';
import { Section } from '../../shared/parts/Section';
import { PAGES } from '../../shared/pluginAddress';

interface ClosuresToConfirmProps {
  incidents: Incident[];
  waiting: number;
}

/** Errors that stopped are not yet an outage that is over: a person says so, and what cured it. */
export function ClosuresToConfirm({ incidents, waiting }: ClosuresToConfirmProps) {
  return (
    <Section
      title="Closures to confirm"
      aside={
        <TextLink href={`${PAGES.live}?state=awaiting-confirmation`}>{`All ${waiting} in Live incidents`}</TextLink>
      }
    >
      <IncidentRows>
        {incidents.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} />
        ))}
      </IncidentRows>
    </Section>
  );
}

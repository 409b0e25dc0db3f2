import { type Incident } from '@incident-memory/contract';
import { TextLink } from '@grafana/ui';
import React from 'react';
import { harm } from '../../shared/nextStep';
import { IncidentRow, IncidentRows } from '../../shared/parts/IncidentRow';
import { Section } from '../../shared/parts/Section';
import { SEVERITY_WORDS } from '../../shared/tags/SeverityBadge';
import { PAGES } from '../../shared/pluginAddress';

interface BusyNowProps {
  incidents: Incident[];
  /** All that are open; the overview carries at most 50. */
  active: number;
}

export function BusyNow({ incidents, active }: BusyNowProps) {
  const worstFirst = [...incidents].sort(
    (a, b) => SEVERITY_WORDS[b.severity].rank - SEVERITY_WORDS[a.severity].rank || harm(b) - harm(a)
  );
  return (
    <Section title="What hurts now" aside={<TextLink href={PAGES.live}>{`All ${active} in Live incidents`}</TextLink>}>
      <IncidentRows>
        {worstFirst.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} />
        ))}
      </IncidentRows>
    </Section>
  );
}

import { PluginPage } from '@grafana/runtime';
import { type Detector, type DetectorMode } from '@incident-memory/contract';
import { LinkButton, RadioButtonGroup, Stack } from '@grafana/ui';
import React from 'react';
import { useNavigate } from 'react-router';
import { useMay } from '../../shared/data/useCapabilities';
import { useDetectors } from '../../shared/data/useDetection';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { detectorPath, PAGES } from '../../shared/pluginAddress';
import { useUrlState } from '../../shared/useUrlState';
import { sayModes } from '../../shared/alarms/sayModes';
import { DetectorTable } from './DetectorTable';
import { QualitySection } from './QualitySection';
import { useModeChange } from './useModeChange';

const DAYS = [7, 30, 90];
const DAYS_OPTIONS = DAYS.map((value) => ({ value, label: `${value} days` }));
const DEFAULT_DAYS = 30;

/** Every way of noticing something: whether it may wake people, and how far it was right. */
export function DetectorsPage() {
  const [parameters, changeUrl] = useUrlState();
  const asked = Number(parameters.get('days'));
  const days = DAYS.includes(asked) ? asked : DEFAULT_DAYS;
  const query = useDetectors(days);
  const mayChange = useMay('Admin');
  const navigate = useNavigate();
  const { ask, dialog, note } = useModeChange();
  // Nobody makes a detector live blindly: its past comes first.
  const onAsk = (detector: Detector, mode: DetectorMode) =>
    mode === 'live' && detector.replayable ? navigate(detectorPath(detector.id)) : ask(detector, mode);
  return (
    <PluginPage
      actions={
        <>
          <RadioButtonGroup
            aria-label="Time that is looked at"
            options={DAYS_OPTIONS}
            value={days}
            onChange={(value) => changeUrl({ days: value === DEFAULT_DAYS ? null : String(value) })}
          />
          <LinkButton variant="secondary" icon="envelope" href={PAGES.findings}>
            Findings
          </LinkButton>
          <LinkButton variant="secondary" icon="calendar-alt" href={PAGES.maintenance}>
            Maintenance
          </LinkButton>
        </>
      }
    >
      <Stack direction="column" gap={1.5}>
        {note}
        <QueryView query={query} what="the detectors">
          {({ items }) => (
            <Section
              title="Detectors"
              aside={`${sayModes(items)}${mayChange ? '' : ' Changing a mode takes the role Admin.'}`}
            >
              {items.length === 0 ? (
                <EmptyNote icon="eye" title="There is no detector">
                  Nothing is noticed but alerts of others.
                </EmptyNote>
              ) : (
                <DetectorTable detectors={items} days={days} onAsk={onAsk} />
              )}
            </Section>
          )}
        </QueryView>
        <QualitySection days={days} />
      </Stack>
      {dialog}
    </PluginPage>
  );
}

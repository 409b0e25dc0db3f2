import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { type Detector } from '@incident-memory/contract';
import { LinkButton, Stack, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useDetectors } from '../../shared/data/useDetection';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { PAGES } from '../../shared/pluginAddress';
import { withChanges } from '../../shared/useUrlState';
import { count } from '../../shared/words';
import { Changed } from './DetectorTable';
import { ModeChoice } from './ModeChoice';
import { sayFound, sayLead, sayPrecision } from './qualityWords';
import { Replay } from './replay/Replay';
import { useModeChange } from './useModeChange';

/** One detector: what it is, what it was worth, and what it would have done. */
export function DetectorPage({ id }: { id: string }) {
  const query = useDetectors();
  const detector = query.data?.items.find((one) => one.id === id);
  return (
    <PluginPage
      pageNav={{ text: detector?.name ?? id, parentItem: { text: 'Detectors', url: PAGES.detectors } }}
      actions={
        detector?.replayable === true && (
          <LinkButton
            variant="secondary"
            icon="envelope"
            href={`${PAGES.findings}${withChanges('', { show: 'all', detector: id })}`}
          >
            What it raised
          </LinkButton>
        )
      }
    >
      <QueryView query={query} what="the detector">
        {({ days }) =>
          detector === undefined ? (
            <EmptyNote icon="search" title={`There is no detector “${id}”`}>
              All there are stand under <TextLink href={PAGES.detectors}>Detectors</TextLink>.
            </EmptyNote>
          ) : (
            <DetectorBody detector={detector} days={days} />
          )
        }
      </QueryView>
    </PluginPage>
  );
}

function DetectorBody({ detector, days }: { detector: Detector; days: number }) {
  const styles = useStyles2(getStyles);
  const { ask, dialog, note } = useModeChange();
  const { what, quality, replayable } = detector;
  return (
    <Stack direction="column" gap={1.5}>
      {note}
      <Section title={what}>
        <dl className={styles.facts}>
          <div>
            <dt>Mode</dt>
            <dd>
              <ModeChoice
                detector={detector}
                onAsk={(mode) => ask(detector, mode)}
                liveElsewhere={replayable ? 'Live after a look at the replay below' : undefined}
              />
              <Changed detector={detector} />
            </dd>
          </div>
          <div>
            <dt>By verdicts</dt>
            <dd>{sayPrecision(quality)}</dd>
          </div>
          <div>
            <dt>Real incidents found</dt>
            <dd>{sayFound(quality)}</dd>
          </div>
          <div>
            <dt>Against others</dt>
            <dd>{sayLead(quality.leadSeconds)}</dd>
          </div>
          <div>
            <dt>{`In ${days} days`}</dt>
            <dd>{count(quality.alarms, 'alarm')}</dd>
          </div>
        </dl>
      </Section>
      {replayable ? (
        <Replay detector={detector} onAsk={(mode) => ask(detector, mode)} />
      ) : (
        <Section title="Replay over the past">
          <EmptyNote icon="history" title="A fixed rule is not replayed">
            It fires at a fixed number, so what it would have done is what it did: see what it raised.
          </EmptyNote>
        </Section>
      )}
      {dialog}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 5),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0 },
  }),
});

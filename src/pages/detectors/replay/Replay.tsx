import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Detector, type DetectorMode, type RouteBodySent } from '@incident-memory/contract';
import { Button, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { useReplay } from '../../../shared/data/useDetection';
import { getFilterStyles } from '../../../shared/filters/filterStyles';
import { ServiceChoice } from '../../../shared/filters/ServiceChoice';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { Section } from '../../../shared/parts/Section';
import { useUrlState } from '../../../shared/useUrlState';
import { count } from '../../../shared/words';
import { ReplayProgress } from './ReplayProgress';
import { ReplayResult } from './ReplayResult';
import { DEFAULT_SPAN, readSpan, type Span, SPANS } from './spans';

const SPAN_OPTIONS = (Object.keys(SPANS) as Span[]).map((value) => ({ value, label: SPANS[value].text }));
/** More at once the sidecar does not take. */
const MOST_SERVICES = 50;

interface ReplayProps {
  detector: Detector;
  onAsk: (mode: DetectorMode) => void;
}

/** What this detector would have done, run over the stored past when a person asks for it. */
export function Replay({ detector, onAsk }: ReplayProps) {
  const styles = useStyles2(getFilterStyles);
  const { spaced } = useStyles2(getStyles);
  const mayReplay = useMay('Editor');
  const [parameters, changeUrl] = useUrlState();
  const span = readSpan(parameters.get('span'));
  const services = (parameters.get('service') ?? '').split(',').filter((name) => name !== '');
  const [wanted, setWanted] = useState<RouteBodySent<'previewDetector'> | null>(null);
  const replay = useReplay(wanted);
  const run = () => {
    const now = Date.now();
    setWanted({
      detector: detector.id,
      from: new Date(now - SPANS[span].milliseconds).toISOString(),
      to: new Date(now).toISOString(),
      ...(services.length === 0 ? {} : { services }),
    });
  };
  const tooMany = services.length > MOST_SERVICES;
  return (
    <Section title="Replay over the past" aside="changes nothing and pages nobody">
      <div className={cx(styles.bar, spaced)}>
        <RadioButtonGroup
          aria-label="Which past"
          options={SPAN_OPTIONS}
          value={span}
          onChange={(value) => changeUrl({ span: value === DEFAULT_SPAN ? null : value })}
        />
        <ServiceChoice chosen={services} onChange={(service) => changeUrl({ service })} />
        <Button
          icon="play"
          variant={replay.data === undefined ? 'primary' : 'secondary'}
          disabled={!mayReplay || replay.isFetching || tooMany}
          onClick={run}
        >
          {replay.data === undefined ? 'Replay' : 'Replay again'}
        </Button>
        {!mayReplay && <span>A replay takes the role Editor.</span>}
        {tooMany && <span>{`At most ${count(MOST_SERVICES, 'service')} at once, or all.`}</span>}
      </div>
      {wanted === null ? (
        <EmptyNote icon="history" title="Nothing was replayed yet">
          A replay runs the detector over what is stored, as if it had been live, and compares with the incidents that
          really were: how often it would have called, what it would have found, and what it would have missed.
        </EmptyNote>
      ) : replay.isFetching ? (
        <ReplayProgress wanted={wanted} onCancel={() => setWanted(null)} />
      ) : replay.isError ? (
        <ErrorState
          title="The replay did not run to its end"
          error={replay.error}
          onRetry={() => void replay.refetch()}
        >
          Nothing was changed by it.
        </ErrorState>
      ) : (
        replay.data !== undefined && <ReplayResult answer={replay.data} detector={detector} onAsk={onAsk} />
      )}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ spaced: css({ marginBottom: theme.spacing(1.5) }) });

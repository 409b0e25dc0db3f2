import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Alarm } from '@incident-memory/contract';
import { Button, Stack, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { AlarmBand } from '../../shared/alarms/AlarmBand';
import { AlarmStateTag } from '../../shared/alarms/AlarmStateTag';
import { sayNumbers, sayScore, sayStanding } from '../../shared/alarms/alarmWords';
import { bandAround } from '../../shared/alarms/bandAround';
import { DETECTOR_NAMES } from '../../shared/alarms/detectorNames';
import { useMay } from '../../shared/data/useCapabilities';
import { detectorPath, incidentName, incidentPath, PAGES, servicePath } from '../../shared/pluginAddress';
import { ClockTime, TimeAgo } from '../../shared/time/TimeAgo';
import { useNow } from '../../shared/time/useNow';
import { withChanges } from '../../shared/useUrlState';
import { DismissForm } from './DismissForm';
import { VerdictNote } from './VerdictNote';

interface FindingDetailsProps {
  alarm: Alarm;
  /** The list no longer holds it, so what is shown is as it was last seen. */
  isOld: boolean;
  busy: boolean;
  dismissing: boolean;
  onDismissing: (on: boolean) => void;
  onConfirm: () => void;
  onDismiss: (reason: string) => void;
  onUndo: () => void;
}

/** One finding: the sentence, the picture, the numbers, and the two answers that it waits for. */
export function FindingDetails({ alarm, isOld, busy, dismissing, onDismissing, ...on }: FindingDetailsProps) {
  const styles = useStyles2(getStyles);
  const mayJudge = useMay('Editor');
  const now = useNow();
  return (
    <Stack direction="column" gap={1}>
      <p className={styles.sentence}>{alarm.sentence}</p>
      <AlarmBand alarm={alarm} height={16} />
      {alarm.verdict !== null ? (
        <VerdictNote alarm={alarm} onUndo={mayJudge ? on.onUndo : null} />
      ) : !mayJudge ? (
        <span className={styles.secondary}>Saying whether it was right takes the role Editor.</span>
      ) : dismissing ? (
        <DismissForm busy={busy} onCancel={() => onDismissing(false)} onSend={on.onDismiss} />
      ) : (
        <Stack gap={1} wrap="wrap" alignItems="center">
          <Button size="sm" icon="check" disabled={busy} onClick={on.onConfirm}>
            Confirm
          </Button>
          <Button size="sm" icon="times" variant="secondary" disabled={busy} onClick={() => onDismissing(true)}>
            Dismiss
          </Button>
          <span className={styles.secondary}>
            Was it right to notice this? Your word measures the detector and pages nobody.
          </span>
        </Stack>
      )}
      <dl className={styles.facts}>
        <dt>State</dt>
        <dd>
          {isOld ? (
            'not known now: it is no longer in this list'
          ) : (
            <>
              <AlarmStateTag alarm={alarm} /> {sayStanding(alarm, now)}
            </>
          )}
        </dd>
        <dt>Seen</dt>
        <dd>{sayNumbers(alarm.numbers)}</dd>
        <dt>How odd</dt>
        <dd>{sayScore(alarm.score)}</dd>
        <dt>When</dt>
        <dd>
          began <ClockTime at={alarm.startedAt} />, raised <ClockTime at={alarm.at} /> (<TimeAgo at={alarm.at} />)
        </dd>
        <dt>Detector</dt>
        <dd>
          <TextLink href={detectorPath(alarm.detector)}>{DETECTOR_NAMES[alarm.detector]}</TextLink>, then{' '}
          {alarm.mode === 'trial' ? 'on trial' : 'live'}
        </dd>
        <dt>Users</dt>
        <dd>{alarm.hurts ? 'are hurt by what it says' : 'are not hurt, as far as it can tell'}</dd>
        {alarm.heldBack !== null && (
          <>
            <dt>Expected</dt>
            <dd>{alarm.heldBack}</dd>
          </>
        )}
        {alarm.incident !== null && (
          <>
            <dt>Incident</dt>
            <dd>
              <TextLink href={incidentPath(alarm.incident.number)}>{incidentName(alarm.incident.number)}</TextLink>
            </dd>
          </>
        )}
      </dl>
      <Elsewhere alarm={alarm} now={now} />
    </Stack>
  );
}

/** The service and its lines at just that time. */
function Elsewhere({ alarm, now }: { alarm: Alarm; now: number }) {
  const { from, to } = bandAround(alarm, now);
  const range = { from: String(from), to: String(to) };
  return (
    <Stack gap={2} wrap="wrap">
      <TextLink
        href={`${servicePath(alarm.service)}${withChanges('', range)}`}
      >{`${alarm.service} at this time`}</TextLink>
      <TextLink href={`${PAGES.logs}${withChanges('', { ...range, service: alarm.service })}`}>Its log lines</TextLink>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sentence: css({ margin: 0, fontSize: theme.typography.h5.fontSize, overflowWrap: 'anywhere' }),
  secondary: css({ color: theme.colors.text.secondary }),
  facts: css({
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, overflowWrap: 'anywhere' },
  }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Incident, type RecoveryProof } from '@incident-memory/contract';
import { Alert, Icon, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { incidentPath } from '../../shared/pluginAddress';
import { TimeSince } from '../../shared/time/TimeAgo';

/** What the silence after errors means, and where the incident went on. */
export function RecoveryNote({ incident }: { incident: Incident }) {
  if (incident.state === 'merged' && incident.mergedInto !== null) {
    return (
      <Alert severity="info" title="This incident goes on as part of another one" bottomSpacing={0}>
        <TextLink href={incidentPath(incident.mergedInto)}>Open the incident it was merged into</TextLink>
      </Alert>
    );
  }
  if (incident.state !== 'awaiting-confirmation') {
    return null;
  }
  const isProved = incident.recovery === 'recovered';
  return (
    <Alert
      severity={isProved ? 'success' : 'warning'}
      title={isProved ? 'Recovered, by what is measured' : 'Errors stopped, recovery unproven'}
      bottomSpacing={0}
    >
      {incident.quietSince !== null && (
        <>
          Quiet for <TimeSince at={incident.quietSince} />.{' '}
        </>
      )}
      {isProved
        ? 'Confirm with what cured it, or reopen.'
        : 'Fewer errors can also mean that nobody reaches the service any more. Check that it answers, then confirm with what cured it, or reopen.'}
      {incident.recoveryProof !== null && <Checks proof={incident.recoveryProof} />}
    </Alert>
  );
}

const ANSWERS = { true: { icon: 'check', word: 'holds' }, false: { icon: 'times', word: 'does not hold' } } as const;

function Checks({ proof }: { proof: RecoveryProof }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list}>
      {proof.checks.map(({ what, holds, sentence }) => {
        const { icon, word } =
          holds === null ? ({ icon: 'question-circle', word: 'not known' } as const) : ANSWERS[`${holds}`];
        return (
          <li key={what}>
            <Icon name={icon} /> <span className={holds === null ? undefined : 'sr-only'}>{word}: </span>
            {sentence}
          </li>
        );
      })}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: theme.spacing(0.5, 0, 0), padding: 0 }),
});

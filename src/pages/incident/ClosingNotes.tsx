import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Incident } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { Section } from '../../shared/parts/Section';
import { FIX_KINDS } from './fixKinds';

/** What was learned when it was closed: the part that the next incident profits from. */
export function ClosingNotes({ incident }: { incident: Incident }) {
  const styles = useStyles2(getStyles);
  const { resolution, dismissReason } = incident;
  if (resolution !== null) {
    return (
      <Section title="What it was, and what cured it">
        <dl className={styles.list}>
          <Entry name="Cause" text={resolution.cause} />
          <Entry name={`Cure (${FIX_KINDS[resolution.fixKind].toLowerCase()})`} text={resolution.fix} />
          <Entry name="Did not help" text={resolution.didNotHelp} />
          <Entry name="Would prevent it" text={resolution.prevention} />
        </dl>
      </Section>
    );
  }
  if (dismissReason !== null) {
    return (
      <Section title="Why it was dismissed">
        <p className={styles.text}>{dismissReason}</p>
      </Section>
    );
  }
  return null;
}

function Entry({ name, text }: { name: string; text: string }) {
  const styles = useStyles2(getStyles);
  if (text === '') {
    return null;
  }
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.text}>{text}</dd>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0 }),
  name: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  text: css({ margin: theme.spacing(0, 0, 0.5), whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
});

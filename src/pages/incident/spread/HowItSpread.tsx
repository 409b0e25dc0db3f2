import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Spread } from '@incident-memory/contract';
import { Badge, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Section } from '../../../shared/parts/Section';
import { servicePath } from '../../../shared/pluginAddress';
import { ClockTime } from '../../../shared/time/TimeAgo';

const CERTAINTY = {
  origin: { text: 'Origin', hint: 'Its failing calls lead nowhere further, as spans show.' },
  'first-to-report': { text: 'First to report', hint: 'It spoke first. That is no claim that it is the cause.' },
} as const;

/** How an incident went from service to service, with what shows each step. */
export function HowItSpread({ spread }: { spread: Spread | null }) {
  const styles = useStyles2(getStyles);
  if (spread === null) {
    return null;
  }
  const { text, hint } = CERTAINTY[spread.certainty];
  return (
    <Section title={spread.kind === 'cascade' ? 'How it spread' : 'Where it shows'}>
      <p className={styles.sentence}>{spread.sentence}</p>
      <ol className={styles.list}>
        {spread.steps.map(({ service, at, through, evidence }) => (
          <li key={service}>
            <ClockTime at={at} /> <TextLink href={servicePath(service)}>{service}</TextLink>{' '}
            {service === spread.first && <Badge color="orange" text={text} tooltip={hint} />}
            {(through !== null || evidence !== '') && (
              <span className={styles.evidence}>
                {[through === null ? '' : `through ${through}`, evidence].filter((part) => part !== '').join(': ')}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sentence: css({ margin: theme.spacing(0, 0, 0.5) }),
  list: css({ margin: 0, paddingLeft: theme.spacing(3) }),
  evidence: css({ display: 'block', color: theme.colors.text.secondary }),
});

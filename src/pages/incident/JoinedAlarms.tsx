import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type JoinedAlarm } from '@incident-memory/contract';
import { Button, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { AlarmStateTag } from '../../shared/alarms/AlarmStateTag';
import { DETECTOR_NAMES } from '../../shared/alarms/detectorNames';
import { Section } from '../../shared/parts/Section';
import { PAGES } from '../../shared/pluginAddress';
import { ClockTime } from '../../shared/time/TimeAgo';

const SHOWN = 6;

/** What detectors say about its services: those that stand first, then the newest; nothing where there are none. */
export function JoinedAlarms({ alarms }: { alarms: JoinedAlarm[] }) {
  const styles = useStyles2(getStyles);
  const [all, setAll] = useState(false);
  if (alarms.length === 0) {
    return null;
  }
  const standing = alarms.filter(({ endedAt }) => endedAt === null);
  const ordered = [...standing, ...alarms.filter(({ endedAt }) => endedAt !== null).reverse()];
  return (
    <Section
      title="What detectors say"
      aside={<TextLink href={`${PAGES.findings}?show=incident`}>alarms in incidents</TextLink>}
    >
      <ul className={styles.list}>
        {ordered.slice(0, all ? undefined : SHOWN).map((alarm) => (
          <li key={alarm.id} className={styles.item}>
            <AlarmStateTag alarm={alarm} /> <strong>{alarm.service}</strong> {alarm.sentence}
            <div className={styles.secondary}>
              {DETECTOR_NAMES[alarm.detector]}, raised <ClockTime at={alarm.at} />, thought to begin{' '}
              <ClockTime at={alarm.startedAt} />
            </div>
          </li>
        ))}
      </ul>
      {ordered.length > SHOWN && !all && (
        <Button size="sm" fill="text" variant="secondary" onClick={() => setAll(true)}>
          {`Show all ${ordered.length}`}
        </Button>
      )}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    padding: theme.spacing(0.5, 0),
    overflowWrap: 'anywhere',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none' },
  }),
  secondary: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});

import { textUtil } from '@grafana/data';
import { type JoinedAlert } from '@incident-memory/contract';
import { Badge, Stack, TextLink } from '@grafana/ui';
import React from 'react';
import { Section } from '../../shared/parts/Section';
import { ClockTime } from '../../shared/time/TimeAgo';

/** Alerts of other systems that belong to this incident; nothing where there are none. */
export function JoinedAlerts({ alerts }: { alerts: JoinedAlert[] }) {
  if (alerts.length === 0) {
    return null;
  }
  return (
    <Section title="Alerts that joined">
      <Stack direction="column" gap={0.5}>
        {alerts.map((alert) => (
          <Stack key={alert.fingerprint} gap={1} alignItems="center" wrap="wrap">
            {alert.status === 'firing' ? (
              <Badge color="red" icon="bell" text="Firing" />
            ) : (
              <Badge color="green" icon="check" text="Resolved" />
            )}
            {alert.link === null ? (
              <span>{alert.name}</span>
            ) : (
              <TextLink href={textUtil.sanitizeUrl(alert.link)} external>
                {alert.name}
              </TextLink>
            )}
            <span>
              from <ClockTime at={alert.startedAt} />
              {alert.endedAt !== null && (
                <>
                  {' '}
                  to <ClockTime at={alert.endedAt} />
                </>
              )}
            </span>
          </Stack>
        ))}
      </Stack>
    </Section>
  );
}

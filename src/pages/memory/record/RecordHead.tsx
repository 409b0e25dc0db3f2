import { css } from '@emotion/css';
import { type GrafanaTheme2, textUtil } from '@grafana/data';
import { type Memory } from '@incident-memory/contract';
import { Alert, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { FLAG_WORDS, MEMORY_STATE_WORDS, PROVENANCE_WORDS } from '../../../shared/memory/memoryWords';
import { WordTag } from '../../../shared/memory/WordTag';
import { incidentName, incidentPath, servicePath } from '../../../shared/pluginAddress';
import { SeverityBadge } from '../../../shared/tags/SeverityBadge';
import { StateTag } from '../../../shared/tags/StateTag';
import { exactTime, TimeAgo } from '../../../shared/time/TimeAgo';
import { sayDuration } from '../../../shared/time/sayDuration';
import { count, listed } from '../../../shared/words';
import { Unflag } from './Unflag';

/** Whether it can be believed, and until when: before what it says. */
export function RecordHead({ memory }: { memory: Memory }) {
  const styles = useStyles2(getStyles);
  const { incident, service, severity, stale, flags, startedAt, endedAt, source, recurrences } = memory;
  return (
    <div className={styles.box}>
      {stale !== null && (
        <Alert severity="warning" title="It no longer holds" bottomSpacing={0}>
          {stale.reason} (since {exactTime(stale.since)})
        </Alert>
      )}
      {flags.length > 0 && (
        <Alert severity="warning" title="Doubtful: it is found, and never recommended" bottomSpacing={0}>
          It {listed(flags.map((flag) => FLAG_WORDS[flag]))}.
          <Unflag memory={memory} />
        </Alert>
      )}
      <div className={styles.facts}>
        <WordTag word={MEMORY_STATE_WORDS[memory.state]} />
        <WordTag word={PROVENANCE_WORDS[memory.provenance]} />
        {severity !== null && <SeverityBadge severity={severity} />}
        {memory.legalHold && (
          <StateTag color="purple" icon="lock" text="Legal hold" tooltip="It is not forgotten while it is held." />
        )}
        {incident !== null && <TextLink href={incidentPath(incident.number)}>{incidentName(incident.number)}</TextLink>}
        {service !== null && <TextLink href={servicePath(service)}>{service}</TextLink>}
        <span>
          began <TimeAgo at={startedAt} />
          {endedAt !== null && `, lasted ${sayDuration(Date.parse(endedAt) - Date.parse(startedAt))}`}
        </span>
        {recurrences.length > 0 && <span>came back {count(recurrences.length, 'time')} within a day</span>}
        <span>{validity(memory)}</span>
        <span>
          known from {source.actor.name}
          {source.format !== null && `, ${source.format}`}
          {source.link !== null && /^https?:\/\//i.test(source.link) && (
            <>
              {', '}
              <TextLink href={textUtil.sanitizeUrl(source.link)} external>
                its source
              </TextLink>
            </>
          )}
        </span>
        <span>
          helped {memory.helped}, misled {memory.misled}
        </span>
      </div>
    </div>
  );
}

function validity({ validUntil, expiresAt }: Memory): string {
  const until = validUntil === null ? 'valid until something says otherwise' : `valid until ${exactTime(validUntil)}`;
  return expiresAt === null ? until : `${until}, leaves recall on ${exactTime(expiresAt)}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  facts: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type MemoryAudit } from '@incident-memory/contract';
import { Button, Icon, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { LinkedSentence } from '../../../shared/memory/LinkedSentence';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { Section } from '../../../shared/parts/Section';
import { memoryPath } from '../../../shared/pluginAddress';
import { TimeAgo } from '../../../shared/time/TimeAgo';
import { count } from '../../../shared/words';
import { AUDIT_KIND_WORDS } from '../auditKindWords';

interface AuditFindingsProps {
  audit: MemoryAudit;
  busy: boolean;
  onAgain: () => void;
}

/** What a person should look at, each with what to do about it. Nothing is changed by finding it. */
export function AuditFindings({ audit, busy, onAgain }: AuditFindingsProps) {
  const styles = useStyles2(getStyles);
  const { findings, lookedAt, memories, at } = audit;
  return (
    <Section
      title="Audit"
      aside={
        <>
          {lookedAt < memories
            ? `the newest ${count(lookedAt, 'memory', 'memories')} of ${memories.toLocaleString('en')}`
            : count(memories, 'memory', 'memories')}
          , <TimeAgo at={at} />
          <Button size="sm" fill="text" variant="secondary" icon="sync" disabled={busy} onClick={onAgain}>
            {busy ? 'Looking…' : 'Look again'}
          </Button>
        </>
      }
    >
      {findings.length === 0 ? (
        <EmptyNote icon="check-circle" title="Nothing to look at">
          No duplicates, contradictions, bursts or doubtful texts were found among{' '}
          {count(lookedAt, 'memory', 'memories')}.
        </EmptyNote>
      ) : (
        <ul className={styles.list}>
          {findings.map((finding, place) => (
            <li key={place} className={styles.item}>
              <div>
                <Icon name={AUDIT_KIND_WORDS[finding.kind].icon} />{' '}
                <strong>{AUDIT_KIND_WORDS[finding.kind].text}</strong>{' '}
                <span className={styles.secondary}>{count(finding.count, 'memory', 'memories')}</span>
              </div>
              <div>
                <LinkedSentence text={finding.sentence} />
              </div>
              <div className={styles.secondary}>What to do: {finding.recommendation}</div>
              <div>
                {finding.memories.map((memory, number) => (
                  <React.Fragment key={memory}>
                    {number > 0 && ', '}
                    <TextLink href={memoryPath(memory)}>{`memory ${number + 1}`}</TextLink>
                  </React.Fragment>
                ))}
                {finding.count > finding.memories.length && ` and ${finding.count - finding.memories.length} more`}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    padding: theme.spacing(0.75, 0),
    overflowWrap: 'anywhere',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none', paddingTop: 0 },
  }),
  secondary: css({ color: theme.colors.text.secondary }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2, textUtil } from '@grafana/data';
import { type OccurrenceView } from '@incident-memory/contract';
import { Icon, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { sayDuration } from '../time/sayDuration';
import { TimeAgo } from '../time/TimeAgo';
import { OCCURRENCE_WORDS, STAGE_WORDS } from './occurrenceWords';

interface OccurrenceListProps {
  occurrences: OccurrenceView[];
  withService?: boolean;
  /** When the incident began that this is about: times are told against it. */
  began?: string;
  /** Why one stands here, by its id. */
  reasons?: ReadonlyMap<string, string>;
}

/** What changed and what Kubernetes did, newest first. */
export function OccurrenceList({ occurrences, withService, began, reasons }: OccurrenceListProps) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list}>
      {occurrences.map((occurrence) => (
        <li key={occurrence.id} className={styles.item}>
          <Icon name={OCCURRENCE_WORDS[occurrence.kind].icon} title={OCCURRENCE_WORDS[occurrence.kind].text} />
          <div>
            <div>
              <strong>{OCCURRENCE_WORDS[occurrence.kind].text}</strong>
              {withService === true && occurrence.service !== null && <> of {occurrence.service}</>}{' '}
              <span className={styles.secondary}>
                {STAGE_WORDS[occurrence.stage]} · {began !== undefined && `${sayAgainst(occurrence.at, began)} · `}
                <TimeAgo at={occurrence.at} />
              </span>
            </div>
            <div className={styles.title}>
              {occurrence.title} <FromTo {...occurrence} />
            </div>
            {reasons?.has(occurrence.id) && <div className={styles.reason}>{reasons.get(occurrence.id)}</div>}
            <div className={styles.secondary}>
              {occurrence.actor !== null && <>by {occurrence.actor} · </>}
              {occurrence.details.slice(0, 4).map(([key, value]) => (
                <span key={key}>
                  {key} {value} ·{' '}
                </span>
              ))}
              told by {occurrence.source} <Link url={occurrence.url} />
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function sayAgainst(at: string, began: string): string {
  const before = Date.parse(began) - Date.parse(at);
  return before >= 0 ? `${sayDuration(before)} before it began` : `${sayDuration(-before)} after it began`;
}

function FromTo({ before, after }: Pick<OccurrenceView, 'before' | 'after'>) {
  if (before === null && after === null) {
    return null;
  }
  return (
    <code>
      {before ?? '?'} → {after ?? '?'}
    </code>
  );
}

/** Whoever tells of a change chooses the address: only the web's own are followed. */
function Link({ url }: { url: string | null }) {
  return url === null || !/^https?:\/\//i.test(url) ? null : (
    <TextLink href={textUtil.sanitizeUrl(url)} external variant="bodySmall">
      open
    </TextLink>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none' },
    overflowWrap: 'anywhere',
  }),
  title: css({ color: theme.colors.text.primary }),
  reason: css({ color: theme.colors.warning.text }),
  secondary: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});

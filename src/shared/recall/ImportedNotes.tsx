import { css } from '@emotion/css';
import { type GrafanaTheme2, textUtil } from '@grafana/data';
import { type ImportedAdvice } from '@incident-memory/contract';
import { TextLink, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { LongText } from '../parts/LongText';
import { memoryPath } from '../pluginAddress';
import { TimeAgo } from '../time/TimeAgo';
import { getRecallStyles } from './recallStyles';

/** What came from outside is shown as it stands, below everything that has a record, and without a rate. */
export function ImportedNotes({ imported }: { imported: ImportedAdvice[] }) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(getRecallStyles);
  const id = useId();
  if (imported.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={shared.heading}>
        Last time (imported, unverified)
      </h2>
      {imported.map(({ memory, title, verbatim, link, at }) => (
        <div key={memory} className={styles.item}>
          <div className={shared.secondary}>
            <TextLink href={memoryPath(memory)}>{title === '' ? 'Without a title' : title}</TextLink> ·{' '}
            <TimeAgo at={at} />
            {link !== null && /^https?:\/\//i.test(link) && (
              <>
                {' · '}
                <TextLink href={textUtil.sanitizeUrl(link)} external>
                  where it comes from
                </TextLink>
              </>
            )}
          </div>
          <LongText
            text={verbatim}
            lines={5}
            as={(shown) => <blockquote className={styles.verbatim}>{shown}</blockquote>}
          />
        </div>
      ))}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({ padding: theme.spacing(0.25, 0) }),
  verbatim: css({
    margin: 0,
    padding: theme.spacing(0, 1),
    borderLeft: `${theme.spacing(0.5)} solid ${theme.colors.border.medium}`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.body.fontSize,
  }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

const VARIABLE = '<*>';

/** A message with its variable parts as small marks, so that the words that stay stand out. */
export function TemplateText({ text }: { text: string }) {
  const styles = useStyles2(getStyles);
  return (
    <code className={styles.text}>
      {text.split(VARIABLE).map((words, place) => (
        <React.Fragment key={place}>
          {place > 0 && (
            <span className={styles.variable} title="varies">
              {VARIABLE}
            </span>
          )}
          {words}
        </React.Fragment>
      ))}
    </code>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({
    minWidth: 0,
    margin: 0,
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    fontFamily: theme.typography.fontFamilyMonospace,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  }),
  variable: css({ color: theme.colors.text.secondary }),
});

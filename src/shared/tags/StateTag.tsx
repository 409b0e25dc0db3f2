import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, type BadgeProps, useStyles2 } from '@grafana/ui';
import React from 'react';

/** Grafana's badge, with a grey that can be read: its own is below AA contrast in the light theme. */
export function StateTag(props: BadgeProps) {
  const styles = useStyles2(getStyles);
  return <Badge {...props} className={props.color === 'darkgrey' ? styles.grey : undefined} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  grey: css({
    '&&': {
      color: theme.colors.text.primary,
      background: theme.colors.background.secondary,
      borderColor: theme.colors.border.medium,
    },
  }),
});

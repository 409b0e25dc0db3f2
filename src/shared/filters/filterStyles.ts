import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** A row of filters that wraps, each group with its label. */
export const getFilterStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
  group: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5) }),
  label: css({ margin: 0, color: theme.colors.text.secondary }),
});

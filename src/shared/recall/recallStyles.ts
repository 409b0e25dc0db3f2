import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** What memory says is read in one glance at night: a heading, then its one sentence, large. */
export const getRecallStyles = (theme: GrafanaTheme2) => ({
  heading: css({
    margin: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightBold,
    letterSpacing: '0.05em',
    textTransform: 'uppercase',
    color: theme.colors.text.secondary,
  }),
  small: css({
    margin: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.secondary,
  }),
  loud: css({
    margin: 0,
    fontSize: theme.typography.h4.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    overflowWrap: 'anywhere',
  }),
  list: css({ margin: 0, padding: 0, listStyle: 'none', overflowWrap: 'anywhere' }),
  /** A heading and its one sentence in a line, where there is room. */
  headline: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: theme.spacing(1.5) }),
  secondary: css({ color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});

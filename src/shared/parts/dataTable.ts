import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** How tables of figures look on every page: the first column names the row, numbers stand under each other. */
export const getTableStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    'th, td': { padding: theme.spacing(0.5, 2, 0.5, 0), textAlign: 'left', verticalAlign: 'top' },
    'thead th': {
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightRegular,
      whiteSpace: 'nowrap',
    },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'break-word' },
    '.short': { whiteSpace: 'nowrap' },
    '.number': { textAlign: 'right', whiteSpace: 'nowrap' },
  }),
  secondary: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  bad: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
});

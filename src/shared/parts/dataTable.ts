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

/** How a list looks whose rows open beside it; the open one keeps its own background under the pointer. */
export const getListStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    'th, td': { padding: theme.spacing(0.75, 1), textAlign: 'left', verticalAlign: 'top' },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    'tbody tr:not([aria-current]):hover': { background: theme.colors.action.hover },
    'thead th': {
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightRegular,
    },
  }),
  open: css({
    '&&': {
      background: theme.colors.action.selected,
      boxShadow: `inset ${theme.spacing(0.5)} 0 ${theme.colors.primary.border}`,
    },
  }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Drawer, IconButton, Stack, TextLink, useStyles2 } from '@grafana/ui';
import React, { useEffect, useRef } from 'react';
import { useIsWide } from '../useIsWide';

interface BesideProps {
  title: string;
  /** What is shown, for those who listen: "The chosen incident". */
  label: string;
  /** Its own page, where it has one. */
  page?: string;
  /** Someone on the keyboard goes on in what they opened, unless they go through the list with keys. */
  takesFocus?: boolean;
  onClose: () => void;
  children: React.ReactNode;
}

/** What was chosen from a list, beside it; over it where there is no room. */
export function Beside(props: BesideProps) {
  const { title, onClose, children } = props;
  return useIsWide() ? (
    <Pane {...props} />
  ) : (
    <Drawer title={title} size="lg" onClose={onClose}>
      {children}
    </Drawer>
  );
}

function Pane({ title, label, page, takesFocus = true, onClose, children }: BesideProps) {
  const styles = useStyles2(getPaneStyles);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) {
      head.current?.focus({ preventScroll: true });
    }
  }, [takesFocus, page]);
  return (
    <aside
      className={styles.pane}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          onClose();
        }
      }}
    >
      <div className={styles.head}>
        <h2 className={styles.title} ref={head} tabIndex={-1}>
          {title}
        </h2>
        <Stack gap={1} alignItems="center">
          {page !== undefined && <TextLink href={page}>Open the page</TextLink>}
          <IconButton name="times" size="lg" aria-label={`Close ${label.toLowerCase()}`} onClick={onClose} />
        </Stack>
      </div>
      {children}
    </aside>
  );
}

/** The list and what is beside it. */
export const getBesideStyles = (theme: GrafanaTheme2) => ({
  beside: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
    gap: theme.spacing(2),
    alignItems: 'start',
    [theme.breakpoints.down('lg')]: { display: 'block' },
  }),
  list: css({ minWidth: 0 }),
});

const getPaneStyles = (theme: GrafanaTheme2) => ({
  pane: css({
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(1.5, 2),
    minWidth: 0,
    position: 'sticky',
    top: theme.spacing(2),
    maxHeight: '85vh',
    overflowY: 'auto',
  }),
  head: css({
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  }),
  title: css({ margin: 0, fontSize: theme.typography.h4.fontSize, '&:focus': { outline: 'none' } }),
});

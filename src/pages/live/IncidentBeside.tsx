import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Drawer, IconButton, Stack, TextLink, useStyles2 } from '@grafana/ui';
import React, { useEffect, useRef } from 'react';
import { useIncident } from '../../shared/data/useIncident';
import { QueryView } from '../../shared/parts/QueryView';
import { incidentName, incidentPath } from '../../shared/pluginAddress';
import { useIsWide } from '../../shared/useIsWide';
import { IncidentBody } from '../incident/IncidentBody';
import { IncidentNotThere, isNotThere } from '../incident/IncidentNotThere';

interface IncidentBesideProps {
  reference: string;
  onClose: () => void;
}

/** The chosen incident beside the list; over it where there is no room. */
export function IncidentBeside({ reference, onClose }: IncidentBesideProps) {
  const wide = useIsWide();
  const query = useIncident(reference);
  const incident = query.data;
  const name = /^[0-9]+$/.test(reference) ? incidentName(Number(reference)) : reference;
  const title = incident === undefined ? name : `${incidentName(incident.number)} · ${incident.title}`;
  const body =
    isNotThere(query.error) && incident === undefined ? (
      <IncidentNotThere name={name} error={query.error} />
    ) : (
      <QueryView query={query} what={`incident ${name}`}>
        {(data) => <IncidentBody key={data.id} incident={data} reference={reference} />}
      </QueryView>
    );
  if (!wide) {
    return (
      <Drawer title={title} size="lg" onClose={onClose}>
        {body}
      </Drawer>
    );
  }
  return (
    <Pane title={title} reference={reference} onClose={onClose}>
      {body}
    </Pane>
  );
}

interface PaneProps extends IncidentBesideProps {
  title: string;
  children: React.ReactNode;
}

function Pane({ title, reference, onClose, children }: PaneProps) {
  const styles = useStyles2(getStyles);
  const head = useRef<HTMLHeadingElement>(null);
  // Someone on the keyboard goes on in what they opened.
  useEffect(() => head.current?.focus({ preventScroll: true }), [reference]);
  return (
    <aside
      className={styles.pane}
      aria-label="The chosen incident"
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
          <TextLink href={incidentPath(reference)}>Open the page</TextLink>
          <IconButton name="times" size="lg" aria-label="Close the incident" onClick={onClose} />
        </Stack>
      </div>
      {children}
    </aside>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
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

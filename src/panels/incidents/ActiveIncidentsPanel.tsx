import { css } from '@emotion/css';
import { type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { LoadingPlaceholder, ScrollContainer, useStyles2 } from '@grafana/ui';
import React from 'react';
import { interpolateNames } from '../../shared/names/interpolateNames';
import { useNow } from '../../shared/time/useNow';
import { IncidentRow } from './IncidentRow';
import { Notice } from './Notice';
import { isFromNewerPlugin, type PanelOptions } from './options';
import { Quiet } from './Quiet';
import { doubts } from '../../shared/doubts';
import { useActiveIncidents } from './useActiveIncidents';

/** Below these the impact line and the second badge give way to the title. */
const NARROW_WIDTH = 360;
const LOW_HEIGHT = 120;

/** An answer older than this, with nothing wrong, means that the dashboard does not refresh. */
const OLD_ANSWER_MS = 2 * 60_000;

type Props = Pick<
  PanelProps<PanelOptions>,
  'options' | 'timeRange' | 'eventBus' | 'replaceVariables' | 'width' | 'height' | 'title'
>;

export function ActiveIncidentsPanel(props: Props) {
  if (isFromNewerPlugin(props.options)) {
    return (
      <Notice
        severity="error"
        message="This panel was saved by a newer Incident Memory."
        action="Update the plugin; until then its settings are left as they are."
      />
    );
  }
  return <Incidents {...props} />;
}

function Incidents({ options, timeRange, eventBus, replaceVariables, width, height, title }: Props) {
  const styles = useStyles2(getStyles);
  const now = useNow();
  const services = interpolateNames(options.services, (text, format) => replaceVariables(text, {}, format));
  const filter = { services, show: options.show, limit: options.limit };
  const { known, problem, retry } = useActiveIncidents(filter, { timeRange, eventBus });
  const compact = width < NARROW_WIDTH || height < LOW_HEIGHT;

  if (known === null) {
    return problem === null ? (
      <LoadingPlaceholder className={styles.loading} text="Looking for incidents…" />
    ) : (
      <Notice severity="error" message={problem.message} action={problem.action} onRetry={retry} />
    );
  }

  const { incidents, more, overview, at } = known;
  return (
    <ScrollContainer height="100%">
      {problem !== null && (
        <Notice
          severity="warning"
          message={problem.message}
          action={problem.action}
          asOf={new Date(at).toISOString()}
          onRetry={retry}
        />
      )}
      {problem === null && now - at > OLD_ANSWER_MS && (
        <Notice
          severity="warning"
          message="The dashboard does not refresh by itself."
          asOf={new Date(at).toISOString()}
          onRetry={retry}
        />
      )}
      {incidents.length === 0 ? (
        <Quiet overview={overview} services={services} now={now} compact={compact} />
      ) : (
        <>
          {doubts(overview, Date.parse(overview.at)).map((doubt) => (
            <Notice key={doubt} severity="warning" message={doubt} />
          ))}
          <ul className={styles.list} aria-label={title || 'Active incidents'}>
            {incidents.map((incident) => (
              <IncidentRow
                key={incident.id}
                incident={incident}
                now={now}
                compact={compact}
                impact={options.impact && !compact}
              />
            ))}
          </ul>
          {more && <div className={styles.more}>Only the first {incidents.length} are shown.</div>}
        </>
      )}
    </ScrollContainer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  loading: css({ padding: theme.spacing(1), margin: 0 }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  more: css({ padding: theme.spacing(0.5, 1), color: theme.colors.text.secondary }),
});

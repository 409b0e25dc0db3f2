import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { LinkButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useServices } from '../../shared/data/useServices';
import { ServiceStateTag } from '../../shared/tags/ServiceStateTag';
import { PAGES } from '../../shared/pluginAddress';
import { RangePicker } from '../../shared/range/RangePicker';
import { useRange } from '../../shared/range/useRange';
import { useRangeQuery } from '../../shared/range/useRangeQuery';
import { withChanges } from '../../shared/useUrlState';
import { AgainstItsUsual } from './AgainstItsUsual';
import { Calls } from './Calls';
import { Happened } from './Happened';
import { Messages } from './Messages';
import { Metrics } from './Metrics';
import { Operations } from './Operations';
import { Runs } from './Runs';
import { ServiceCharts } from './ServiceCharts';

/** Everything that signals tell of one service: charts first, then what it says, who calls it, and what changed. */
export function ServicePage({ service }: { service: string }) {
  const styles = useStyles2(getStyles);
  const range = useRange();
  const rangeQuery = useRangeQuery();
  const state = useServices().data?.items.find((one) => one.service === service)?.state;
  const of = { service, from: range.from, to: range.to };
  return (
    <PluginPage
      pageNav={{ text: service, parentItem: { text: 'Services', url: PAGES.services } }}
      actions={
        <>
          {state !== undefined && <ServiceStateTag state={state} />}
          <LinkButton variant="secondary" icon="file-alt" href={`${PAGES.logs}${withChanges(rangeQuery, { service })}`}>
            Its log lines
          </LinkButton>
          <RangePicker range={range} />
        </>
      }
    >
      <div className={styles.column}>
        <ServiceCharts {...of} />
        <AgainstItsUsual {...of} />
        <div className={styles.halves}>
          <Messages {...of} />
          <Happened {...of} />
        </div>
        <div className={styles.halves}>
          <Operations {...of} />
          <Calls {...of} />
        </div>
        <Metrics {...of} />
        <Runs service={service} />
      </div>
    </PluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({ display: 'grid', gap: theme.spacing(1.5), gridTemplateColumns: 'minmax(0, 1fr)' }),
  halves: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: theme.spacing(1.5),
    alignItems: 'start',
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});

import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { Alert, LoadingPlaceholder, RefreshPicker, Stack, TimeRangePicker, useStyles2 } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router-dom-v5-compat';
import { Page } from '../chrome/Page.tsx';
import { messageOf } from '../message-of.ts';
import { type Dashboard, panelsOf } from './dashboard-model.ts';
import { PanelFrame } from './PanelFrame.tsx';
import { changeRange, changeRefresh, changeVariable, useDashboardView } from './use-dashboard-view.ts';
import { VariablePicker } from './VariablePicker.tsx';
import { shiftedBack, shiftedForward, zoomedOut } from './time-steps.ts';

/** `/d/<uid>`: a provisioned dashboard, as far as the workbench can show it. */
export function DashboardPage() {
  const { uid = '' } = useParams();
  const [dashboard, setDashboard] = useState<Dashboard>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    getBackendSrv()
      .get<{ dashboard: Dashboard }>(`/api/dashboards/uid/${uid}`)
      .then(
        (answer) => setDashboard(answer.dashboard),
        (error: unknown) => setProblem(messageOf(error))
      );
  }, [uid]);
  if (problem !== undefined) {
    return <Alert severity="error" title={`There is no dashboard ${uid}: ${problem}`} />;
  }
  return dashboard === undefined ? <LoadingPlaceholder text="Loading dashboard" /> : <Shown dashboard={dashboard} />;
}

function Shown({ dashboard }: { dashboard: Dashboard }) {
  const styles = useStyles2(getStyles);
  const { view, problem, refresh, refreshEvery } = useDashboardView(dashboard);
  const controls = (
    <Stack gap={1} wrap="wrap">
      <TimeRangePicker
        value={view.range}
        timeZone="browser"
        onChange={changeRange}
        onChangeTimeZone={() => {}}
        onMoveBackward={() => changeRange(shiftedBack(view.range))}
        onMoveForward={() => changeRange(shiftedForward(view.range))}
        onZoom={() => changeRange(zoomedOut(view.range))}
      />
      <RefreshPicker value={refreshEvery} onRefresh={refresh} onIntervalChanged={changeRefresh} />
    </Stack>
  );
  return (
    <Page pageNav={{ text: dashboard.title }} actions={controls}>
      {problem === undefined ? null : <Alert severity="error" title={problem} />}
      {view.annotations.flatMap(({ errors }) =>
        errors.map((error) => <Alert key={error} severity="error" title={`Annotations: ${error}`} />)
      )}
      <Stack gap={1} wrap="wrap">
        {view.variables.map((chosen) => (
          <VariablePicker
            key={chosen.variable.name}
            chosen={chosen}
            onPick={(value) => changeVariable(chosen.variable.name, value)}
          />
        ))}
      </Stack>
      <div className={styles.grid}>
        {panelsOf(dashboard).map((panel) => (
          <section
            key={panel.id}
            className={styles.cell}
            aria-label={panel.title}
            style={{
              gridColumn: `${panel.gridPos.x + 1} / span ${panel.gridPos.w}`,
              gridRow: `${panel.gridPos.y + 1} / span ${panel.gridPos.h}`,
            }}
          >
            {panel.type === 'row' ? (
              <h2 className={styles.row}>{panel.title}</h2>
            ) : (
              <PanelFrame panel={panel} dashboard={dashboard} view={view} />
            )}
          </section>
        ))}
      </div>
    </Page>
  );
}

/** Grafana's grid: 24 columns, rows of 30 pixels with gaps of 8. */
function getStyles(theme: GrafanaTheme2) {
  return {
    grid: css({
      display: 'grid',
      gridTemplateColumns: 'repeat(24, minmax(0, 1fr))',
      gridAutoRows: '30px',
      gap: theme.spacing(1),
      marginTop: theme.spacing(2),
      [theme.breakpoints.down('md')]: { display: 'block' },
    }),
    cell: css({ minHeight: 0, [theme.breakpoints.down('md')]: { height: '280px', marginBottom: theme.spacing(1) } }),
    row: css({ ...theme.typography.h5, margin: 0, lineHeight: '30px' }),
  };
}

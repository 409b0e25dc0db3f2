import {
  applyFieldOverrides,
  LoadingState,
  PanelPlugin,
  standardTransformersRegistry,
  transformDataFrame,
  type DataFrame,
  type FieldConfigSource,
  type GrafanaTheme2,
  type PanelData,
} from '@grafana/data';
import { PanelChrome, useTheme2 } from '@grafana/ui';
import lodash from 'lodash';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { lastValueFrom } from 'rxjs';
import { messageOf } from '../message-of.ts';
import { loadPanel } from '../plugin-loader.ts';
import { templates } from '../services/start-services.ts';
import { shownOn } from './annotations.ts';
import type { Dashboard, Panel } from './dashboard-model.ts';
import { PanelBody } from './PanelBody.tsx';
import { PanelMenu } from './PanelMenu.tsx';
import { runQuery } from './run-query.ts';
import type { View } from './use-dashboard-view.ts';

interface Props {
  panel: Panel;
  dashboard: Dashboard;
  view: View;
}
const NO_OPTIONS: FieldConfigSource = { defaults: {}, overrides: [] };
/** The stock panels' usual colours. */
const standInPlugin = new PanelPlugin(() => null).useFieldConfig({
  standardOptions: { color: { defaultValue: { mode: 'palette-classic' } } },
});

/** A panel: asks for its data each round, applies the dashboard's field options, shows body, errors and menu. */
export function PanelFrame({ panel, dashboard, view }: Props) {
  const theme = useTheme2();
  const { place, size } = useSize();
  const [answered, setAnswered] = useState<Answered>();
  const title = templates.replace(panel.title);
  const width = Math.max(1, Math.floor(size?.width ?? 0));
  const data = dataOf(answered, view);

  useEffect(() => {
    let left = false;
    const show = (next: Answered) => (left ? undefined : setAnswered(next));
    if (width > 1 && (view.settled || panel.targets === undefined)) {
      void ask({ panel, dashboard, view, width, theme }).then(show, (error: unknown) =>
        show({
          view,
          plugin: undefined,
          data: { ...nothingYet(view), state: LoadingState.Error, error: { message: messageOf(error) } },
        })
      );
    }
    return () => {
      left = true;
    };
  }, [panel, dashboard, view, width, theme]);

  return (
    <div ref={place} style={{ height: '100%' }}>
      {size === undefined ? null : (
        <PanelChrome
          width={size.width}
          height={size.height}
          title={title}
          description={panel.description}
          displayMode={panel.transparent === true ? 'transparent' : 'default'}
          loadingState={data.state}
          statusMessage={data.error?.message}
          menu={() => <PanelMenu panel={panel} title={title} dashboard={dashboard} data={data} />}
        >
          {(innerWidth, innerHeight) => (
            <PanelBody
              panel={panel}
              plugin={answered?.plugin}
              title={title}
              data={data}
              width={innerWidth}
              height={innerHeight}
            />
          )}
        </PanelChrome>
      )}
    </div>
  );
}

/** What was asked in a round; until a newer round is answered it stays on the screen, marked as loading. */
interface Answered {
  view: View;
  plugin: PanelPlugin | undefined;
  data: PanelData;
}

const nothingYet = (view: View): PanelData => ({ state: LoadingState.Loading, series: [], timeRange: view.range });

function dataOf(answered: Answered | undefined, view: View): PanelData {
  if (answered?.view === view) {
    return answered.data;
  }
  return answered === undefined ? nothingYet(view) : { ...answered.data, state: LoadingState.Loading };
}

interface Asked extends Props {
  width: number;
  theme: GrafanaTheme2;
}

async function ask({ panel, dashboard, view, width, theme }: Asked): Promise<Answered> {
  const plugin = await loadPanel(panel.type);
  const asked = await runQuery({
    requestId: `panel-${panel.id}`,
    datasource: panel.datasource,
    targets: panel.targets ?? [],
    range: view.range,
    maxDataPoints: panel.maxDataPoints ?? width,
    interval: panel.interval,
    dashboard,
    panel,
  });
  const transformed = await lastValueFrom(transformDataFrame(knownTransformations(panel), asked.series));
  const finish = (frames: DataFrame[], fieldConfig: FieldConfigSource) =>
    applyFieldOverrides({
      data: frames,
      fieldConfig,
      fieldConfigRegistry: (plugin ?? standInPlugin).fieldConfigRegistry,
      replaceVariables: (text, scoped, format) => templates.replace(text, scoped, format),
      theme,
      timeZone: 'browser',
    });
  return {
    view,
    plugin,
    data: {
      ...asked,
      series: finish(transformed, withDefaults(panel.fieldConfig ?? NO_OPTIONS, plugin ?? standInPlugin)),
      annotations: finish(
        view.annotations.filter((answer) => shownOn(panel.id, answer)).flatMap(({ frames }) => frames),
        NO_OPTIONS
      ),
    },
  };
}

/** What a panel's file leaves out is as the plugin has it. */
function withDefaults({ defaults, overrides }: FieldConfigSource, plugin: PanelPlugin): FieldConfigSource {
  return { defaults: lodash.merge({}, plugin.fieldConfigDefaults.defaults, defaults), overrides };
}

function knownTransformations(panel: Panel) {
  const known = (panel.transformations ?? []).filter((one) => one.disabled !== true);
  const missing = known.find((one) => standardTransformersRegistry.getIfExists(one.id) === undefined);
  if (missing !== undefined) {
    throw new Error(`The workbench does not know the transformation ${missing.id}`);
  }
  return known;
}

function useSize() {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ width: number; height: number }>();
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) {
      return undefined;
    }
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, size };
}

import { dateTime, EventBusSrv, PluginContextProvider, type PanelPlugin } from '@grafana/data';
import { RefreshEvent } from '@grafana/runtime';
import { ErrorBoundaryAlert } from '@grafana/ui';
import lodash from 'lodash';
import { createElement, useEffect, useMemo } from 'react';
import { templates } from '../services/start-services.ts';
import type { BodyProps } from './body-props.ts';
import { chooseStandIn } from './stand-ins/choose-stand-in.ts';
import { changeRange } from './use-dashboard-view.ts';

/** Our own panels run for real; Grafana's stock panels are not in its packages, so a plain view stands in. */
export function PanelBody({ plugin, ...props }: BodyProps & { plugin: PanelPlugin | undefined }) {
  if (plugin !== undefined) {
    return <RealPanel {...props} plugin={plugin} />;
  }
  return (
    <ErrorBoundaryAlert title={`The stand-in for ${props.panel.type} failed`}>
      {createElement(chooseStandIn(props.panel.type), props)}
    </ErrorBoundaryAlert>
  );
}

function RealPanel({ panel, plugin, title, data, width, height }: BodyProps & { plugin: PanelPlugin }) {
  const eventBus = useMemo(() => new EventBusSrv(), []);
  // Each round of the dashboard; a panel that asks for itself hears of it this way.
  useEffect(() => eventBus.publish(new RefreshEvent()), [eventBus, data.timeRange]);
  const Component = plugin.panel;
  if (Component === null) {
    throw new Error(`${plugin.meta.id} has no panel component`);
  }
  return (
    <ErrorBoundaryAlert title={`${plugin.meta.name} failed`}>
      <PluginContextProvider meta={plugin.meta}>
        <Component
          id={panel.id}
          title={title}
          data={data}
          timeRange={data.timeRange}
          timeZone="browser"
          options={lodash.merge({}, plugin.defaults, panel.options)}
          fieldConfig={panel.fieldConfig ?? { defaults: {}, overrides: [] }}
          transparent={panel.transparent === true}
          width={width}
          height={height}
          renderCounter={0}
          eventBus={eventBus}
          replaceVariables={(text, scoped, format) => templates.replace(text, scoped, format)}
          onOptionsChange={() => {}}
          onFieldConfigChange={() => {}}
          onChangeTimeRange={({ from, to }) => {
            const raw = { from: dateTime(from), to: dateTime(to) };
            changeRange({ ...raw, raw });
          }}
        />
      </PluginContextProvider>
    </ErrorBoundaryAlert>
  );
}

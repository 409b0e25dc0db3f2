import { PluginExtensionPoints, type PanelData, type PluginExtensionPanelContext } from '@grafana/data';
import { Menu } from '@grafana/ui';
import { findLinks, PANEL_MENU_TITLE_LENGTH } from '../extensions.ts';
import type { Dashboard, Panel } from './dashboard-model.ts';

interface Props {
  panel: Panel;
  title: string;
  dashboard: Dashboard;
  data: PanelData;
}

/** The panel's menu with the links that apps add to it, below "Extensions" as in Grafana. */
export function PanelMenu({ panel, title, dashboard, data }: Props) {
  const links = findLinks(PluginExtensionPoints.DashboardPanelMenu, contextOf({ panel, title, dashboard, data }));
  return (
    <Menu>
      {links.length === 0 ? (
        <Menu.Item label="No plugin adds anything here" disabled />
      ) : (
        <Menu.Item
          label="Extensions"
          icon="plug"
          childItems={links.map((link) => (
            <Menu.Item
              key={link.id}
              label={link.title.slice(0, PANEL_MENU_TITLE_LENGTH)}
              ariaLabel={link.title}
              icon={link.icon}
              url={link.path}
              onClick={link.onClick}
            />
          ))}
        />
      )}
    </Menu>
  );
}

/** What Grafana's panel menu tells a link about the panel it is opened on. */
function contextOf({ panel, title, dashboard, data }: Props): PluginExtensionPanelContext {
  return {
    id: panel.id,
    pluginId: panel.type,
    title,
    timeRange: data.timeRange.raw,
    timeZone: 'browser',
    dashboard: { uid: dashboard.uid, title: dashboard.title, tags: dashboard.tags ?? [] },
    targets: [...(panel.targets ?? [])],
    scopedVars: {},
    data,
  };
}

import { PluginExtensionTypes, type AppPlugin, type PluginExtensionLink } from '@grafana/data';
import type { ComponentType } from 'react';

/** Titles in Grafana's panel menu are cut here. */
export const PANEL_MENU_TITLE_LENGTH = 25;

let apps: readonly AppPlugin[] = [];

export function offerExtensionsOf(app: AppPlugin): void {
  apps = [...apps, app];
}

/** Links that the apps add to a place, configured with what that place shows; an undefined answer hides the link. */
export function findLinks(extensionPointId: string, context: object = {}): PluginExtensionLink[] {
  return apps.flatMap((app) =>
    app.addedLinkConfigs
      .filter((link) => [link.targets].flat().includes(extensionPointId))
      .flatMap((link): PluginExtensionLink[] => {
        const changed = link.configure?.(Object.freeze({ ...context }));
        if (link.configure !== undefined && changed === undefined) {
          return [];
        }
        const { title, description = '', path, icon, category, onClick } = { ...link, ...changed };
        const prefix = `/a/${app.meta.id}`;
        if (path !== undefined && !path.startsWith(prefix)) {
          throw new Error(`The link "${title}" leads to ${path}; Grafana only takes paths below ${prefix}`);
        }
        return [
          {
            id: `${app.meta.id}-${extensionPointId}-${title}`,
            type: PluginExtensionTypes.link,
            pluginId: app.meta.id,
            title,
            description,
            path,
            icon,
            category,
            onClick:
              onClick &&
              ((event) =>
                onClick(event, {
                  context,
                  extensionPointId,
                  openModal: refuse,
                  openSidebar: refuse,
                  closeSidebar: refuse,
                  toggleSidebar: refuse,
                })),
          },
        ];
      })
  );
}

export function findComponent<Props extends object>(id: string): ComponentType<Props> | null {
  const configs = apps.flatMap((app) => app.exposedComponentConfigs);
  return (configs.find((one) => one.id === id)?.component as ComponentType<Props> | undefined) ?? null;
}

function refuse(): never {
  throw new Error('The workbench opens no modal or sidebar for links');
}

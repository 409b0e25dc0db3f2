import {
  AppPlugin,
  type AppPluginMeta,
  type DataSourceApi,
  type DataSourcePlugin,
  type DataSourcePluginMeta,
  type PanelPlugin,
  type PanelPluginMeta,
  type PluginMeta,
} from '@grafana/data';
import { config, getBackendSrv } from '@grafana/runtime';
import { SHARED_LIBRARIES } from './shared-libraries.ts';

/** Plugins are AMD modules; their names for shared libraries resolve to what this page already holds. */
export function shareLibraries(): void {
  const imports: Record<string, string> = {};
  for (const [name, library] of Object.entries(SHARED_LIBRARIES)) {
    imports[name] = `shared:${name}`;
    System.set(`shared:${name}`, library);
  }
  System.addImportMap({ imports });
  const loader = System.constructor.prototype as { resolve(id: string, parent?: string): string };
  const resolve = loader.resolve;
  loader.resolve = function (id, parent) {
    try {
      return resolve.call(this, id, parent);
    } catch {
      throw new Error(
        `The plugin asks its host for '${id}', which Grafana does not share. (asked by ${parent ?? '?'})`
      );
    }
  };
}

const loaded = new Map<string, Promise<unknown>>();

function once<Plugin>(meta: PluginMeta, finish: (exports: Record<string, unknown>) => Plugin): Promise<Plugin> {
  const known = loaded.get(meta.id) ?? load(meta).then(finish);
  loaded.set(meta.id, known);
  return known as Promise<Plugin>;
}

async function load(meta: PluginMeta): Promise<Record<string, unknown>> {
  const address = new URL(`${meta.module}?_cache=${meta.info.version}`, document.baseURI);
  return (await System.import(address.href)) as Record<string, unknown>;
}

export async function loadApp(id: string): Promise<AppPlugin> {
  const meta = await getBackendSrv().get<AppPluginMeta>(`/api/plugins/${id}/settings`);
  return once(meta, (exports) => {
    const app = exports['plugin'] instanceof AppPlugin ? exports['plugin'] : new AppPlugin();
    app.init(meta);
    app.meta = meta;
    return app;
  });
}

export function loadPanel(id: string): Promise<PanelPlugin> | undefined {
  const meta: PanelPluginMeta | undefined = config.panels[id];
  return meta && once(meta, (exports) => withMeta<PanelPlugin>(exports, meta));
}

export function loadDataSource(meta: DataSourcePluginMeta): Promise<DataSourcePlugin<DataSourceApi>> {
  return once(meta, (exports) => withMeta<DataSourcePlugin<DataSourceApi>>(exports, meta));
}

function withMeta<Plugin extends { meta: PluginMeta }>(exports: Record<string, unknown>, meta: PluginMeta): Plugin {
  const plugin = exports['plugin'] as Plugin | undefined;
  if (plugin === undefined) {
    throw new Error(`The module of ${meta.id} has no export named plugin`);
  }
  plugin.meta = meta;
  return plugin;
}

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What the workbench reads of a plugin.json; the rest goes to the browser as it is. */
export interface PluginDescription {
  readonly id: string;
  readonly type: 'app' | 'datasource' | 'panel';
  readonly name: string;
  readonly info: { readonly version: string; readonly logos: { readonly small: string; readonly large: string } };
  readonly includes?: readonly PluginInclude[];
  readonly routes?: readonly ProxyRoute[];
  readonly preload?: boolean;
  readonly dependencies?: unknown;
  readonly extensions?: unknown;
}
export interface PluginInclude {
  readonly type: string;
  readonly name: string;
  readonly path?: string;
  readonly role?: string;
  readonly icon?: string;
  readonly addToNav?: boolean;
  readonly defaultNav?: boolean;
}
export interface ProxyRoute {
  readonly path: string;
  readonly method?: string;
  readonly url: string;
  readonly reqRole?: string;
  readonly headers?: ReadonlyArray<{ readonly name: string; readonly content: string }>;
}
export interface InstalledPlugin {
  readonly description: PluginDescription;
  readonly folder: string;
}

/**
 * The built app and the plugins nested in it: each folder below `dist` with a plugin.json, each served under its own
 * id, as Grafana does. Read anew at every page load, so that a rebuild needs no restart.
 */
export async function findPlugins(dist: string): Promise<InstalledPlugin[]> {
  let files: string[];
  try {
    files = await readdir(dist, { recursive: true });
  } catch {
    throw new Error(`There is no built plugin at ${dist}. Build it first: npm run build`);
  }
  const descriptions = files.filter((file) => path.basename(file) === 'plugin.json').sort();
  return Promise.all(
    descriptions.map(async (file) => ({
      description: JSON.parse(await readFile(path.join(dist, file), 'utf8')) as PluginDescription,
      folder: path.join(dist, path.dirname(file)),
    }))
  );
}

export function theApp(plugins: readonly InstalledPlugin[]): InstalledPlugin {
  const app = plugins.find((plugin) => plugin.description.type === 'app');
  if (app === undefined) {
    throw new Error('None of the built plugins is an app');
  }
  return app;
}

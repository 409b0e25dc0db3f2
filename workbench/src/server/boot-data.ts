import { type InstalledPlugin, type PluginInclude, theApp } from './installed-plugins.ts';
import type { Provisioned, ProvisionedDatasource } from './provisioning.ts';
import type { Session } from './session.ts';

/** The Grafana whose libraries the host page is made of. */
const GRAFANA_VERSION = '12.4.10';

/** What Grafana writes into its page as `window.grafanaBootData`, as far as plugins and @grafana/runtime read it. */
export function bootData(plugins: readonly InstalledPlugin[], provisioned: Provisioned, session: Session) {
  const { person, role, organisation, theme } = session;
  return {
    assets: { dark: '', light: '' },
    navTree: navigation(plugins, session),
    user: {
      isSignedIn: true,
      id: person.id,
      uid: person.uid,
      externalUserId: '',
      login: person.login,
      email: `${person.login}@localhost`,
      name: person.name,
      theme,
      lightTheme: theme === 'light',
      orgCount: 2,
      orgId: organisation.id,
      orgName: organisation.name,
      orgRole: role,
      isGrafanaAdmin: false,
      gravatarUrl: '',
      timezone: 'browser',
      weekStart: 'monday',
      regionalFormat: 'en-US',
      language: 'en-US',
      permissions: permissionsOf(session),
      analytics: { identifier: '' },
      authenticatedBy: 'password',
    },
    settings: {
      appUrl: '/',
      appSubUrl: '',
      namespace: organisation.id === 1 ? 'default' : `org-${organisation.id}`,
      buildInfo: { version: GRAFANA_VERSION, versionString: `Workbench ${GRAFANA_VERSION}`, env: 'production' },
      featureToggles: {},
      minRefreshInterval: '5s',
      defaultDatasource: provisioned.datasources.find((one) => one.isDefault)?.name ?? '',
      datasources: Object.fromEntries(
        provisioned.datasources.map((one, index) => [one.name, datasourceSettings(one, index + 1, plugins)])
      ),
      panels: Object.fromEntries(metasOf(plugins, 'panel').map((meta) => [meta.id, meta])),
      apps: Object.fromEntries(metasOf(plugins, 'app').map((meta) => [meta.id, appConfiguration(meta)])),
    },
  };
}

type PluginMeta = ReturnType<typeof pluginMeta>;

/** plugin.json with the addresses that Grafana adds to it. */
export function pluginMeta({ description }: InstalledPlugin) {
  const baseUrl = `public/plugins/${description.id}`;
  const { logos } = description.info;
  return {
    ...description,
    baseUrl,
    module: `${baseUrl}/module.js`,
    info: {
      ...description.info,
      logos: { small: `${baseUrl}/${logos.small}`, large: `${baseUrl}/${logos.large}` },
    },
    hideFromList: false,
    sort: 100,
    signature: 'unsigned',
    loadingStrategy: 'script',
    angular: { detected: false, hideDeprecation: false },
  };
}

function metasOf(plugins: readonly InstalledPlugin[], type: string): PluginMeta[] {
  return plugins.filter((plugin) => plugin.description.type === type).map(pluginMeta);
}

function appConfiguration(meta: PluginMeta) {
  return {
    id: meta.id,
    path: meta.module,
    version: meta.info.version,
    preload: meta.preload === true,
    loadingStrategy: meta.loadingStrategy,
    angular: meta.angular,
    dependencies: meta.dependencies,
    extensions: meta.extensions,
  };
}

function datasourceSettings(source: ProvisionedDatasource, id: number, plugins: readonly InstalledPlugin[]) {
  const uid = source.uid ?? source.name;
  return {
    id,
    uid,
    type: source.type,
    name: source.name,
    access: 'proxy',
    url: `/api/datasources/proxy/uid/${uid}`,
    isDefault: source.isDefault === true,
    readOnly: true,
    jsonData: source.jsonData ?? {},
    // A type that is not among the built plugins has no meta: panels on it say so instead of staying empty.
    meta: metasOf(plugins, 'datasource').find((meta) => meta.id === source.type),
  };
}

export function mayOpen(include: PluginInclude, session: Session): boolean {
  const order = ['Viewer', 'Editor', 'Admin'];
  return order.indexOf(session.role) >= order.indexOf(include.role ?? 'Viewer');
}

function navigation(plugins: readonly InstalledPlugin[], session: Session) {
  const app = pluginMeta(theApp(plugins));
  const pages = (app.includes ?? []).filter((include) => include.type === 'page' && include.addToNav === true);
  const start = pages.find((page) => page.defaultNav === true) ?? pages[0];
  return [
    { id: 'dashboards/browse', text: 'Dashboards', icon: 'apps', url: '/dashboards' },
    {
      id: `plugin-page-${app.id}`,
      text: app.name,
      img: app.info.logos.large,
      url: start?.path ?? `/a/${app.id}`,
      pluginId: app.id,
      children: pages
        .filter((page) => mayOpen(page, session))
        .map((page) => ({ text: page.name, url: page.path, icon: page.icon, pluginId: app.id })),
    },
    ...(session.role === 'Admin'
      ? [{ id: 'plugins', text: 'Plugin configuration', icon: 'cog', url: `/plugins/${app.id}` }]
      : []),
  ];
}

function permissionsOf({ role }: Session): Record<string, boolean> {
  const everyone = ['plugins.app:access', 'datasources:query', 'datasources:read', 'dashboards:read'];
  const editors = ['dashboards:write', 'annotations:write', 'datasources:explore'];
  const admins = ['plugins:write', 'datasources:write', 'plugins:install'];
  const granted = [...everyone, ...(role === 'Viewer' ? [] : editors), ...(role === 'Admin' ? admins : [])];
  return Object.fromEntries(granted.map((action) => [action, true]));
}

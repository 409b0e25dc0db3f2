import { existsSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { proxyToSidecar } from './app-proxy.ts';
import { bootData, pluginMeta } from './boot-data.ts';
import { findPlugins, theApp, type InstalledPlugin } from './installed-plugins.ts';
import { hostPage } from './page.ts';
import { ORGANISATION_ROLES, ORGANISATIONS, PEOPLE } from './people.ts';
import { readProvisioning, type Provisioned } from './provisioning.ts';
import { sendFile, sendJson } from './send.ts';
import { standInIcon } from './stand-in-icon.ts';
import { readSession, switchedBy, type Session } from './session.ts';

export interface WorkbenchOptions {
  readonly root: string;
  /** The built plugin. */
  readonly dist: string;
  readonly provisioning: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the host bundle. */
  readonly bundle: string;
}
export interface Workbench {
  listen(port: number): Promise<string>;
  close(): Promise<void>;
}
interface Asked {
  readonly url: URL;
  readonly session: Session;
  readonly plugins: readonly InstalledPlugin[];
  readonly provisioned: Provisioned;
}

/** A small stand-in for Grafana's server: pages, plugin files, settings and the app proxy, on loopback only. */
export function createWorkbench(options: WorkbenchOptions): Workbench {
  const server = http.createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy();
      } else {
        sendJson(response, 500, { message: error instanceof Error ? error.message : String(error) });
      }
    });
  });
  // Event streams stay open for as long as the page does.
  server.requestTimeout = 0;
  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(options: WorkbenchOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://workbench');
  const [area = '', ...rest] = url.pathname.slice(1).split('/');
  if (area === 'workbench') {
    return sendOwnFile(options, response, rest);
  }
  const plugins = await findPlugins(options.dist);
  if (area === 'public') {
    return sendPublicFile(response, rest, { root: options.root, plugins });
  }
  const provisioned = await readProvisioning(options.provisioning, options.environment);
  const asked: Asked = { url, plugins, provisioned, session: readSession(request) };
  if (area === 'api') {
    return answerApi(asked, request, response);
  }
  return sendPage(asked, request, response);
}

async function sendOwnFile(options: WorkbenchOptions, response: ServerResponse, rest: string[]): Promise<void> {
  const [what = '', ...name] = rest;
  const folders: Record<string, string> = {
    host: options.bundle,
    systemjs: path.join(options.root, 'node_modules', 'systemjs', 'dist'),
  };
  return sendFile(response, folders[what] ?? options.bundle, name.join('/'));
}

async function sendPublicFile(
  response: ServerResponse,
  rest: readonly string[],
  { root, plugins }: { root: string; plugins: readonly InstalledPlugin[] }
): Promise<void> {
  const [what, id, ...file] = rest;
  const plugin = plugins.find((one) => one.description.id === id);
  if (what === 'plugins' && plugin !== undefined) {
    return sendFile(response, plugin.folder, file.join('/'));
  }
  // The icons that @grafana/ui asks for by address: most are in its package, the others only in Grafana itself.
  const icons = path.join(root, 'node_modules', '@grafana', 'ui', 'dist', 'public');
  const name = rest.filter((part) => part !== 'build').join('/');
  if (name.startsWith('img/icons/') && !existsSync(path.join(icons, name))) {
    response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(await standInIcon(icons, name));
    return;
  }
  return sendFile(response, icons, name);
}

/** The few addresses of Grafana's own API that our plugin and host use. */
function answerApi(asked: Asked, request: IncomingMessage, response: ServerResponse): void {
  const { url, plugins, provisioned, session } = asked;
  const app = theApp(plugins);
  const { id } = app.description;
  const given = provisioned.apps.find((one) => one.type === id);
  const settings = { jsonData: given?.jsonData ?? {}, secureJsonData: given?.secureJsonData ?? {} };
  const proxyPrefix = `/api/plugin-proxy/${id}/`;
  if (url.pathname.startsWith(proxyPrefix)) {
    proxyToSidecar(request, response, {
      path: url.pathname.slice(proxyPrefix.length),
      query: url.search,
      session,
      routes: app.description.routes ?? [],
      settings,
    });
    return;
  }
  const dashboard = provisioned.dashboards.find((one) => url.pathname === `/api/dashboards/uid/${one.uid}`);
  if (request.method === 'GET' && dashboard !== undefined) {
    sendJson(response, 200, { dashboard, meta: { canEdit: false, provisioned: true } });
  } else if (request.method === 'GET' && url.pathname === '/api/search') {
    sendJson(response, 200, provisioned.dashboards.map(found));
  } else if (request.method === 'GET' && url.pathname === `/api/plugins/${id}/settings`) {
    sendJson(response, 200, {
      ...pluginMeta(app),
      enabled: true,
      pinned: true,
      jsonData: settings.jsonData,
      secureJsonFields: Object.fromEntries(Object.keys(settings.secureJsonData).map((key) => [key, true])),
    });
  } else if (url.pathname === `/api/plugins/${id}/settings`) {
    sendJson(response, 403, { message: 'The workbench takes app settings from provisioning/plugins only' });
  } else {
    sendJson(response, 404, { message: 'Not found' });
  }
}

function found({ uid, title }: { uid: string; title: string }) {
  return { uid, title, url: `/d/${uid}`, type: 'dash-db' };
}

function sendPage(asked: Asked, request: IncomingMessage, response: ServerResponse): void {
  const switched = switchedBy(request, asked.url);
  if (switched !== undefined) {
    response.writeHead(302, { location: switched.address, 'set-cookie': switched.cookie }).end();
    return;
  }
  const { session, plugins, provisioned } = asked;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(
    hostPage({
      theme: session.theme,
      bootData: bootData(plugins, provisioned, session),
      workbench: {
        people: PEOPLE,
        organisations: ORGANISATIONS,
        roles: ORGANISATION_ROLES,
        appId: theApp(plugins).description.id,
      },
    })
  );
}

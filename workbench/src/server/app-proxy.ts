import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { ProxyRoute } from './installed-plugins.ts';
import { ORGANISATION_ROLES, type OrganisationRole } from './people.ts';
import type { Session } from './session.ts';
import { sendJson } from './send.ts';

export interface AppSettings {
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonData: Readonly<Record<string, string>>;
}
export interface ProxyCall {
  /** What follows `/api/plugin-proxy/<plugin id>/`. */
  readonly path: string;
  readonly query: string;
  readonly session: Session;
  readonly routes: readonly ProxyRoute[];
  readonly settings: AppSettings;
}

/** Headers of one connection only (RFC 9110, 7.6.1): never passed on in either direction. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te'];
const HOP_BY_HOP_MORE = ['trailer', 'transfer-encoding', 'upgrade'];
/** Grafana keeps these to itself on the way in ... */
const KEPT_BACK = ['cookie', 'authorization', 'origin', 'referer', 'host', 'x-grafana-context', 'x-grafana-id'];
const KEPT_BACK_FORWARDED = ['x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto'];
/** ... and on the way out. */
const REMOVED_FROM_ANSWERS = ['alt-svc', 'close', 'server', 'set-cookie', 'strict-transport-security'];

/** Sockets are reused, as Grafana's transport does, so that a sidecar which closes them early is noticed here too. */
const agent = new http.Agent({ keepAlive: true });

/** `/api/plugin-proxy/<app>/...`: forwards to the sidecar what a route of plugin.json allows, as Grafana's proxy does. */
export function proxyToSidecar(request: IncomingMessage, response: ServerResponse, call: ProxyCall): void {
  const match = findRoute(call.routes, request.method ?? 'GET', call.path);
  if (match === undefined) {
    sendJson(response, 404, { message: 'plugin route match not found' });
    return;
  }
  if (!mayUse(match.route, call.session.role)) {
    sendJson(response, 403, { message: 'plugin proxy route access denied' });
    return;
  }
  const target = URL.parse(fill(match.route.url, call.settings));
  if (target === null) {
    sendJson(response, 500, { message: 'Could not parse url' });
    return;
  }
  const upstream = http.request({
    agent,
    host: target.hostname,
    port: target.port,
    method: request.method,
    path: `${target.pathname.replace(/\/$/, '')}/${match.rest}${call.query}`,
    headers: headersForSidecar(request, call, match.route),
  });
  upstream.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, headersForBrowser(answer));
    // An event stream starts with headers alone; they must not wait for the first event.
    response.flushHeaders();
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  upstream.on('error', () => {
    if (response.headersSent) {
      response.destroy();
    } else {
      response.writeHead(502).end();
    }
  });
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

function findRoute(routes: readonly ProxyRoute[], method: string, path: string) {
  for (const route of routes) {
    const methodFits = route.method === undefined || ['', '*', method].includes(route.method);
    const wildcard = route.path.endsWith('/*');
    const prefix = route.path.slice(0, -1);
    if (methodFits && wildcard && path.startsWith(prefix) && path.length > prefix.length) {
      return { route, rest: path.slice(prefix.length) };
    }
    if (methodFits && !wildcard && path === route.path) {
      return { route, rest: '' };
    }
  }
  return undefined;
}

function mayUse(route: ProxyRoute, role: OrganisationRole): boolean {
  const required = ORGANISATION_ROLES.findIndex((known) => known === route.reqRole);
  return ORGANISATION_ROLES.indexOf(role) >= required;
}

/** `{{ .JsonData.key }}` and `{{ .SecureJsonData.key }}`. */
function fill(template: string, settings: AppSettings): string {
  return template.replace(/\{\{\s*\.(JsonData|SecureJsonData)\.(\w+)\s*\}\}/g, (_, kind: string, key: string) =>
    String((kind === 'JsonData' ? settings.jsonData : settings.secureJsonData)[key] ?? '')
  );
}

function headersForSidecar(request: IncomingMessage, call: ProxyCall, route: ProxyRoute): OutgoingHttpHeaders {
  const headers = without(request.headers, [
    ...HOP_BY_HOP,
    ...HOP_BY_HOP_MORE,
    ...KEPT_BACK,
    ...KEPT_BACK_FORWARDED,
    ...namedByConnection(request),
  ]);
  const cameFrom = request.socket.remoteAddress ?? '';
  const before = request.headers['x-forwarded-for'];
  headers['x-forwarded-for'] = before === undefined ? cameFrom : `${String(before)}, ${cameFrom}`;
  headers['x-grafana-referer'] = request.headers.referer ?? '';
  headers['x-grafana-context'] = JSON.stringify(grafanaContext(call.session));
  for (const { name, content } of route.headers ?? []) {
    headers[name.toLowerCase()] = fill(content, call.settings);
  }
  return headers;
}

function headersForBrowser(answer: IncomingMessage): OutgoingHttpHeaders {
  const headers = without(answer.headers, [
    ...HOP_BY_HOP,
    ...HOP_BY_HOP_MORE,
    ...REMOVED_FROM_ANSWERS,
    ...namedByConnection(answer),
  ]);
  return { ...headers, 'content-security-policy': 'sandbox', via: `${answer.httpVersion} workbench` };
}

function namedByConnection(message: IncomingMessage): string[] {
  return (message.headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
}

function without(headers: IncomingMessage['headers'], names: readonly string[]): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

/** The signed-in user as Grafana 12.3 marshals it. */
function grafanaContext({ person, role, organisation }: Session) {
  return {
    UserID: person.id,
    UserUID: person.uid,
    OrgID: organisation.id,
    OrgName: organisation.name,
    OrgRole: role,
    Login: person.login,
    Name: person.name,
    Email: `${person.login}@localhost`,
    EmailVerified: false,
    AuthID: '',
    AuthenticatedBy: 'password',
    Namespace: organisation.id === 1 ? 'default' : `org-${organisation.id}`,
    ApiKeyID: 0,
    IsServiceAccount: false,
    IsGrafanaAdmin: false,
    IsAnonymous: false,
    IsDisabled: false,
    HelpFlags1: 0,
    LastSeenAt: new Date().toISOString(),
    Teams: [],
    FallbackType: 'user',
  };
}

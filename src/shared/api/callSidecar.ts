import { type RouteAnswer, type RouteBodySent, type RouteQuery } from '@incident-memory/contract';
import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { PLUGIN_ID } from '../pluginAddress';
import { ADDRESSES, type CalledRoute } from './addresses';
import { toApiError } from './ApiError';

export const PROXY_PATH = `/api/plugin-proxy/${PLUGIN_ID}`;

/** Defaults are filled in by the sidecar, so a caller may leave any key of the query out. */
type QuerySent<Id extends CalledRoute> = Partial<RouteQuery<Id>>;

export interface CallOptions<Id extends CalledRoute> {
  /** What the address is about, for routes that name it: an incident, an alarm, a memory, and so on. */
  incident?: string | number;
  alarm?: string;
  detector?: string;
  window?: string;
  memory?: string;
  attempt?: string;
  proof?: string;
  signature?: string;
  query?: QuerySent<Id>;
  body?: RouteBodySent<Id>;
  /** The version that the person saw; the sidecar refuses to act on another. */
  version?: number;
  /** The same key on a repeated write makes it happen once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

function queryParameters(query: object | undefined): Record<string, string | number> {
  const parameters: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(query ?? {})) {
    if (Array.isArray(value)) {
      if (value.length > 0) {
        parameters[key] = value.join(',');
      }
    } else if (typeof value === 'string' || typeof value === 'number') {
      parameters[key] = value;
    }
  }
  return parameters;
}

/**
 * The one way from the plugin to the sidecar: through Grafana's proxy, which adds who is asking and the shared key.
 * Throws an ApiError and nothing else.
 */
export async function callSidecar<Id extends CalledRoute>(
  route: Id,
  options: CallOptions<Id> = {}
): Promise<RouteAnswer<Id>> {
  const [method = 'GET', template = ''] = ADDRESSES[route].split(' ');
  const { incident, alarm, detector, window, memory, attempt, proof, signature } = options;
  const named: Record<string, string | number | undefined> = {
    incident,
    alarm,
    detector,
    window,
    memory,
    attempt,
    proof,
    signature,
  };
  const path = template.replace(/:(\w+)/g, (_part, name: string) => encodeURIComponent(String(named[name] ?? '')));
  const headers: Record<string, string> = {};
  if (options.idempotencyKey !== undefined) {
    headers['Idempotency-Key'] = options.idempotencyKey;
  }
  if (options.version !== undefined) {
    headers['If-Match'] = `"${options.version}"`;
  }
  try {
    const answer = await lastValueFrom(
      getBackendSrv().fetch<RouteAnswer<Id>>({
        method,
        url: PROXY_PATH + path,
        params: queryParameters(options.query),
        data: options.body,
        headers,
        showErrorAlert: false,
        showSuccessAlert: false,
        abortSignal: options.signal,
      })
    );
    return answer.data;
  } catch (thrown) {
    throw toApiError(thrown);
  }
}

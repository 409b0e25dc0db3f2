import { AppEvents, urlUtil, type EventBusExtended } from '@grafana/data';
import { config, type BackendSrv, type BackendSrvRequest, type FetchError, type FetchResponse } from '@grafana/runtime';
import { lastValueFrom, Observable } from 'rxjs';

/** How long Grafana waits for the caller to mark an error as handled before it shows it as a toast. */
const TOAST_AFTER_MS = 50;

/** Requests to our own server, with answers and errors shaped as Grafana's BackendSrv shapes them. */
export class WorkbenchBackend implements BackendSrv {
  private readonly running = new Map<string, AbortController>();
  private readonly events: EventBusExtended;

  constructor(events: EventBusExtended) {
    this.events = events;
  }

  // eslint-disable-next-line max-params -- Grafana's interface
  get<T>(url: string, params?: BackendSrvRequest['params'], requestId?: string, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'GET', url, params, requestId });
  }
  delete<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'DELETE', url, data });
  }
  post<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'POST', url, data });
  }
  patch<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'PATCH', url, data });
  }
  put<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'PUT', url, data });
  }
  async request<T>(options: BackendSrvRequest): Promise<T> {
    return (await lastValueFrom(this.fetch<T>(options))).data;
  }
  datasourceRequest<T>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    return lastValueFrom(this.fetch<T>(options));
  }

  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    return this.send(options, async (response, emit) => {
      const data = await readBody(response, options);
      const answer = { ...describe(response, options), data: data as T };
      if (!response.ok) {
        throw answer;
      }
      emit(answer);
    });
  }

  chunked(options: BackendSrvRequest): Observable<FetchResponse<Uint8Array | undefined>> {
    return this.send(options, async (response, emit) => {
      const reader = response.body?.getReader();
      for (;;) {
        const chunk = await reader?.read();
        emit({ ...describe(response, options), data: chunk?.value });
        if (chunk?.done !== false) {
          return;
        }
      }
    });
  }

  /** One request that ends when the subscriber leaves, or when another with the same requestId begins. */
  private send<T>(
    options: BackendSrvRequest,
    read: (response: Response, emit: (answer: FetchResponse<T>) => void) => Promise<void>
  ): Observable<FetchResponse<T>> {
    return new Observable((subscriber) => {
      const controller = new AbortController();
      if (options.requestId !== undefined) {
        this.running.get(options.requestId)?.abort();
        this.running.set(options.requestId, controller);
      }
      options.abortSignal?.addEventListener('abort', () => controller.abort());
      fetch(addressOf(options), { ...initOf(options), signal: controller.signal })
        .then((response) => read(response, (answer) => subscriber.next(answer)))
        .then(
          () => subscriber.complete(),
          (reason: unknown) => subscriber.error(this.failure(reason, options, controller.signal))
        );
      return () => controller.abort();
    });
  }

  private failure(reason: unknown, request: BackendSrvRequest, signal: AbortSignal): FetchError {
    if (signal.aborted) {
      return { status: -1, statusText: 'Request was aborted', data: null, cancelled: true, config: request };
    }
    const error: FetchError =
      reason instanceof Error
        ? Object.assign(reason, { status: 0, data: { message: 'Unexpected error' }, config: request })
        : (reason as FetchError);
    if (typeof error.data === 'string') {
      error.data = { message: error.data, error: error.statusText, response: error.data };
    }
    error.data ??= { message: 'Unexpected error' };
    if (error.data.message === undefined && typeof error.data.error === 'string') {
      error.data.message = error.data.error;
    }
    setTimeout(() => this.toast(request, error), TOAST_AFTER_MS);
    return error;
  }

  private toast(request: BackendSrvRequest, error: FetchError): void {
    const quiet = request.showErrorAlert === false || error.isHandled === true;
    const dataQuery = request.showErrorAlert === undefined && /api\/ds\/query|datasources\/proxy/.test(request.url);
    if (!quiet && !dataQuery) {
      const message: unknown = error.data.message;
      this.events.emit(AppEvents.alertError, [
        typeof message === 'string' ? message : (error.statusText ?? 'Request failed'),
      ]);
    }
  }
}

function addressOf({ url, params }: BackendSrvRequest): string {
  return params === undefined ? url : urlUtil.appendQueryToUrl(url, urlUtil.serializeParams(params));
}

function initOf({ method = 'GET', data, headers }: BackendSrvRequest): RequestInit {
  const all = new Headers(headers as Record<string, string> | undefined);
  all.set('X-Grafana-Org-Id', String(config.bootData.user.orgId));
  if (!all.has('accept')) {
    all.set('accept', 'application/json, text/plain, */*');
  }
  if (['POST', 'PUT', 'PATCH'].includes(method) && !all.has('content-type')) {
    all.set('content-type', 'application/json');
  }
  const plain = data === undefined || typeof data === 'string' || data instanceof Blob;
  return { method, headers: all, body: plain ? data : JSON.stringify(data) };
}

function describe(response: Response, options: BackendSrvRequest) {
  const { status, statusText, ok, headers, url, type, redirected } = response;
  return { status, statusText, ok, headers, url, type, redirected, config: options };
}

async function readBody(response: Response, { responseType }: BackendSrvRequest): Promise<unknown> {
  if (responseType === 'arraybuffer' || responseType === 'blob') {
    return responseType === 'blob' ? response.blob() : response.arrayBuffer();
  }
  const text = await response.text();
  if (responseType === 'text' || text === '') {
    return text === '' && responseType !== 'text' ? {} : text;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

import { type BackendSrv, type BackendSrvRequest, type FetchResponse, setBackendSrv } from '@grafana/runtime';
import { type ErrorCode, type StreamMessage } from '@incident-memory/contract';
import { defer, type Observable, Subject } from 'rxjs';
import { type ADDRESSES, type CalledRoute } from '../shared/api/addresses';
import { PROXY_PATH } from '../shared/api/callSidecar';

type Address = (typeof ADDRESSES)[CalledRoute];

export interface SeenRequest {
  address: string;
  path: string;
  query: Record<string, unknown>;
  body: unknown;
  headers: Record<string, string>;
}

type Answer = unknown | ((request: SeenRequest) => unknown);

/** What a fake answer may be in place of data: an error of the catalogue, or anything else that comes back. */
export class Failure {
  readonly status: number;
  readonly data: unknown;

  constructor(status: number, data: unknown) {
    this.status = status;
    this.data = data;
  }

  static of(code: ErrorCode, status: number): Failure {
    const error = { code, message: `What ${code} means.`, action: `What to do about ${code}.` };
    return new Failure(status, { error: { ...error, retryable: false, requestId: 'req_test' } });
  }
}

/** The sidecar as the browser sees it: in place of Grafana's backendSrv, at the seam where requests leave the plugin. */
export class FakeSidecar {
  readonly requests: SeenRequest[] = [];
  private readonly answers = new Map<Address, Answer>();
  private streams: Array<Subject<FetchResponse<Uint8Array | undefined>>> = [];

  answer(address: Address, answer: Answer): this {
    this.answers.set(address, answer);
    return this;
  }

  install(): this {
    const service = { fetch: (o: BackendSrvRequest) => this.fetch(o), chunked: (o: BackendSrvRequest) => this.open(o) };
    setBackendSrv(service as unknown as BackendSrv);
    return this;
  }

  requestsTo(address: Address): SeenRequest[] {
    return this.requests.filter((request) => request.address === address);
  }

  get openStreams(): number {
    return this.streams.filter((stream) => stream.observed).length;
  }

  send(message: StreamMessage): void {
    const data = new TextEncoder().encode(`data: ${JSON.stringify(message)}\n\n`);
    this.streams.forEach((stream) => stream.next({ ok: true, status: 200, data } as FetchResponse<Uint8Array>));
  }

  breakStreams(): void {
    this.streams.forEach((stream) => stream.complete());
    this.streams = [];
  }

  private open(options: BackendSrvRequest): Observable<FetchResponse<Uint8Array | undefined>> {
    expect(options.url).toBe(`${PROXY_PATH}/v1/stream`);
    const stream = new Subject<FetchResponse<Uint8Array | undefined>>();
    this.streams.push(stream);
    return stream;
  }

  private fetch(options: BackendSrvRequest): Observable<unknown> {
    return defer(async () => {
      const path = options.url.replace(PROXY_PATH, '');
      const known = [...this.answers.keys()].find((address) => fits(address, `${options.method} ${path}`));
      const request: SeenRequest = {
        address: known ?? `${options.method} ${path}`,
        path,
        query: options.params ?? {},
        body: options.data,
        headers: options.headers ?? {},
      };
      this.requests.push(request);
      const answer = known === undefined ? new Failure(404, { message: 'Not found' }) : this.answers.get(known);
      const data: unknown = typeof answer === 'function' ? await answer(request) : answer;
      if (data instanceof Failure) {
        throw { status: data.status, data: data.data, config: options };
      }
      return { data, status: 200, ok: true };
    });
  }
}

/** `GET /v1/incidents/:incident` is asked by `GET /v1/incidents/42`; a literal address wins by being listed first. */
function fits(address: string, asked: string): boolean {
  return new RegExp(`^${address.replace(/:[a-z]+/g, '(?!acknowledge$)[^/]+')}$`).test(asked);
}

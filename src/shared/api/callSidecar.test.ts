import { ADDRESSES } from './addresses';
import { ApiError } from './ApiError';
import { callSidecar } from './callSidecar';
import { Failure, FakeSidecar } from '../../testing/FakeSidecar';

async function failureOf(failure: Failure): Promise<ApiError> {
  new FakeSidecar().answer('GET /v1/overview', () => failure).install();
  const thrown: unknown = await callSidecar('overview').catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(ApiError);
  return thrown as ApiError;
}

describe('callSidecar', () => {
  it('knows every route of the contract that pages may call', async () => {
    const { ROUTES } = await import('@incident-memory/contract');
    const {
      openapi,
      exportMemories,
      stream,
      query,
      listSessions,
      listSessionMemories,
      deleteSessionMemories,
      ...called
    } = ROUTES;
    const linked = [openapi, exportMemories, stream].map(({ path }) => path);
    expect(linked).toEqual(['/v1/openapi.json', '/v1/memory/export', '/v1/stream']);
    const ofSessions = [query, listSessions, listSessionMemories, deleteSessionMemories];
    expect(ofSessions.filter(({ path }) => !/^\/v1\/(query|sessions)/.test(path))).toEqual([]);
    const expected = Object.fromEntries(
      Object.entries(called).map(([id, { method, path }]) => [id, `${method} ${path}`])
    );
    expect(ADDRESSES).toEqual(expected);
  });

  it('keeps an odd reference inside its part of the address', async () => {
    const fake = new FakeSidecar().answer('GET /v1/incidents/:incident', {}).install();
    await callSidecar('readIncident', { incident: '../settings?x=' });
    expect(fake.requests[0]?.path).toBe('/v1/incidents/..%2Fsettings%3Fx%3D');
  });

  it('joins lists and leaves empty ones out', async () => {
    const fake = new FakeSidecar().answer('GET /v1/incidents', {}).install();
    await callSidecar('listIncidents', { query: { state: ['open', 'merged'], service: [], limit: 5 } });
    expect(fake.requests[0]?.query).toEqual({ state: 'open,merged', limit: 5 });
  });

  it('gives the sidecar’s own words for its errors', async () => {
    const error = await failureOf(Failure.of('IM_STORE_UNAVAILABLE', 503));
    expect(error).toMatchObject({
      code: 'IM_STORE_UNAVAILABLE',
      status: 503,
      message: 'What IM_STORE_UNAVAILABLE means.',
      action: 'What to do about IM_STORE_UNAVAILABLE.',
      requestId: 'req_test',
    });
  });

  it.each([
    [502, '', 'SIDECAR_UNREACHABLE'],
    [404, { message: 'plugin route match not found' }, 'APP_NOT_CONFIGURED'],
    [403, { message: 'plugin proxy route access denied' }, 'GRAFANA_REFUSED'],
    [401, { message: 'Unauthorized' }, 'SIGNED_OUT'],
    [418, '<html>', 'UNEXPECTED_ANSWER'],
  ])('tells what stands in between when a %d is not the sidecar’s', async (status, data, code) => {
    const error = await failureOf(new Failure(status, data));
    expect(error.code).toBe(code);
    expect(error.action).not.toBe('');
  });

  it('takes a request that never arrived for Grafana being away', async () => {
    new FakeSidecar().answer('GET /v1/overview', () => Promise.reject(new TypeError('Failed to fetch'))).install();
    await expect(callSidecar('overview')).rejects.toMatchObject({ code: 'GRAFANA_UNREACHABLE', retryable: true });
  });
});

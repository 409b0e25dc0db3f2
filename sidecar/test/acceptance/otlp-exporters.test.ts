import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { systemScope } from '../../src/domain/tenancy/scope.ts';
import { INTAKE_TOKEN, startSidecar, type RunningSidecar } from '../support/running-sidecar.ts';

const run = promisify(execFile);
const SENDER = path.resolve(__dirname, '../support/otlp-node/send-logs.ts');

jest.setTimeout(60_000);

let running: RunningSidecar;
beforeAll(async () => {
  running = await startSidecar();
});
afterAll(() => running.stop());

describe("OpenTelemetry's own exporters for Node", () => {
  it.each([
    ['json', 'none'],
    ['json', 'gzip'],
    ['protobuf', 'none'],
    ['protobuf', 'gzip'],
  ])('in %s, compression %s: what they send is stored, redacted', async (encoding, compression) => {
    const service = `shop-${encoding}-${compression}`;
    const url = `${running.intake}/intake/otlp/v1/logs`;
    await run(process.execPath, [SENDER, url, INTAKE_TOKEN, service, encoding, compression], { timeout: 50_000 });
    const { lines } = await running.stores.logs.search(systemScope('main:1'), {
      services: [service],
      from: Date.now() - 60_000,
      to: Date.now() + 60_000,
      limit: 10,
    });
    expect(lines).toHaveLength(2);
    expect(lines.find(({ level }) => level === 'error')).toMatchObject({
      message: 'login failed, password=[secret:password]',
      errorType: 'LoginError',
      stack: 'LoginError\n  at login (auth.js:1:1)',
    });
    expect(JSON.parse(lines.find(({ level }) => level === 'info')?.message ?? '')).toMatchObject({ ok: true });
  });
});

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { INTAKE_TOKEN, startSidecar } from '../../support/processes/running-sidecar.ts';

const run = promisify(execFile);
const SOURCES = path.resolve(__dirname, '../../support/otlp-python');
const ENVIRONMENT = path.resolve(__dirname, '../../../../.cache/python-otlp');
const PYTHON = path.join(ENVIRONMENT, 'bin/python');
/** Fetching the packages, once. */
const INSTALL_MS = 240_000;

jest.setTimeout(INSTALL_MS + 60_000);

async function hasPython(): Promise<boolean> {
  return run('python3', ['-c', 'import venv, ensurepip']).then(
    () => true,
    () => false
  );
}

async function prepareEnvironment(): Promise<void> {
  if (!existsSync(PYTHON)) {
    await run('python3', ['-m', 'venv', ENVIRONMENT]);
  }
  const requirements = path.join(SOURCES, 'requirements.txt');
  await run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements], {
    timeout: INSTALL_MS,
  });
}

it("takes logs, spans and metrics of OpenTelemetry's exporters for Python, in protobuf and gzip", async () => {
  if (process.env['CI'] === undefined && !(await hasPython())) {
    process.stderr.write('Skipped: the exporter for Python needs python3 with venv (Debian: python3-venv).\n');
    return;
  }
  await prepareEnvironment();
  const running = await startSidecar();
  try {
    await run(PYTHON, [path.join(SOURCES, 'send_signals.py')], {
      timeout: 60_000,
      env: {
        ...process.env,
        OTEL_EXPORTER_OTLP_ENDPOINT: `${running.intake}/intake/otlp`,
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${INTAKE_TOKEN}`,
        OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      },
    });
    const scope = systemScope('main:1');
    const span = { services: ['python-shop'], from: Date.now() - 60_000, to: Date.now() + 60_000 };
    const { lines } = await running.stores.logs.search(scope, { ...span, limit: 10 });
    expect(lines.map(({ level, message }) => [level, message]).sort()).toEqual([
      ['error', 'order failed, api_key=[secret:token]'],
      ['info', 'started'],
    ]);
    const failed = lines.find(({ level }) => level === 'error');
    expect(failed?.errorType).toBe('ValueError');
    expect(failed?.stack).toContain('ValueError: no stock');
    const operations = await running.stores.traffic.operations(scope, { ...span, stepMs: null });
    expect(operations.find(({ operation }) => operation === 'GET /stock')).toMatchObject({ requests: 1, errors: 1 });
    const series = await running.stores.metrics.series(scope, { ...span, stepMs: 600_000, maxSeries: 20 });
    const orders = series.filter(({ metric }) => metric === 'orders');
    expect(orders.reduce((sum, counts) => sum + counts.sum, 0)).toBe(7);
    expect(orders[0]).toMatchObject({ kind: 'increase', unit: '{order}', labels: 'plan=basic' });
    const service = { kind: 'service', name: 'python-shop' };
    const relations = await running.stores.occurrences.relations(scope, { of: service, limit: 10 });
    expect(relations).toMatchObject([{ from: service, relation: 'runs-on', to: { kind: 'host', name: 'web-1' } }]);
  } finally {
    await running.stop();
  }
});

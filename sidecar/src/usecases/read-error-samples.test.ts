import type { LogLine } from '../domain/signals/log-line.ts';
import { redact } from '../domain/redaction/redact.ts';
import { systemScope } from '../domain/tenancy/scope.ts';
import { openMemoryStores } from '../adapters/store-memory/open-memory-stores.ts';
import type { TelemetrySource } from '../ports/telemetry-source.ts';
import { ErrorSamples } from './read-error-samples.ts';

const CANARY = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';

describe('samples that are fetched from elsewhere', () => {
  it('are redacted and bounded in every text', async () => {
    const line: LogLine = {
      id: 'index/1',
      at: 1,
      receivedAt: 1,
      service: `payment ${CANARY}`,
      level: 'error',
      message: `${CANARY} ${'x '.repeat(100_000)}`,
      errorType: `Failure(${CANARY})`,
      stack: `at ${CANARY}`,
      traceId: CANARY,
      template: null,
      fingerprint: null,
    };
    const source: TelemetrySource = {
      name: 'logs',
      spent: { requests: 0, bytes: 0, milliseconds: 0 },
      poll: () => Promise.reject(new Error('not asked here')),
      samples: () => Promise.resolve([line]),
      check: () => Promise.reject(new Error('not asked here')),
    };
    const samples = new ErrorSamples({ logs: openMemoryStores().logs, sourcesOf: () => [source], redact });
    const read = await samples.read(systemScope('main:1'), { services: ['payment'], from: 0, to: 2, limit: 5 });
    expect(read).toHaveLength(1);
    expect(JSON.stringify(read)).not.toContain(CANARY);
    expect(read[0]?.message.length).toBeLessThanOrEqual(8 * 1024);
  });
});

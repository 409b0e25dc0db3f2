import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { openMemoryStores } from '../../../src/adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { StoreUnavailable } from '../../../src/ports/stores/store-failure.ts';
import type { Stores } from '../../../src/ports/stores/stores.ts';
import { rsyslogd } from '../../support/rsyslog/install-rsyslog.ts';
import { startRsyslog } from '../../support/rsyslog/rsyslog-daemon.ts';
import { INTAKE_TOKEN, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';
import { until } from '../../support/until.ts';

/** Fetching the packages, once. */
jest.setTimeout(240_000);

const PROGRAM = rsyslogd();

function documentedConfiguration(): string {
  const page = readFileSync(path.resolve(__dirname, '../../../../docs/intake.md'), 'utf8');
  const [, snippet] =
    /<!-- tested: sidecar\/test\/acceptance\/intake\/rsyslog.test.ts -->\n\n```\n([^`]+)```/.exec(page) ?? [];
  if (snippet === undefined) {
    throw new Error('docs/intake.md has no configuration of rsyslog');
  }
  return snippet;
}

function startListener(port: number, more: { stores?: Stores; spoolMaxBytes?: number } = {}): Promise<RunningSidecar> {
  const { stores, spoolMaxBytes } = more;
  return startSidecar({
    configuration: {
      listen: { port: 0, intakePort: 0, elasticsearchPort: port },
      ...(spoolMaxBytes === undefined ? {} : { intake: { spoolMaxBytes } }),
    },
    ...(stores === undefined ? {} : { stores }),
  });
}

/** Stores that take no signals until they are told to. */
function awayStores(): { stores: Stores; comeBack: () => void; refusals: () => number } {
  const stores = openMemoryStores();
  let away = true;
  let refused = 0;
  const { signals } = stores;
  return {
    stores: {
      ...stores,
      signals: {
        append: async (scope, batch) => {
          if (away) {
            refused += 1;
            throw new StoreUnavailable('away');
          }
          return signals.append(scope, batch);
        },
        rollUp: (scope, before) => signals.rollUp(scope, before),
        expire: (scope, before) => signals.expire(scope, before),
      },
    },
    comeBack: () => (away = false),
    refusals: () => refused,
  };
}

/** One that is free, and stays so while a sidecar comes and goes. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function linesOf(running: RunningSidecar, services: readonly string[]) {
  const range = { from: Date.now() - 3_600_000, to: Date.now() + 3_600_000, limit: 200 };
  return (await running.stores.logs.search(systemScope('main:1'), { services, ...range })).lines;
}

/** RFC 5424, of the facility local0. */
function said(severity: number, program: string, message: string): string {
  return `<${16 * 8 + severity}>1 ${new Date().toISOString()} web-1 ${program} 42 - - ${message}`;
}

async function withRsyslog(
  { port, token = INTAKE_TOKEN }: { port: number; token?: string },
  task: (daemon: Awaited<ReturnType<typeof startRsyslog>>) => Promise<void>
): Promise<void> {
  const daemon = await startRsyslog({ program: PROGRAM ?? '', configuration: documentedConfiguration(), port, token });
  try {
    await task(daemon);
  } finally {
    await daemon.stop();
  }
}

const there = PROGRAM === null && process.env['CI'] === undefined ? describe.skip : describe;

there('rsyslog, configured as the documentation says', () => {
  it('sends its lines with level, service and time, and what is secret in them is hidden', async () => {
    const port = await freePort();
    const running = await startListener(port);
    try {
      await withRsyslog({ port }, async (daemon) => {
        await daemon.log([
          said(3, 'nginx', 'upstream timed out, password=hunter2'),
          said(4, 'nginx', 'a "quoted" word \\ and ü'),
          said(2, 'kernel', 'out of memory'),
          said(6, 'cron', 'started'),
        ]);
        await until(
          'four lines',
          async () => (await linesOf(running, ['nginx', 'kernel', 'cron'])).length === 4,
          20_000
        );
        const told = (await linesOf(running, ['nginx', 'kernel', 'cron'])).map((line) => [
          line.level,
          line.service,
          line.message,
        ]);
        expect(told.sort()).toEqual([
          ['error', 'nginx', 'upstream timed out, password=[secret:password]'],
          ['fatal', 'kernel', 'out of memory'],
          ['info', 'cron', 'started'],
          ['warn', 'nginx', 'a "quoted" word \\ and ü'],
        ]);
        expect(daemon.refused()).toBe('');
      });
    } finally {
      await running.stop();
    }
  });

  it('loses nothing and repeats nothing while the sidecar is away and comes back', async () => {
    const port = await freePort();
    await withRsyslog({ port }, async (daemon) => {
      await daemon.log(Array.from({ length: 50 }, (_, n) => said(3, 'before', `number ${n}`)));
      const first = await startListener(port);
      await until('the lines from before', async () => (await linesOf(first, ['before'])).length >= 50, 30_000);
      expect(await linesOf(first, ['before'])).toHaveLength(50);
      await first.stop();
      await daemon.log(Array.from({ length: 50 }, (_, n) => said(3, 'between', `number ${n}`)));
      const second = await startListener(port);
      try {
        await until('the lines from between', async () => (await linesOf(second, ['between'])).length >= 50, 30_000);
        expect(await linesOf(second, ['between'])).toHaveLength(50);
        expect(await linesOf(second, ['before'])).toEqual([]);
      } finally {
        await second.stop();
      }
      expect(daemon.refused()).toBe('');
    });
  });

  it('loses nothing and repeats nothing while nothing can be stored', async () => {
    const port = await freePort();
    const { stores, comeBack, refusals } = awayStores();
    // Too little room for a single batch.
    const running = await startListener(port, { stores, spoolMaxBytes: 1024 });
    try {
      await withRsyslog({ port }, async (daemon) => {
        await daemon.log(Array.from({ length: 50 }, (_, n) => said(3, 'patient', `number ${n} ${'x'.repeat(100)}`)));
        await until('two refusals', () => refusals() >= 2, 20_000);
        expect(await linesOf(running, ['patient'])).toEqual([]);
        comeBack();
        await until('all lines', async () => (await linesOf(running, ['patient'])).length >= 50, 30_000);
        expect(await linesOf(running, ['patient'])).toHaveLength(50);
        expect(daemon.refused()).toBe('');
      });
    } finally {
      await running.stop();
    }
  });

  it('keeps lines in its file of refusals when the password is wrong, with the reason', async () => {
    const port = await freePort();
    const running = await startListener(port);
    try {
      await withRsyslog({ port, token: 'wrong' }, async (daemon) => {
        await daemon.log([said(3, 'nobody', 'refused')]);
        await until('the refusal', () => daemon.refused().includes('IM_CREDENTIAL_REJECTED'), 20_000);
        expect(daemon.refused()).toContain('security_exception');
        expect(await linesOf(running, ['nobody'])).toEqual([]);
      });
    } finally {
      await running.stop();
    }
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureDistribution, type Distribution } from './elasticsearch-distribution.ts';

/** A real server for tests, on loopback, with its own data folder, gone when the test process is. */
export interface ElasticsearchServer {
  readonly url: string;
  /** null for a shared server that someone else started. */
  readonly pid: () => number | null;
  readonly stop: () => Promise<void>;
  /** SIGKILL, as a power cut would; the data stay for restart(). */
  readonly kill: () => Promise<void>;
  /** The same data at the same address. */
  readonly restart: () => Promise<void>;
}

const NOBODY = 65_534;
const START_DEADLINE_MS = 180_000;
const STOP_DEADLINE_MS = 20_000;
const LONGEST_OUTPUT = 20_000;

/** Our end of the pipe closes however we end, a SIGKILL included: then the whole group ends, and so it does with the server. */
const UNTIL_WE_ARE_GONE = 'exec 3<&0; { "$1" </dev/null; kill -KILL 0; } & cat <&3 >/dev/null; kill -KILL 0';

/** The server that the test run shares (IM_TEST_ELASTICSEARCH_URL), or one of our own. Not for tests that kill it. */
export async function ensureElasticsearch(): Promise<ElasticsearchServer> {
  const shared = process.env.IM_TEST_ELASTICSEARCH_URL;
  if (shared === undefined || shared === '') {
    return startElasticsearch();
  }
  const refuse = () => Promise.reject(new Error('a shared server is not ours to kill: use startElasticsearch()'));
  return { url: shared, pid: () => null, stop: () => Promise.resolve(), kill: refuse, restart: refuse };
}

/** Each suite works under its own names, so that suites may share a server. */
export function randomIndexPrefix(): string {
  return `test-${randomUUID().slice(0, 13)}`;
}

export async function startElasticsearch(): Promise<ElasticsearchServer> {
  const distribution = await ensureDistribution();
  const folder = mkdtempSync(join(tmpdir(), 'incident-memory-elasticsearch-'));
  const port = await freePort();
  await prepare(folder, { distribution, port, transportPort: await freePort() });
  const url = `http://127.0.0.1:${port}`;
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  let running = await launch(folder, { distribution, url }).catch((failure: unknown) => {
    removeFolder();
    throw failure;
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await endGroup(running, signal);
  };
  return {
    url,
    pid: () => running.pid ?? null,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      removeFolder();
    },
    restart: async () => {
      await end('SIGKILL');
      running = await launch(folder, { distribution, url });
    },
  };
}

interface Place {
  readonly distribution: Distribution;
  readonly port: number;
  readonly transportPort: number;
}

async function prepare(folder: string, { distribution, port, transportPort }: Place): Promise<void> {
  const config = join(folder, 'config');
  await cp(join(distribution.home, 'config'), config, { recursive: true });
  const settings = [
    'cluster.name: incident-memory-tests',
    'discovery.type: single-node',
    'network.host: 127.0.0.1',
    `http.port: ${port}`,
    `transport.port: ${transportPort}`,
    `path.data: ${join(folder, 'data')}`,
    `path.logs: ${join(folder, 'logs')}`,
    'cluster.routing.allocation.disk.threshold_enabled: false',
    'xpack.security.enabled: false',
  ];
  writeFileSync(join(config, 'elasticsearch.yml'), `${settings.join('\n')}\n`);
  mkdirSync(join(folder, 'tmp'));
  mkdirSync(join(folder, 'logs'));
  // The logs of garbage collection would go into the folder of the program, which is not the server's to write.
  const javaOptions = join(config, 'jvm.options');
  writeFileSync(javaOptions, readFileSync(javaOptions, 'utf8').replaceAll('=logs/', `=${join(folder, 'logs')}/`));
  if (process.getuid?.() === 0) {
    await giveAway(folder);
  }
}

/** The server refuses to run as root. */
async function giveAway(folder: string): Promise<void> {
  chownSync(folder, NOBODY, NOBODY);
  for (const entry of await readdir(folder, { recursive: true })) {
    chownSync(join(folder, entry), NOBODY, NOBODY);
  }
}

async function launch(folder: string, at: { distribution: Distribution; url: string }): Promise<ChildProcess> {
  const { home, javaHome } = at.distribution;
  const asRoot = process.getuid?.() === 0;
  const server = spawn('/bin/sh', ['-c', UNTIL_WE_ARE_GONE, 'sh', join(home, 'bin', 'elasticsearch')], {
    // Its own process group: the start script, its Java and the server end together.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: folder,
    ...(asRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      ES_JAVA_HOME: javaHome,
      ES_JAVA_OPTS: '-Xms512m -Xmx512m',
      ES_PATH_CONF: join(folder, 'config'),
      ES_TMPDIR: join(folder, 'tmp'),
    },
  });
  let output = '';
  const remember = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-LONGEST_OUTPUT);
  };
  server.stdout?.on('data', remember);
  server.stderr?.on('data', remember);
  const onExit = () => signalGroup(server, 'SIGKILL');
  process.once('exit', onExit);
  server.once('exit', () => process.off('exit', onExit));
  await answers(server, { url: at.url, output: () => output });
  return server;
}

async function answers(server: ChildProcess, { url, output }: { url: string; output: () => string }): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error(`Elasticsearch ended while starting:\n${output()}`);
    }
    const health = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=5s`).catch(() => null);
    if (health?.ok === true) {
      return;
    }
    await pause(250);
  }
  await endGroup(server, 'SIGKILL');
  throw new Error(`Elasticsearch did not answer within ${START_DEADLINE_MS / 1000} s:\n${output()}`);
}

async function endGroup(server: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  signalGroup(server, signal);
  const deadline = Date.now() + STOP_DEADLINE_MS;
  while (await groupLives(server)) {
    if (Date.now() > deadline) {
      signalGroup(server, 'SIGKILL');
    }
    await pause(50);
  }
}

function signalGroup(server: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (server.pid !== undefined && isThere(-server.pid)) {
    process.kill(-server.pid, signal);
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A member that ended but was not reaped yet (nobody's child in a container) holds no port and no file. */
async function groupLives(server: ChildProcess): Promise<boolean> {
  const group = server.pid;
  if (group === undefined || !isThere(-group)) {
    return false;
  }
  const processes = await readdir('/proc').catch(() => null);
  if (processes === null) {
    return true;
  }
  const states = await Promise.all(
    processes.filter((name) => /^\d+$/.test(name)).map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => ''))
  );
  return states.some((state) => {
    const [condition, , itsGroup] = state.slice(state.lastIndexOf(')') + 2).split(' ');
    return Number(itsGroup) === group && condition !== 'Z';
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))
      );
    });
  });
}

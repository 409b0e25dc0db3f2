import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { INTAKE_TOKEN, SHARED_KEY } from './running-sidecar.ts';

const ENTRY = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const LONGEST_LOG = 2000;

export interface Addresses {
  readonly v1: string;
  readonly intake: string;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Where a sidecar keeps its data and finds its configuration: outlives its process, as on a real machine. */
export interface SidecarPlace {
  readonly dataFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  remove(): void;
}

export interface SidecarProcess {
  readonly pid: number;
  /** Rejects with what it said where it ends before. */
  readonly ready: Promise<Addresses>;
  readonly ended: Promise<Ending>;
  /** The newest lines it wrote, as they came. */
  readonly log: readonly string[];
  /** What it said to whoever started it. */
  said(): string;
  send(signal: NodeJS.Signals): void;
}

/** An organisation 1 with one machine that may send everything. Variables given are set on top. */
export function prepareSidecar(environment: Readonly<Record<string, string>> = {}): SidecarPlace {
  const folder = mkdtempSync(join(tmpdir(), 'incident-memory-sidecar-'));
  const configuration = {
    machineCredentials: [
      {
        id: 'tests',
        sha256: createHash('sha256').update(INTAKE_TOKEN).digest('hex'),
        organisation: 1,
        kinds: ['logs', 'alerts'],
      },
    ],
  };
  const file = join(folder, 'incident-memory.yaml');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(configuration));
  const dataFolder = join(folder, 'data');
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', remove);
  return {
    dataFolder,
    environment: {
      IM_CONFIG: file,
      IM_SHARED_KEY: SHARED_KEY,
      IM_DATA_DIR: dataFolder,
      IM_PORT: '0',
      IM_INTAKE_PORT: '0',
      ...environment,
    },
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

/** For commands: told to stop, they end in a way that takes their processes and folders along. */
export function endTidily(): void {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}

/** The process as an operator starts it. */
export function startProcess(place: SidecarPlace, nodeArguments: readonly string[] = []): SidecarProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...nodeArguments, ENTRY], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], TZ: 'UTC', ...place.environment },
  });
  const log: string[] = [];
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-10_000);
  });
  // A test run that is stopped half-way leaves no process behind.
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);
  const ended = endOf(child).then((ending) => {
    process.off('exit', onExit);
    return ending;
  });
  const ready = new Promise<Addresses>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(line);
      if (log.length > LONGEST_LOG) {
        log.shift();
      }
      const entry = parsed(line);
      if (entry?.['msg'] === 'ready') {
        resolve({ v1: String(entry['v1']), intake: String(entry['intake']) });
      }
    });
    void ended.then(({ code, signal }) => {
      reject(
        new Error(`the sidecar ended (${code ?? signal}) before it was ready: ${said}${log.slice(-5).join('\n')}`)
      );
    });
  });
  // Whoever kills it while it starts does not wait for this.
  ready.catch(() => undefined);
  return { pid: child.pid ?? -1, ready, ended, log, said: () => said, send: (signal) => void child.kill(signal) };
}

/** Lines of its log at `error` or above, and what is no log line at all: none is expected, whatever is done to it. */
export function errorsIn(log: readonly string[]): string[] {
  return log.filter((line) => ['error', 'fatal', undefined].includes(parsed(line)?.['level'] as string | undefined));
}

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ClientProcess } from './client-process.ts';

const run = promisify(execFile);
const SUPPORT = path.resolve(__dirname, '..');
const CACHE = path.resolve(__dirname, '../../../../.cache');
/** Fetching the packages, once. */
export const INSTALL_MS = 240_000;
/** No client calls home while it is tested, and none leaves files in a home folder. */
const QUIET = { MEM0_TELEMETRY: 'false', MEM0_DIR: path.join(CACHE, 'mem0-home') };

const NODE_SOURCES = path.join(SUPPORT, 'clients-node');
const NODE_FOLDER = path.join(CACHE, 'clients-node');
const PYTHON_SOURCES = path.join(SUPPORT, 'clients-python');
const PYTHON_FOLDER = path.join(CACHE, 'clients-python');
const PYTHON = path.join(PYTHON_FOLDER, 'bin/python');

export async function installNodeClients(): Promise<void> {
  const lock = 'package-lock.json';
  const installed = path.join(NODE_FOLDER, 'node_modules/mem0ai/package.json');
  const isCurrent =
    existsSync(installed) &&
    readFileSync(path.join(NODE_FOLDER, lock), 'utf8') === readFileSync(path.join(NODE_SOURCES, lock), 'utf8');
  if (!isCurrent) {
    mkdirSync(NODE_FOLDER, { recursive: true });
    for (const file of ['package.json', lock, '.npmrc']) {
      copyFileSync(path.join(NODE_SOURCES, file), path.join(NODE_FOLDER, file));
    }
    await run('npm', ['ci'], { cwd: NODE_FOLDER, timeout: INSTALL_MS });
  }
}

/** False where there is no Python to install into, which CI does not accept. */
export async function installPythonClients(): Promise<boolean> {
  const hasPython = await run('python3', ['-c', 'import venv, ensurepip']).then(
    () => true,
    () => false
  );
  if (!hasPython && process.env['CI'] === undefined) {
    process.stderr.write('Skipped: the clients for Python need python3 with venv (Debian: python3-venv).\n');
    return false;
  }
  if (!existsSync(PYTHON)) {
    await run('python3', ['-m', 'venv', PYTHON_FOLDER]);
  }
  const requirements = path.join(PYTHON_SOURCES, 'requirements.txt');
  await run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements], {
    timeout: INSTALL_MS,
  });
  return true;
}

export function startMem0ForNode(address: string, token: string): ClientProcess {
  return new ClientProcess('node', [path.join(NODE_SOURCES, 'call-mem0.mjs'), NODE_FOLDER, address, token], QUIET);
}

export function startForPython(kind: 'mem0' | 'hindsight', address: string, token: string): ClientProcess {
  return new ClientProcess(PYTHON, [path.join(PYTHON_SOURCES, 'call_client.py'), kind, address, token], QUIET);
}

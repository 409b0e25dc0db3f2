/**
 * What both commands of the README need first: the packages, and Node 22 from them. Runs on whatever Node is there
 * (18 or newer) and on nothing else.
 */
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const BIN = path.join(ROOT, 'node_modules', '.bin');
const NEEDED = [22, 14];

/** Installs what the lock file says, where that has not been done for this very lock file. */
export function ensurePackages() {
  const lock = readFileSync(path.join(ROOT, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).update(process.platform).update(process.arch).digest('hex');
  const stamp = path.join(ROOT, 'node_modules', '.incident-memory-lock');
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (isInstalled()) {
    return;
  }
  const release = waitForTurn();
  if (isInstalled()) {
    release();
    return;
  }
  process.stderr.write('Installing packages (once, about a minute) …\n');
  const npm = process.env.npm_execpath;
  const [command, ...prefix] = npm ? [process.execPath, npm] : ['npm'];
  const installed = spawnSync(command, [...prefix, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (installed.status !== 0) {
    process.stderr.write(
      'The packages could not be installed. Is the package registry reachable? Run `npm ci` to see more.\n'
    );
    process.exit(1);
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  release();
}

/** Two installations in one tree would take each other's files away: the second waits for the first. */
function waitForTurn() {
  const turn = path.join(ROOT, '.cache', 'installing');
  mkdirSync(path.dirname(turn), { recursive: true });
  for (;;) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' });
      const release = () => rmSync(turn, { force: true });
      process.once('exit', release);
      return release;
    } catch {
      if (!isAlive(Number(existsSync(turn) ? readFileSync(turn, 'utf8') : 0))) {
        rmSync(turn, { force: true });
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The environment in which `node` is Node 22 and every installed command is found. */
export function environmentWithNode() {
  return {
    ...process.env,
    PATH: `${BIN}${path.delimiter}${process.env.PATH ?? ''}`,
    // What Node compiled once it need not compile at the next start.
    NODE_COMPILE_CACHE: path.join(ROOT, '.cache', 'compiled'),
  };
}

/** Goes on in Node 22, handing over arguments, streams and signals; returns only where this already is one. */
export async function continueInNode22(script) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
    return;
  }
  const child = spawn(path.join(BIN, 'node'), [script, ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
    env: environmentWithNode(),
  });
  // A terminal sends Ctrl-C to both; a supervisor sends only to us.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await new Promise((resolve) =>
    child.on('exit', (status, signal) => resolve(status ?? (signal ? 1 : 0)))
  );
  process.exit(code);
}

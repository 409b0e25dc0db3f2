/**
 * Reads docker-compose.yml with Compose itself: Docker's plugin or the stand-alone program, whichever is there. As
 * root on Debian it is installed where it is missing; elsewhere the message says what to install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const CANDIDATES = [['docker', 'compose'], ['docker-compose']];

const run = (command, args, options = {}) => spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', ...options });

/** The first that answers; a `docker` without the plugin does not. */
function findCompose() {
  return CANDIDATES.find(([command, ...args]) => run(command, [...args, 'version']).status === 0);
}

function installOnDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    return;
  }
  process.stderr.write('Installing docker-compose (once) …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', 'docker-compose'], { env });
  if (install().status !== 0) {
    run('apt-get', ['update'], { env });
    install();
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

let compose = findCompose();
if (compose === undefined) {
  installOnDebian();
  compose = findCompose();
}
if (compose === undefined) {
  fail('There is no Compose here. Install Docker with its compose plugin, or the package docker-compose.');
}

// Only what stands in the files counts, not what somebody has set in this shell.
const OURS = /^(IM_|GRAFANA_|SIDECAR_|ELASTICSEARCH_|COMPOSE_)/;
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
const [command, ...args] = compose;
const read = run(command, [...args, '--file', 'docker-compose.yml', 'config'], { env });
const complaints = read.stderr
  .split('\n')
  .filter((line) => /warn|error|unsupported|variable is not set/i.test(line))
  .join('\n');
if (read.status !== 0 || complaints !== '') {
  fail(`docker-compose.yml is not read cleanly by ${compose.join(' ')}:\n${read.stderr || read.stdout}`);
}
for (const service of ['grafana', 'sidecar', 'elasticsearch']) {
  if (!new RegExp(`^  ${service}:$`, 'm').test(read.stdout)) {
    fail(`${compose.join(' ')} read docker-compose.yml but found no service "${service}"`);
  }
}
process.stdout.write(`${compose.join(' ')} reads docker-compose.yml without a complaint\n`);

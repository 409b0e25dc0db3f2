import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const PROGRAMS = ['/usr/sbin/rsyslogd', '/sbin/rsyslogd', '/usr/local/sbin/rsyslogd'];
const LIBRARIES = ['/usr/lib', '/usr/lib64', '/usr/local/lib'];
const OUTPUT = 'rsyslog/omelasticsearch.so';

/** rsyslogd where it is there with omelasticsearch; as root on Debian both are installed where they are missing. */
export function rsyslogd(): string | null {
  const found = findRsyslogd();
  if (found !== null) {
    return found;
  }
  installOnDebian();
  return findRsyslogd();
}

function findRsyslogd(): string | null {
  const hasOutput = LIBRARIES.filter((folder) => existsSync(folder)).some((folder) =>
    ['.', ...readdirSync(folder)].some((inner) => existsSync(path.join(folder, inner, OUTPUT)))
  );
  return hasOutput ? (PROGRAMS.find((program) => existsSync(program)) ?? null) : null;
}

function installOnDebian(): void {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['rsyslog', 'rsyslog-elasticsearch'];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: 'ignore' });
  }
}

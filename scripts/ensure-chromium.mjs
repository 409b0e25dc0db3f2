/**
 * Finds the browser for the browser tests; as root on Debian it is installed where it is missing. Prints its path, or
 * says what to install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** CHROMIUM_PATH, or the first of the usual names on the PATH. */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    return existsSync(given) ? given : null;
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(existsSync) ?? null;
}

function installOnDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    return;
  }
  process.stderr.write('Installing chromium …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']]) {
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 2, 2] });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (findChromium() === null) {
    installOnDebian();
  }
  const found = findChromium();
  if (found === null) {
    process.stderr.write(
      'No Chromium was found. Install it (Debian: apt install chromium) or give its path in CHROMIUM_PATH.\n'
    );
    process.exit(1);
  }
  process.stdout.write(`${found}\n`);
}

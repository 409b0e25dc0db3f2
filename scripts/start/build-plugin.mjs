import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentWithNode, ROOT } from '../prepare.mjs';

/** Everything that the built plugin is made of. */
const SOURCES = ['src', 'packages/contract/src', '.config', 'webpack.config.ts', 'tsconfig.json', 'package-lock.json'];
const SOURCES_COPIED = ['README.md', 'CHANGELOG.md', 'LICENSE'];
const STAMP = path.join(ROOT, '.cache', 'plugin-build');

/** Builds the plugin where its sources are not those of the last build. */
export function ensurePluginBuilt() {
  const digest = digestOf([...SOURCES, ...SOURCES_COPIED]);
  const built = existsSync(path.join(ROOT, 'dist', 'module.js'));
  if (built && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) {
    return;
  }
  process.stderr.write('Building the plugin …\n');
  const build = spawnSync('webpack', ['-c', './webpack.config.ts', '--env', 'production', '--no-color'], {
    cwd: ROOT,
    env: environmentWithNode(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (build.status !== 0) {
    process.stderr.write(`${build.stdout}\n${build.stderr}\nThe plugin could not be built; the reason stands above.\n`);
    process.exit(1);
  }
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, digest);
}

function digestOf(names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap(filesOf).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesOf(name) {
  const full = path.join(ROOT, name);
  if (!existsSync(full)) {
    return [];
  }
  return statSync(full).isFile()
    ? [name]
    : readdirSync(full, { withFileTypes: true }).flatMap((entry) => filesOf(path.join(name, entry.name)));
}

/**
 * npm run package: builds the plugin and makes artifacts/incidentmemory-app-<version>.zip the way Grafana's catalogue
 * and `grafana cli` want it: one folder named after the plugin, everything of the build in it. The archive is not
 * signed: a signature (MANIFEST.txt) is made with a token of the catalogue's owner, by `npx @grafana/sign-plugin`
 * over ./dist; a MANIFEST.txt that is there is checked and packed. `--no-build` packs what lies in ./dist.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { continueInNode22, ensurePackages, environmentWithNode, ROOT } from './prepare.mjs';

ensurePackages();
await continueInNode22(new URL(import.meta.url).pathname);
const { problemsOfPlugin } = await import('./packaging/plugin-contents.ts');
const { readZip, writeZip } = await import('./packaging/zip-archive.ts');

const DIST = path.join(ROOT, 'dist');

if (!process.argv.includes('--no-build')) {
  build();
}
const files = filesOf(DIST);
const version = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version;
stopOn(problemsOfPlugin(files, version), 'The build is not what a plugin has to be');

const { id } = JSON.parse(files.get('plugin.json').toString('utf8'));
const packed = new Map([...files].map(([file, content]) => [`${id}/${file}`, content]));
const archive = writeZip(packed);
stopOn(differences(readZip(archive), packed), 'The archive does not hold what was put into it');

const target = path.join(ROOT, 'artifacts', `${id}-${version}.zip`);
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, archive);
const digest = createHash('sha1').update(archive).digest('hex');
writeFileSync(`${target}.sha1`, `${digest}\n`);
const signed = files.has('MANIFEST.txt') ? 'signed' : 'not signed';
process.stdout.write(
  `${path.relative(ROOT, target)}: ${files.size} files, ${(archive.length / 1024).toFixed(0)} KiB, sha1 ${digest}, ${signed}\n`
);

function build() {
  rmSync(DIST, { recursive: true, force: true });
  const webpack = spawnSync('webpack', ['-c', './webpack.config.ts', '--env', 'production'], {
    cwd: ROOT,
    env: environmentWithNode(),
    encoding: 'utf8',
  });
  stopOn(webpack.status === 0 ? [] : [webpack.stdout, webpack.stderr, String(webpack.error ?? '')], 'The build failed');
}

/** Source maps go along: the catalogue's reviewers read the code from them. */
function filesOf(folder) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    found.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file)];
    })
  );
}

function differences(read, put) {
  return [...put].filter(([file, content]) => !read.get(file)?.equals(content)).map(([file]) => file);
}

function stopOn(problems, message) {
  if (problems.length > 0) {
    process.stderr.write(`${message}:\n${problems.map((problem) => `  ${problem}`).join('\n')}\n`);
    process.exit(1);
  }
}

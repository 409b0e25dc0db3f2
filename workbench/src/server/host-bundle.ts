import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

export interface BundlePlace {
  /** The repository. */
  readonly root: string;
  /** Where finished bundles are kept, one folder a content hash. */
  readonly cache: string;
}

/**
 * The host page's scripts: the real @grafana libraries and our small host in one bundle. Building it takes some
 * seconds, so a finished one is kept under the hash of what went into it: the lock file and the host's sources.
 */
export async function hostBundle({ root, cache }: BundlePlace): Promise<string> {
  const sources = path.join(root, 'workbench', 'src', 'host');
  const folder = path.join(cache, await hashOfInputs(root, sources));
  if (await exists(path.join(folder, 'main.js'))) {
    return folder;
  }
  await mkdir(cache, { recursive: true });
  await removeOldBundles(cache);
  // Built aside and renamed, so that an interrupted build is never taken for a finished one.
  const unfinished = `${folder}.${process.pid}`;
  await build({
    absWorkingDir: root,
    entryPoints: { main: path.join(sources, 'main.tsx') },
    outdir: unfinished,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2023',
    platform: 'browser',
    jsx: 'automatic',
    minify: true,
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    // Libraries that would register themselves with SystemJS' AMD `define` must not see it.
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis', define: 'undefined' },
    loader: { '.ttf': 'file', '.svg': 'file', '.png': 'file' },
    alias: hostOnlyModules(root),
    plugins: [bundlerInterop],
    logLevel: 'error',
  });
  try {
    await rename(unfinished, folder);
  } catch (failure) {
    // Another workbench built the very same meanwhile.
    await access(folder).catch(() => {
      throw failure;
    });
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Modules that Grafana itself imports but that its packages do not export: the host stands in Grafana's place, so it
 * reaches them by file. Each is declared for the compiler in host/grafana-internals.d.ts.
 */
function hostOnlyModules(root: string): Record<string, string> {
  const modules = path.join(root, 'node_modules');
  const fromUi = createRequire(path.join(modules, '@grafana', 'ui', 'package.json'));
  return {
    '@grafana/runtime/plugin-page': path.join(modules, '@grafana/runtime/dist/esm/components/PluginPage.mjs'),
    '@grafana/runtime/observable-links': path.join(
      modules,
      '@grafana/runtime/dist/esm/services/pluginExtensions/getObservablePluginLinks.mjs'
    ),
    '@grafana/i18n/internal': path.join(modules, '@grafana/i18n/dist/esm/i18n.mjs'),
    'react-router-dom-v5-compat': path.dirname(fromUi.resolve('react-router-dom-v5-compat/package.json')),
  };
}

const GRAFANA_MODULE = /[\\/]@grafana[\\/][^\\/]+[\\/]dist[\\/]esm[\\/].*\.mjs$/;
const ASKED = 'asked already';

/**
 * @grafana's modules end in .mjs, for which esbuild follows Node: the default import of a CommonJS package is its
 * whole `exports`. They were written for bundlers, where it is `exports.default`. So each is taken under a name that
 * ends in .js.
 */
const bundlerInterop: Plugin = {
  name: 'bundler-interop',
  setup(builder) {
    const renamed = (file: string) => ({ path: `${file}.js`, namespace: 'grafana' });
    builder.onResolve({ filter: /^@grafana\// }, async ({ path: asked, pluginData, resolveDir, kind }) => {
      if (pluginData === ASKED) {
        return undefined;
      }
      const found = await builder.resolve(asked, { resolveDir, kind, pluginData: ASKED });
      return GRAFANA_MODULE.test(found.path) ? renamed(found.path) : found;
    });
    builder.onResolve({ filter: /^\..*\.mjs$/, namespace: 'grafana' }, ({ path: asked, resolveDir }) =>
      renamed(path.join(resolveDir, asked))
    );
    builder.onLoad({ filter: /\.mjs\.js$/, namespace: 'grafana' }, async ({ path: name }) => {
      const file = name.slice(0, -'.js'.length);
      return { contents: await readFile(file, 'utf8'), resolveDir: path.dirname(file), loader: 'js' };
    });
  },
};

async function hashOfInputs(root: string, sources: string): Promise<string> {
  const hash = createHash('sha256');
  const files = (await readdir(sources, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  for (const file of [path.join(root, 'package-lock.json'), import.meta.filename, ...files]) {
    hash
      .update(path.relative(root, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** Another workbench may serve from a younger one at this moment. */
const KEPT_MS = 24 * 60 * 60 * 1000;

async function removeOldBundles(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const { mtimeMs } = await stat(path.join(cache, name));
    if (Date.now() - mtimeMs > KEPT_MS) {
      await rm(path.join(cache, name), { recursive: true, force: true });
    }
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false
  );
}

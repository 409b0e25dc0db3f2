/** What has to be in a built plugin before anyone installs it; the checks of Grafana's validator that need no network. */
import { posix } from 'node:path';
import type { Files } from './zip-archive.ts';

const NEEDED = ['plugin.json', 'module.js', 'LICENSE', 'README.md', 'CHANGELOG.md'];
const INFO = ['version', 'updated', 'description', 'logos', 'keywords', 'author'];

/** The parts of a plugin.json that are looked at. */
interface Description {
  type?: string;
  includes?: Array<{ type: string; path: string }>;
  info?: {
    version?: string;
    updated?: string;
    logos?: Record<string, string>;
    screenshots?: Array<{ path: string }>;
    [key: string]: unknown;
  };
}

/** What is wrong, in words, with these files (by path inside the plugin's folder); empty when nothing is. */
export function problemsOfPlugin(files: Files, version: string): string[] {
  const missing = NEEDED.filter((file) => (files.get(file)?.length ?? 0) === 0);
  if (missing.length > 0) {
    return missing.map((file) => `${file} is missing or empty`);
  }
  const app = read(files, 'plugin.json');
  const included = (app.includes ?? []).filter(({ type }) => type !== 'page' && type !== 'dashboard');
  const nested = [...files.keys()].filter((file) => file.endsWith('/plugin.json'));
  return [
    ...problemsOfDescription(files, 'plugin.json', version),
    ...nested.flatMap((file) => problemsOfDescription(files, file, version)),
    ...included.flatMap((include) => problemsOfInclude(files, include)),
    ...nested
      .filter((file) => !included.some((include) => include.path === file))
      .map((file) => `${file} is not in the includes of plugin.json`),
    ...[...files.keys()].filter(isStray).map((file) => `${file} does not belong into a plugin`),
    ...problemsOfText(files),
  ];
}

function read(files: Files, file: string): Description {
  return JSON.parse(files.get(file)?.toString('utf8') ?? '{}');
}

function problemsOfDescription(files: Files, file: string, version: string): string[] {
  const description = read(files, file);
  const info = description.info ?? {};
  const folder = posix.dirname(file);
  const problems = INFO.filter((key) => info[key] === undefined).map((key) => `${file} has no info.${key}`);
  if (info.version !== version) {
    problems.push(`${file} says version ${info.version}, package.json ${version}`);
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(info.updated ?? '')) {
    problems.push(`${file} says updated ${info.updated}, not a day`);
  }
  const pictures = [...Object.values(info.logos ?? {}), ...(info.screenshots ?? []).map((shot) => shot.path)];
  for (const picture of pictures) {
    if (!files.has(posix.join(folder, picture))) {
      problems.push(`${file} shows ${picture}, which is not there`);
    }
  }
  if (!files.has(posix.join(folder, 'module.js'))) {
    problems.push(`${file} has no module.js beside it`);
  }
  return problems;
}

function problemsOfInclude(files: Files, include: { type: string; path: string }): string[] {
  if (!files.has(include.path)) {
    return [`plugin.json includes ${include.path}, which is not there`];
  }
  const { type } = read(files, include.path);
  return type === include.type ? [] : [`${include.path} is a ${type}, included as ${include.type}`];
}

/** What a build must not carry: settings of machines, sources, and data that only tests need. */
function isStray(file: string): boolean {
  return /(^|\/)(\.[^/]+|node_modules|package(-lock)?\.json|.*\.tsx?|.*\.test\..*)$/.test(file);
}

function problemsOfText(files: Files): string[] {
  const problems: string[] = [];
  for (const [file, content] of files) {
    if (/(^|\/)(plugin\.json|README\.md)$/.test(file) && /%(VERSION|TODAY|PLUGIN_ID)%/.test(content.toString('utf8'))) {
      problems.push(`${file} has a placeholder that the build did not fill`);
    }
    if (
      /(^|\/)module\.js$/.test(file) &&
      posix.dirname(file) !== '.' &&
      /__webpack_require__\.e\(|\.e\(\d+\)/.test(content.toString('utf8'))
    ) {
      problems.push(`${file} loads further chunks, which Grafana would look for under the nested id`);
    }
  }
  return problems;
}

/**
 * What a source file is called wherever it lies: folders of servers, containers, releases and users before it are gone,
 * and hashes and versions in its name. A file with a name that every project has several of takes its folder along.
 */
export interface PathModule {
  readonly name: string;
  /** A bundle: many modules in one file, named by the build. */
  readonly isBundle: boolean;
}

/** Folders that hold the project's own; what stands before the last of them says where it is, not what. */
const ROOTS: ReadonlySet<string> = new Set(
  (
    'src dist build out lib app apps srv opt home var www html htdocs task usr local code workspace workdir releases ' +
    'release current bundle server client static assets js public tmp root users deploy deployments site .next chunks ' +
    'project projects repo builds versions virtualenvs venv .venv env mnt data application service'
  ).split(' ')
);
/** Names that say nothing without their folder. */
const GENERIC: ReadonlySet<string> = new Set(
  (
    'index main __init__ __main__ mod handler handlers route routes page layout server app views view models model ' +
    'tasks utils util helpers common service services controller client api types urls admin forms signals'
  ).split(' ')
);
/** Roots below which stand a user and then a project. */
const HOMES: ReadonlySet<string> = new Set(['home', 'users']);
/** Roots below which the next folder is the project's or the user's name. */
const NAMED_BELOW: ReadonlySet<string> = new Set(['srv', 'opt', 'home', 'www', 'users', 'projects', 'repo', 'builds']);
/** Where bundlers of servers put what they made, with names of their choice. */
const BUNDLE_FOLDERS: ReadonlySet<string> = new Set(['.next', '_next', 'chunks', '.output', '.nuxt']);
const EXTENSION = /\.(?:[cm]?[jt]sx?|pyc?|vue|svelte)$/;
/** A digest in a file's name may look like a secret to redaction. */
const SECRET = /[.-]?\[secret:[\w-]*\]/g;
const BUNDLE_NAME = /^(?:bundle|vendors?|chunk|runtime|polyfills?)(?:[.-]|$)|\.(?:min|bundle|chunk)$/;

export function moduleOfPath(path: string): PathModule {
  const folders = path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  const file = folders.pop() ?? '';
  const bare = file
    .replace(SECRET, '')
    .replace(EXTENSION, '')
    .replace(/\.(?:min|prod|cjs|esm|chunk|bundle)$/, '');
  const base = withoutHash(bare);
  const name = base === '' ? 'bundle' : base;
  const isBundle =
    base !== bare ||
    file.includes('[secret:') ||
    folders.some((folder) => BUNDLE_FOLDERS.has(folder)) ||
    BUNDLE_NAME.test(bare) ||
    BUNDLE_NAME.test(file.replace(EXTENSION, ''));
  const folder = GENERIC.has(name.toLowerCase()) ? ownFolder(folders) : null;
  return { name: folder === null ? name : `${folder}/${name}`, isBundle };
}

/** The folder around a file, unless it only says where the project lies. */
function ownFolder(folders: readonly string[]): string | null {
  const at = folders.findLastIndex((folder) => !isVolatile(folder));
  const last = folders[at];
  if (last === undefined || ROOTS.has(last.toLowerCase())) {
    return null;
  }
  const [above = '', farAbove = ''] = [folders[at - 1]?.toLowerCase(), folders[at - 2]?.toLowerCase()];
  return NAMED_BELOW.has(above) || HOMES.has(farAbove) ? null : last;
}

/** Versions, dates and digests of releases: `v1.4.2`, `20261121093000`, `3f2a9c1`, `shop-1.4.2`. */
function isVolatile(folder: string): boolean {
  return (
    /^v?\d[\d._-]*(?:[-+.]?(?:rc|beta|alpha|dev|snapshot)[\d.]*)?$/i.test(folder) ||
    (/^[0-9a-f-]{7,64}$/i.test(folder) && /\d/.test(folder)) ||
    /^\w[\w-]*[-_]v?\d+(?:\.\d+)+$/.test(folder) ||
    /^[A-Z]:$/i.test(folder)
  );
}

/** `main.3f2a9c1b`, `index-DbQ2xY9p`, `chunk-7XK2PQ`, `472.d41d8cd9`: digests have digits or change case midway. */
function withoutHash(name: string): string {
  const split = /^(.*?)[.-]([A-Za-z0-9_]{6,40})$/.exec(name);
  const [, before = '', digest = ''] = split ?? [];
  if (split !== null && looksLikeDigest(digest)) {
    return /^\d+$/.test(before) ? '' : before;
  }
  return /^\d+$/.test(name) || (/^[0-9a-f]{8,40}$/.test(name) && /\d/.test(name)) ? '' : name;
}

function looksLikeDigest(word: string): boolean {
  const isHex = /^[0-9a-f]+$/.test(word) && /\d/.test(word);
  const isMixed = /\d/.test(word) && /[A-Za-z]/.test(word);
  const isCased = /[a-z][A-Z]/.test(word) && /[A-Z]{2}|[A-Z].*[a-z].*[A-Z]/.test(word) && word.length >= 8;
  return isHex || isMixed || isCased;
}

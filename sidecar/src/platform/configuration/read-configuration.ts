import { readFileSync } from 'node:fs';
import { parse, YAMLParseError } from 'yaml';
import type { SettingView } from '@incident-memory/contract';
import { fail, succeed, type Result } from '../../domain/result.ts';
import { plainProblem } from '../plain-problem.ts';
import { ConfigurationSchema, type Configuration } from './schema.ts';
import { settingLeaves, valueAt, type Origins } from './settings-of.ts';

export interface Problem {
  /** The key in the file, or the name of the environment variable. */
  readonly key: string;
  readonly problem: string;
}

export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly origins: Origins;
}

type Tree = Record<string, unknown>;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * One YAML file (named by IM_CONFIG), then the environment on top; secrets also from a file named by `..._FILE`.
 * Read once, checked whole, frozen. Every problem is listed at once.
 */
export function readConfiguration(environment: Environment): Result<ReadConfiguration, readonly Problem[]> {
  const problems: Problem[] = [];
  const tree = fileTree(environment['IM_CONFIG'], problems);
  const origins = new Map<string, SettingView['origin']>();
  for (const leaf of settingLeaves()) {
    if (valueAt(tree, leaf.key) !== undefined) {
      origins.set(leaf.key, 'file');
    }
    const text = environmentText(environment, leaf.env, problems);
    if (text !== undefined) {
      setAt(
        tree,
        leaf.key,
        asConfigured(text, (value) => leaf.schema.safeParse(value).success)
      );
      origins.set(leaf.key, 'environment');
    }
  }
  problems.push(...readTokenFiles(tree));
  problems.push(...unknownVariables(environment));
  problems.push(...contradictions(tree));
  const parsed = ConfigurationSchema.safeParse(tree, { error: plainProblem });
  if (!parsed.success) {
    problems.push(
      ...parsed.error.issues.map((issue) => ({
        key: issue.path.join('.') || '(file)',
        problem: withEnvironment(issue.path.join('.'), issue.message),
      }))
    );
  }
  return parsed.success && problems.length === 0
    ? succeed({ configuration: deepFreeze(parsed.data), origins })
    : fail(problems);
}

/** Variables that are ours but no setting. */
const OTHER_VARIABLES = new Set(['IM_CONFIG', 'IM_WORKBENCH_PORT', 'IM_SIDECAR_URL']);

function fileTree(path: string | undefined, problems: Problem[]): Tree {
  if (path === undefined || path === '') {
    return {};
  }
  try {
    const tree: unknown = parse(readFileSync(path, 'utf8'), { uniqueKeys: true });
    if (tree === null || (typeof tree === 'object' && !Array.isArray(tree))) {
      return (tree as Tree | null) ?? {};
    }
    problems.push({ key: '(file)', problem: `${path} holds no settings: expected keys and values` });
  } catch (error) {
    const reason =
      error instanceof YAMLParseError
        ? // The parser's own sentence quotes the lines, and secrets may stand in them.
          `is not valid YAML (${error.code}, line ${error.linePos?.[0].line ?? 'unknown'})`
        : `cannot be read: ${(error as Error).message}`;
    problems.push({ key: '(file)', problem: `${path} ${reason}` });
  }
  return {};
}

function environmentText(environment: Environment, name: string, problems: Problem[]): string | undefined {
  const file = environment[`${name}_FILE`];
  if (file === undefined || file === '') {
    return environment[name] === '' ? undefined : environment[name];
  }
  if (environment[name] !== undefined && environment[name] !== '') {
    problems.push({ key: name, problem: `is set twice: as ${name} and as ${name}_FILE` });
  }
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    problems.push({ key: `${name}_FILE`, problem: `cannot be read: ${(error as Error).message}` });
    return undefined;
  }
}

/** Puts the token of each Grafana where its file says that it is. */
function readTokenFiles(tree: Tree): Problem[] {
  const servers: unknown[] = Array.isArray(tree['grafana']) ? tree['grafana'] : [];
  return servers.flatMap((server, index) => {
    const file = valueAt(server, 'tokenFile');
    if (typeof file !== 'string' || file === '') {
      return [];
    }
    const key = `grafana.${index}.tokenFile`;
    if ((valueAt(server, 'token') ?? null) !== null) {
      return [{ key, problem: 'is set beside token: one of them says what it is' }];
    }
    try {
      setAt(server as Tree, 'token', readFileSync(file, 'utf8').trim());
      return [];
    } catch (error) {
      return [{ key, problem: `cannot be read: ${(error as Error).message}` }];
    }
  });
}

/** The environment knows only text: numbers and switches are taken as such where the setting wants one. */
function asConfigured(text: string, fits: (value: unknown) => boolean): unknown {
  const candidates: unknown[] = [text];
  if (text === 'true' || text === 'false') {
    candidates.unshift(text === 'true');
  }
  if (text.trim() !== '' && Number.isFinite(Number(text))) {
    candidates.push(Number(text));
  }
  return candidates.find(fits) ?? candidates.at(-1);
}

function unknownVariables(environment: Environment): Problem[] {
  const known = new Set([...OTHER_VARIABLES, ...settingLeaves().flatMap(({ env }) => [env, `${env}_FILE`])]);
  return Object.keys(environment)
    .filter((name) => name.startsWith('IM_') && !name.startsWith('IM_TEST_') && !known.has(name))
    .map((name) => ({ key: name, problem: 'is no setting of this version' }));
}

/** What no single key shows. Read from the raw tree, so that it is said together with everything else. */
function contradictions(tree: Tree): Problem[] {
  const problems: Problem[] = [];
  const storeUrl = valueAt(tree, 'store.elasticsearch.url') ?? null;
  if (valueAt(tree, 'store.kind') === 'elasticsearch' && storeUrl === null) {
    const key = 'store.elasticsearch.url';
    problems.push({ key, problem: withEnvironment(key, 'is needed where store.kind is elasticsearch') });
  }
  if ((valueAt(tree, 'memory.embeddings.url') ?? null) !== null) {
    for (const key of ['memory.embeddings.model', 'memory.embeddings.dimensions']) {
      if ((valueAt(tree, key) ?? null) === null) {
        problems.push({ key, problem: withEnvironment(key, 'is needed beside memory.embeddings.url') });
      }
    }
  }
  for (const key of ['telemetry', 'grafana', 'kubernetes']) {
    const sources: unknown = tree[key];
    const names = Array.isArray(sources) ? sources.map((source) => valueAt(source, 'name')) : [];
    if (new Set(names).size < names.length) {
      problems.push({ key, problem: 'two sources have the same name' });
    }
  }
  problems.push(...sharedBetweenOrganisations(tree));
  if (String(tree['sharedKey']).startsWith(KNOWN_TO_ALL) && valueAt(tree, 'demo.enabled') !== true) {
    const problem = 'is the one of docker-compose.yml, which everybody knows: it is taken with the demo only';
    problems.push({ key: 'sharedKey', problem: withEnvironment('sharedKey', problem) });
  }
  if (tree['sharedKey'] !== undefined && tree['previousSharedKey'] === tree['sharedKey']) {
    problems.push({ key: 'previousSharedKey', problem: 'is the same as sharedKey: remove it' });
  }
  return problems;
}

/** How the keys begin that docker-compose.yml brings, to try the product on one machine. */
const KNOWN_TO_ALL = 'only-for-this-machine';

/** A secret says whose data something is: the same one for two organisations would put it all into the first. */
function sharedBetweenOrganisations(tree: Tree): Problem[] {
  const entries = (key: string): Tree[] => (Array.isArray(tree[key]) ? (tree[key] as Tree[]) : []);
  const owners = new Map<unknown, unknown>();
  const conflicts = (key: string, read: (entry: Tree) => unknown[]): Problem[] =>
    entries(key).flatMap((entry, index) =>
      read(entry).flatMap((secret) => {
        const owner = owners.get(secret) ?? entry['organisation'];
        owners.set(secret, owner);
        const problem = 'has the secret of another organisation: each needs one of its own';
        return owner === entry['organisation'] ? [] : [{ key: `${key}.${index}`, problem }];
      })
    );
  return [
    ...conflicts('machineCredentials', (entry) => [valueAt(entry, 'sha256')]),
    ...conflicts('grafanaWebhooks', secretsOf),
    ...conflicts('githubWebhooks', secretsOf),
  ];
}

function secretsOf(entry: Tree): unknown[] {
  const secrets = valueAt(entry, 'secrets');
  return Array.isArray(secrets) ? secrets : [];
}

function withEnvironment(key: string, message: string): string {
  const leaf = settingLeaves().find((candidate) => candidate.key === key);
  return leaf === undefined ? message : `${message} (environment: ${leaf.env})`;
}

function setAt(tree: Tree, key: string, value: unknown): void {
  const names = key.split('.');
  const last = names.pop() ?? key;
  let node = tree;
  for (const name of names) {
    const child = node[name];
    node[name] = child !== null && typeof child === 'object' ? child : {};
    node = node[name] as Tree;
  }
  node[last] = value;
}

function deepFreeze<Value>(value: Value): Value {
  if (value !== null && typeof value === 'object') {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

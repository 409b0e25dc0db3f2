import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';

/**
 * The files that an admin copies into a Grafana, read here with the same meaning: `$VAR` and `${VAR}` are expanded
 * from the environment, `$$` is a dollar. Organisation ids are left aside: both organisations of the workbench get
 * the same app, data source and dashboards.
 */
export interface Provisioned {
  readonly apps: readonly ProvisionedApp[];
  readonly datasources: readonly ProvisionedDatasource[];
  readonly dashboards: readonly Dashboard[];
}
export interface ProvisionedApp {
  readonly type: string;
  readonly jsonData?: Record<string, unknown>;
  readonly secureJsonData?: Record<string, string>;
}
export interface ProvisionedDatasource {
  readonly name: string;
  readonly type: string;
  readonly uid?: string;
  readonly isDefault?: boolean;
  readonly jsonData?: Record<string, unknown>;
}
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly [key: string]: unknown;
}
type Environment = Readonly<Record<string, string | undefined>>;

export async function readProvisioning(folder: string, environment: Environment): Promise<Provisioned> {
  const apps = await readYaml<{ apps?: ProvisionedApp[] }>(path.join(folder, 'plugins'), environment);
  const datasources = await readYaml<{ datasources?: ProvisionedDatasource[] }>(
    path.join(folder, 'datasources'),
    environment
  );
  return {
    apps: apps.flatMap((file) => file.apps ?? []),
    datasources: datasources.flatMap((file) => file.datasources ?? []),
    dashboards: await readDashboards(path.join(folder, 'dashboards')),
  };
}

async function readYaml<Shape>(folder: string, environment: Environment): Promise<Shape[]> {
  const files = (await namesIn(folder)).filter((name) => /\.ya?ml$/.test(name));
  return Promise.all(
    files.map(async (name) => {
      const document: unknown = parse(await readFile(path.join(folder, name), 'utf8'));
      return expand(document, environment) as Shape;
    })
  );
}

async function readDashboards(folder: string): Promise<Dashboard[]> {
  const files = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
  return Promise.all(
    files.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Dashboard)
  );
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { recursive: true })).sort();
  } catch {
    return [];
  }
}

/** Values only, never keys, as Grafana does it. An unset variable becomes empty. */
export function expand(value: unknown, environment: Environment): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$(\$|\{\w+\}|\w+)/g, (_, what: string) =>
      what === '$' ? '$' : (environment[what.replace(/[{}]/g, '')] ?? '')
    );
  }
  if (Array.isArray(value)) {
    return value.map((item) => expand(item, environment));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, environment)]));
  }
  return value;
}

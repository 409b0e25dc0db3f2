import { z } from 'zod';
import type { SettingView } from '@incident-memory/contract';
import { ConfigurationSchema, type Configuration, type SettingMeta } from './schema.ts';

/** One setting with a name of its own: a leaf of the schema that has a description. */
export interface SettingLeaf extends SettingMeta {
  readonly key: string;
  readonly schema: z.ZodType;
}

export type Origins = ReadonlyMap<string, SettingView['origin']>;

/** Every leaf of the schema, in its order. Lists of things (credentials, sources) are no leaves: they come by file. */
export function settingLeaves(schema: z.ZodType = ConfigurationSchema, path: readonly string[] = []): SettingLeaf[] {
  const meta = schema.meta() as SettingMeta | undefined;
  if (meta?.env !== undefined) {
    return [{ ...meta, key: path.join('.'), schema }];
  }
  const inner = schema instanceof z.ZodPrefault ? (schema.unwrap() as z.ZodType) : schema;
  if (!(inner instanceof z.ZodObject)) {
    return [];
  }
  return Object.entries(inner.shape).flatMap(([name, child]) => settingLeaves(child as z.ZodType, [...path, name]));
}

/** The settings as the screen shows them; of a secret only whether it is set. */
export function settingViews(configuration: Configuration, origins: Origins): SettingView[] {
  return settingLeaves().map(({ key, description, secret }) => ({
    key,
    value: secret
      ? valueAt(configuration, key) === null
        ? 'not set'
        : 'set'
      : (valueAt(configuration, key) as SettingView['value']),
    unit: unitOf(key),
    origin: origins.get(key) ?? 'default',
    description,
    secret: secret ?? false,
  }));
}

/** Units stand in the names, so they need no table of their own. */
export function unitOf(key: string): string | null {
  const match = /(Seconds|Bytes|Days|Share|PerSecond)$/.exec(key);
  const units: Record<string, string> = {
    Seconds: 's',
    Bytes: 'bytes',
    Days: 'd',
    Share: 'share',
    PerSecond: 'per second',
  };
  return match?.[1] === undefined ? null : (units[match[1]] ?? null);
}

export function valueAt(tree: unknown, key: string): unknown {
  return key.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], tree);
}

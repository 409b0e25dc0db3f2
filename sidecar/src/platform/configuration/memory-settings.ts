import { z } from 'zod';
import { Category, DEFAULT_CATEGORIES, MemoryRule } from '@incident-memory/contract';
import { Address, hasCredentials } from './asked-sources.ts';

/** An endpoint for embeddings. */
export const ModelEndpoint = {
  url: Address.refine((url) => !hasCredentials(url), 'has a user or password in it: use apiKey')
    .nullable()
    .default(null),
  model: z.string().min(1).max(200).nullable().default(null),
  dimensions: z.number().int().min(8).max(4096).nullable().default(null),
  apiKey: z.string().max(500).nullable().default(null),
  caFile: z.string().nullable().default(null),
};

/** Days after which memories of a category go; null: never. Those of incidents stay, since yearly failures exist. */
const DEFAULT_EXPIRY_DAYS = { incidents: null, resources: null, deployments: 365, troubleshooting: 90, temporary: 7 };

/** What is not in the table of single settings: lists, and what belongs to a name. */
export const MemoryLists = {
  /** Of memories; the four of the product come with it. */
  categories: z
    .array(Category)
    .max(50)
    .default([])
    .transform((own) => [...new Set([...DEFAULT_CATEGORIES, 'temporary', ...own])]),
  expiryDays: z
    .record(Category, z.number().min(0.01).max(36_500).nullable())
    .default({})
    .transform((own): Readonly<Record<string, number | null>> => ({ ...DEFAULT_EXPIRY_DAYS, ...own })),
  /** The first one that holds decides; behind them come those of the product. */
  rules: z.array(MemoryRule).max(100).default([]),
  /**
   * Projects (teams) that share infrastructure see what each keeps to itself about these services. The name is kept with
   * what is shared: it is never changed, and a rule that shall share no more is left without services (docs/memory.md).
   */
  sharing: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected a name of small letters, digits and hyphens'),
        teams: z.array(z.coerce.string().min(1).max(100)).min(2).max(100),
        services: z.array(z.string().min(1).max(200)).max(200).default([]),
      })
    )
    .max(100)
    .default([])
    .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, 'two rules have the same name'),
  /** Logins that are never named as who solved something. */
  optOut: z.array(z.string().min(1).max(300)).max(10_000).default([]),
};

import { z } from 'zod';
import { Role } from './roles.ts';
import { SourceStatus } from './telemetry.ts';

export const SettingOrigin = z.enum(['default', 'file', 'environment']);

/** One setting as the screen shows it; secrets show only whether they are set. */
export const SettingView = z.strictObject({
  key: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  unit: z.string().nullable(),
  origin: SettingOrigin,
  description: z.string(),
  secret: z.boolean(),
});
export type SettingView = z.infer<typeof SettingView>;

export const SettingsAnswer = z.strictObject({ settings: z.array(SettingView), sources: z.array(SourceStatus) });
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

export const ConnectionTestBody = z.strictObject({ target: z.enum(['store', 'telemetry']) });
export const ConnectionTestAnswer = z.strictObject({
  target: z.enum(['store', 'telemetry']),
  ok: z.boolean(),
  milliseconds: z.number().nonnegative(),
  sentence: z.string(),
});
export type ConnectionTestAnswer = z.infer<typeof ConnectionTestAnswer>;

export const Capabilities = z.strictObject({
  version: z.string(),
  contract: z.literal(1),
  store: z.enum(['memory', 'sqlite', 'elasticsearch']),
  features: z.array(z.enum(['incidents', 'rates', 'logs', 'ask', 'stream', 'demo'])),
  me: z.strictObject({ login: z.string(), role: Role, organisation: z.string() }),
});
export type Capabilities = z.infer<typeof Capabilities>;

/** How a service of the demo can fail. `abrupt` writes a number of errors; the others happen to what is asked of it. */
export const FAILURE_KINDS = ['abrupt', 'slow', 'cascade', 'silent', 'flapping', 'after-deploy'] as const;
export const FailureKind = z.enum(FAILURE_KINDS);
export type FailureKind = z.infer<typeof FailureKind>;

export const InjectBody = z.strictObject({
  service: z.enum(['api-gateway', 'auth', 'database', 'payment', 'notification', 'user', 'analytics']),
  kind: FailureKind.default('abrupt'),
  /** Of `abrupt` alone. */
  errors: z.number().int().min(1).max(1000).default(120),
  /** Without it as long as the kind needs to be seen. */
  overSeconds: z.number().min(0).max(1800).optional(),
});
export const InjectAnswer = z.strictObject({
  service: z.string(),
  kind: FailureKind,
  errors: z.number().int(),
  overSeconds: z.number(),
});

/** A line of the live stream; the page then asks for what changed. */
export const StreamMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), version: z.string() }),
  z.strictObject({
    type: z.literal('incident'),
    id: z.string(),
    number: z.number().int(),
    state: z.string(),
    version: z.number().int(),
  }),
  /** So many alarms were raised, ended or judged just now. */
  z.strictObject({ type: z.literal('alarm'), changed: z.number().int().positive() }),
  z.strictObject({ type: z.literal('tick'), at: z.string() }),
]);
export type StreamMessage = z.infer<typeof StreamMessage>;

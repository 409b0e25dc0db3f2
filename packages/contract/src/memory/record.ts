import { z } from 'zod';
import { Actor, Severity, Visibility } from '../incident.ts';
import { IncidentId, Instant, MemoryId, ServiceName, text } from '../scalars.ts';

/** What can be done about an incident. */
export const FIX_KINDS = [
  'rollback',
  'restart',
  'configuration',
  'scaling',
  'code-change',
  'failover',
  'dependency',
  'command',
  'other',
] as const;
export const FixKind = z.enum(FIX_KINDS);
export type FixKind = z.infer<typeof FixKind>;

export const CAUSE_CLASSES = [
  'deploy',
  'configuration',
  'capacity',
  'database',
  'network',
  'dependency',
  'memory-leak',
  'resource-exhaustion',
  'certificate',
  'data',
  'traffic',
  'hardware',
  'security',
  'bug',
  'other',
] as const;
export const CauseClass = z.enum(CAUSE_CLASSES);
export type CauseClass = z.infer<typeof CauseClass>;

/** What became of a fix that was applied. `unattributed`: something else happened in the same time. */
export const OUTCOMES = ['cured', 'mitigated', 'temporary', 'no-effect', 'got-worse-after', 'unattributed'] as const;
export const Outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof Outcome>;

/** How the product came to know something. Only `confirmed` and `observed` may lead to a recommendation. */
export const PROVENANCES = ['confirmed', 'observed', 'inferred', 'imported'] as const;
export const Provenance = z.enum(PROVENANCES);
export type Provenance = z.infer<typeof Provenance>;

export const Fix = z.strictObject({
  kind: FixKind,
  /** What is done, in words: "roll back payment to 2.14.1". */
  words: text(1000).min(1),
  /** What it is done to: a service, a setting, a file, a machine. */
  target: text(300).default(''),
  /** The exact command, configuration or change, where one is known. */
  exact: text(4000).default(''),
  /** How it is taken back. */
  undo: text(1000).default(''),
});
export type Fix = z.infer<typeof Fix>;

/** What a fix's success may depend on: version, load, region, after a deploy. */
export const Context = z
  .record(text(60).min(1), text(200))
  .refine((context) => Object.keys(context).length <= 20, 'has more than 20 keys');
export type Context = z.infer<typeof Context>;

/** A fix that someone applied, is applying, or refused. */
export const Attempt = z.strictObject({
  id: z.string(),
  fix: Fix,
  state: z.enum(['doing', 'done', 'withdrawn', 'rejected']),
  /** "platform on-call"; a person's login where the person did not opt out. */
  by: z.string(),
  begunAt: Instant,
  /** When it took effect; null where nobody knows: without it there is no outcome. */
  appliedAt: Instant.nullable(),
  appliedKnownFrom: z.enum(['person', 'change', 'import']).nullable(),
  context: Context,
  outcome: Outcome.nullable(),
  outcomeKnownFrom: z.enum(['person', 'telemetry', 'import']).nullable(),
  /** Why that outcome, with its numbers. */
  outcomeSentence: z.string(),
  outcomeAt: Instant.nullable(),
  /** Of a suggestion that was refused. */
  reason: z.string(),
  /** The memory and attempt whose suggestion this follows, as it was or changed. */
  from: z.strictObject({ memory: MemoryId, attempt: z.string(), modified: z.boolean() }).nullable(),
});
export type Attempt = z.infer<typeof Attempt>;

/** By what the same trouble is known again. */
export const Signature = z.strictObject({
  errorType: z.string().nullable(),
  /** Of stack traces (signals.md). */
  fingerprints: z.array(z.string()),
  templates: z.array(z.strictObject({ id: z.string(), text: z.string() })),
  /** What was seen, each in a sentence. */
  symptoms: z.array(z.string()),
});
export type Signature = z.infer<typeof Signature>;

export const MEMORY_LINK_KINDS = ['recurrence-of', 'supersedes', 'contradicts', 'merged-into', 'caused-by'] as const;
export const MemoryLink = z.strictObject({
  kind: z.enum(MEMORY_LINK_KINDS),
  memory: MemoryId,
  reason: z.string(),
  at: Instant,
});
export type MemoryLink = z.infer<typeof MemoryLink>;

/** What makes a memory doubtful: found in its scope, told, never recommended. */
export const MEMORY_FLAGS = ['instruction-like', 'burst', 're-ingested', 'foreign'] as const;
export const MemoryFlag = z.enum(MEMORY_FLAGS);
export type MemoryFlag = z.infer<typeof MemoryFlag>;

export const DEFAULT_CATEGORIES = ['incidents', 'resources', 'deployments', 'troubleshooting'] as const;
/** Names of an admin's own are allowed (settings, `memory.categories`). */
export const Category = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected a name of small letters, digits and hyphens');

export const Memory = z.strictObject({
  id: MemoryId,
  /** Rises with every event; what `If-Match` compares. */
  version: z.number().int().positive(),
  kind: z.enum(['incident', 'note']),
  /** `forming`: its incident is still under way, nobody else recalls it. `retired`: kept, not recalled. */
  state: z.enum(['forming', 'active', 'retired', 'merged']),
  title: z.string(),
  /** What is worth knowing, in words; of a note the note itself, of an import its text as it stands. */
  text: z.string(),
  category: Category,
  labels: z.record(z.string(), z.string()),
  incident: z.strictObject({ id: IncidentId, number: z.number().int().positive() }).nullable(),
  service: ServiceName.nullable(),
  services: z.array(ServiceName),
  severity: Severity.nullable(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  signature: Signature,
  cause: z.strictObject({ class: CauseClass, words: z.string() }).nullable(),
  attempts: z.array(Attempt),
  /** What ended it, in words. */
  resolution: z.string(),
  prevention: z.string(),
  provenance: Provenance,
  /** Where it comes from: who wrote it, or the link of an import. */
  source: z.strictObject({ actor: Actor, link: z.string().nullable(), format: z.string().nullable() }),
  /** When it stopped to be valid and why; null while it is. */
  stale: z.strictObject({ since: Instant, reason: z.string() }).nullable(),
  validUntil: Instant.nullable(),
  expiresAt: Instant.nullable(),
  /** When the same came back within a day: counted here, not remembered anew. */
  recurrences: z.array(z.strictObject({ at: Instant, incident: IncidentId.nullable() })),
  links: z.array(MemoryLink),
  /** What the evidence said when it was remembered. */
  evidence: z.array(z.string()),
  flags: z.array(MemoryFlag),
  legalHold: z.boolean(),
  /** People said that recalling it helped, or misled. */
  helped: z.number().int().nonnegative(),
  misled: z.number().int().nonnegative(),
  team: z.string().nullable(),
  visibility: Visibility,
  createdAt: Instant,
  updatedAt: Instant,
});
export type Memory = z.infer<typeof Memory>;

export const MEMORY_EVENT_TYPES = [
  'captured',
  'corrected',
  'ended',
  'attempt-begun',
  'attempt-done',
  'attempt-withdrawn',
  'suggestion-rejected',
  'outcome-judged',
  'recurred',
  'linked',
  'unlinked',
  'confirmed',
  'staled',
  'revalidated',
  'retired',
  'restored',
  'held',
  'released',
  'flagged',
  'unflagged',
  'feedback-given',
  'undone',
  'forgotten',
] as const;
export const MemoryEventType = z.enum(MEMORY_EVENT_TYPES);
export type MemoryEventType = z.infer<typeof MemoryEventType>;

/** A line of a memory's history. */
export const MemoryEntry = z.strictObject({
  id: z.string(),
  memory: MemoryId,
  sequence: z.number().int().positive(),
  type: MemoryEventType,
  at: Instant,
  actor: Actor,
  sentence: z.string(),
  /** It can be taken back, and was not. */
  undoable: z.boolean(),
  undone: z.boolean(),
});
export type MemoryEntry = z.infer<typeof MemoryEntry>;

import { z } from 'zod';
import { Actor, Severity, Visibility } from '../incident.ts';
import {
  IncidentReference,
  Instant,
  MemoryId,
  PageQuery,
  QueryInstant,
  ServiceList,
  ServiceName,
  text,
} from '../scalars.ts';
import {
  CauseClass,
  Category,
  Context,
  Fix,
  MEMORY_EVENT_TYPES,
  MEMORY_LINK_KINDS,
  MemoryEventType,
  Outcome,
  Provenance,
} from './record.ts';

const list = <Value extends z.ZodType>(value: Value, max: number) =>
  z.preprocess((given) => (typeof given === 'string' ? given.split(',') : given), z.array(value).max(max));

export const MemoryListQuery = PageQuery.extend({
  kind: z.enum(['incident', 'note']).optional(),
  state: list(z.enum(['forming', 'active', 'retired', 'merged']), 4).optional(),
  category: list(Category, 20).optional(),
  service: ServiceList.optional(),
  provenance: list(Provenance, 4).optional(),
  /** `key:value`, or a key alone. */
  label: text(300).optional(),
  /** Words that stand in it; ranked recall is another address. */
  text: text(500).optional(),
  from: QueryInstant.optional(),
  to: QueryInstant.optional(),
  sort: z.enum(['-startedAt', 'startedAt', '-updatedAt']).default('-startedAt'),
});
export type MemoryListQuery = z.infer<typeof MemoryListQuery>;

/** Each narrows: entries that fit all of them. */
export const MemoryLogQuery = PageQuery.extend({
  type: list(MemoryEventType, MEMORY_EVENT_TYPES.length).optional(),
  /** Whether a person did it, the product, or a client. */
  by: list(Actor.shape.kind, 3).optional(),
  /** The login, whole. */
  who: text(300).min(1).optional(),
  /** Of memories that name one of these services. */
  service: ServiceList.optional(),
  memory: MemoryId.optional(),
  from: QueryInstant.optional(),
  to: QueryInstant.optional(),
});
export type MemoryLogQuery = z.infer<typeof MemoryLogQuery>;

export const MemoryParams = z.strictObject({ memory: MemoryId });

/** A note that a person or a client wants remembered. */
export const RememberBody = z.strictObject({
  title: text(300).default(''),
  text: text(20_000).min(1),
  category: Category.default('troubleshooting'),
  labels: z.record(text(60).min(1), text(200)).default({}),
  service: ServiceName.optional(),
  visibility: Visibility.default('organisation'),
  validUntil: QueryInstant.optional(),
});
export type RememberBody = z.infer<typeof RememberBody>;

/** What is given replaces what stood; what is left out stays. */
export const CorrectBody = z.strictObject({
  title: text(300).min(1).optional(),
  text: text(20_000).optional(),
  category: Category.optional(),
  labels: z.record(text(60).min(1), text(200)).optional(),
  severity: Severity.optional(),
  symptoms: z.array(text(1000).min(1)).max(20).optional(),
  cause: z
    .strictObject({ class: CauseClass, words: text(2000) })
    .nullable()
    .optional(),
  resolution: text(2000).optional(),
  prevention: text(2000).optional(),
  validUntil: Instant.nullable().optional(),
  visibility: Visibility.optional(),
});
export type CorrectBody = z.infer<typeof CorrectBody>;

export const ReasonBody = z.strictObject({ reason: text(1000).min(1) });
export const LinkBody = z.strictObject({
  kind: z.enum(MEMORY_LINK_KINDS),
  memory: MemoryId,
  reason: text(1000).default(''),
});
export const FeedbackBody = z.strictObject({ helped: z.boolean(), reason: text(1000).default('') });
export const UndoBody = z.strictObject({ sequence: z.number().int().positive(), reason: text(1000).default('') });

/** "I'm doing this": a fix of one's own, or one that was suggested, as it was or modified. */
export const BeginAttemptBody = z.strictObject({
  fix: Fix,
  from: z.strictObject({ memory: MemoryId, attempt: z.string().max(100), modified: z.boolean() }).optional(),
  context: Context.default({}),
  /** It was done already: told afterwards. */
  appliedAt: QueryInstant.optional(),
  /** Told as a role instead of a login. */
  role: text(100).optional(),
});
export type BeginAttemptBody = z.infer<typeof BeginAttemptBody>;
export const AttemptParams = z.strictObject({ incident: IncidentReference, attempt: z.string().max(100) });
export const AttemptDoneBody = z.strictObject({ appliedAt: QueryInstant.optional() });
export const JudgeOutcomeBody = z.strictObject({ outcome: Outcome, note: text(1000).default('') });
/** A suggestion that is not to be made again here. */
export const RejectBody = z.strictObject({
  fix: Fix,
  from: z.strictObject({ memory: MemoryId, attempt: z.string().max(100) }).optional(),
  reason: text(1000).min(1),
});

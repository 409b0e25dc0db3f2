import { z } from 'zod';

/** What mem0's clients send, as far as it is read. They send more: what steers its models means nothing here. */
const Metadata = z.record(z.string().max(60), z.unknown()).nullish();
const Name = z.string().min(1).max(500);
const entities = { user_id: Name.nullish(), agent_id: Name.nullish(), app_id: Name.nullish(), run_id: Name.nullish() };

const Part = z.object({ type: z.string(), text: z.string().optional() });
const Message = z.object({ role: z.string().default('user'), content: z.union([z.string(), Part, z.array(Part)]) });
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected YYYY-MM-DD');

export const AddBody = z.object({
  messages: z.union([z.string().transform((content) => [{ role: 'user', content }]), z.array(Message).min(1).max(200)]),
  ...entities,
  /** Where Python's typed options put the entities. */
  filters: z.object(entities).nullish(),
  metadata: Metadata,
  timestamp: z.number().nullish(),
  expiration_date: Day.nullish(),
});

export const ListBody = z.object({
  filters: z.record(z.string(), z.unknown()).nullish(),
  categories: z.array(z.string()).nullish(),
  start_date: z.string().nullish(),
  end_date: z.string().nullish(),
  show_expired: z.boolean().nullish(),
});

export const SearchBody = ListBody.omit({ start_date: true, end_date: true }).extend({
  query: z.string().trim().min(1).max(20_000),
  top_k: z.number().int().min(1).max(1000).nullish(),
  threshold: z.number().min(0).max(1).nullish(),
  metadata: Metadata,
  fields: z.array(z.string()).nullish(),
});

export const UpdateBody = z
  .object({
    text: z.string().nullish(),
    metadata: Metadata,
    timestamp: z.union([z.number(), z.string()]).nullish(),
    expiration_date: Day.nullish(),
  })
  .refine(
    ({ text, metadata, expiration_date }) => text != null || metadata != null || expiration_date !== undefined,
    'text, metadata or expiration_date is needed; the time of a memory is not changed'
  );

/** As many as one request of mem0 may hold. */
const MAX_BATCH = 1000;
export const BatchUpdateBody = z.object({
  memories: z
    .array(z.object({ memory_id: z.string(), text: z.string().nullish(), metadata: Metadata }))
    .min(1)
    .max(MAX_BATCH),
});
export const BatchDeleteBody = z.object({
  memories: z
    .array(z.object({ memory_id: z.string() }))
    .min(1)
    .max(MAX_BATCH),
});

export const FeedbackBody = z.object({
  memory_id: z.string(),
  feedback: z.enum(['POSITIVE', 'NEGATIVE', 'VERY_NEGATIVE']).nullish(),
  feedback_reason: z.string().max(1000).nullish(),
});

const whole = (fallback: number, max: number) => z.coerce.number().int().min(1).max(max).default(fallback);
export const PageQuery = z.object({ page: whole(1, 100_000), page_size: whole(100, 1000) });
export const EntityQuery = z.object(entities);

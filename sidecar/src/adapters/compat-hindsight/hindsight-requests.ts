import { z } from 'zod';
import { TagGroup, TagsMatch } from './tag-conditions.ts';

/** What Hindsight's clients send, as far as it is read. They send more: what steers its models means nothing here. */
const Tags = z.array(z.string().min(1).max(200)).max(50).nullish();
const Time = z
  .string()
  .nullish()
  .refine(
    (given) => given == null || given === 'unset' || !Number.isNaN(Date.parse(given)),
    'expected an ISO 8601 time'
  );

const Item = z.object({
  content: z.string().min(1),
  timestamp: Time,
  context: z.string().max(2000).nullish(),
  metadata: z.record(z.string().max(60), z.string()).nullish(),
  document_id: z.string().max(500).nullish(),
  tags: Tags,
  update_mode: z.enum(['replace', 'append']).nullish(),
});
export const RetainBody = z.object({
  items: z.array(Item).min(1).max(1000),
  document_tags: Tags,
  async: z.boolean().nullish(),
});
export type RetainBody = z.output<typeof RetainBody>;

const Tagged = z.object({
  tags: Tags,
  tags_match: TagsMatch.nullish(),
  tag_groups: z.array(TagGroup).max(20).nullish(),
});
export type Tagged = z.output<typeof Tagged>;

const Query = z.string().trim().min(1).max(20_000);
const FACT_TYPES = ['world', 'experience', 'observation'] as const;

export const RecallBody = Tagged.extend({
  query: Query,
  types: z.array(z.enum(FACT_TYPES)).nullish(),
  max_tokens: z.number().int().min(1).max(100_000).nullish(),
  min_scores: z.object({ final: z.number().nullish() }).nullish(),
});
export type RecallBody = z.output<typeof RecallBody>;

export const ReflectBody = Tagged.extend({
  query: Query,
  context: z.string().max(20_000).nullish(),
  max_tokens: z.number().int().min(1).max(100_000).nullish(),
  response_schema: z.record(z.string(), z.unknown()).nullish(),
  fact_types: z.array(z.enum(FACT_TYPES)).nullish(),
  include: z.object({ facts: z.unknown(), tool_calls: z.unknown() }).partial().nullish(),
});
export type ReflectBody = z.output<typeof ReflectBody>;

const Trait = z.number().int().min(1).max(5);
export const BankBody = z.object({
  name: z.string().max(300).nullish(),
  mission: z.string().max(5000).nullish(),
  reflect_mission: z.string().max(5000).nullish(),
  background: z.string().max(5000).nullish(),
  disposition: z.object({ skepticism: Trait, literalism: Trait, empathy: Trait }).partial().nullish(),
  disposition_skepticism: Trait.nullish(),
  disposition_literalism: Trait.nullish(),
  disposition_empathy: Trait.nullish(),
});
export type BankBody = z.output<typeof BankBody>;

export const UpdateMemoryBody = z
  .object({
    text: z.string().min(1).nullish(),
    context: z.string().max(2000).nullish(),
    state: z.enum(['valid', 'invalidated']).nullish(),
  })
  .refine(({ text, context, state }) => text != null || context != null || state === 'invalidated', {
    message: 'text, context or state "invalidated" is needed; a person brings back what was removed',
  });
export type UpdateMemoryBody = z.output<typeof UpdateMemoryBody>;
export const UpdateDocumentBody = z.object({ tags: Tags });

const offset = z.coerce.number().int().min(0).max(1_000_000).default(0);
const limit = z.coerce.number().int().min(1).max(1000).default(100);
export const PageQuery = z.object({ limit, offset, q: z.string().max(500).optional() });
export const ListQuery = PageQuery.extend({
  type: z.enum(FACT_TYPES).optional(),
  document_id: z.string().max(500).optional(),
});

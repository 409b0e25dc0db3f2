import { z } from 'zod';
import { IncidentId, Instant, QueryInstant, text } from '../scalars.ts';

/**
 * What is worth remembering. A rule holds where all of its conditions hold; the first that holds decides, and what none
 * speaks of is remembered. What people worked on is remembered whatever the rules say.
 */
export const MemoryRule = z.strictObject({
  name: text(100).min(1),
  remember: z.boolean(),
  /** Every service of it is one of these; `*` stands for anything. */
  services: z.array(text(200).min(1)).max(100).default([]),
  /** Every message that was seen has one of these words in it. */
  words: z.array(text(200).min(1)).max(100).default([]),
  shorterThanSeconds: z.number().positive().max(86_400).nullable().default(null),
  /** It began in a maintenance window of its service. */
  inMaintenance: z.boolean().default(false),
});
export type MemoryRule = z.infer<typeof MemoryRule>;

/** What the rules would have remembered; without rules those in force are tried. */
export const RulesDryRunBody = z
  .strictObject({
    rules: z.array(MemoryRule).max(100).optional(),
    from: QueryInstant,
    to: QueryInstant,
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'is not after from' });
export type RulesDryRunBody = z.infer<typeof RulesDryRunBody>;

export const RulesDryRun = z.strictObject({
  /** In the range; at most 2,000 are looked at, newest first. */
  incidents: z.number().int().nonnegative(),
  remembered: z.number().int().nonnegative(),
  rules: z.array(
    z.strictObject({
      name: z.string(),
      remember: z.boolean(),
      count: z.number().int().nonnegative(),
      /** The newest of them. */
      examples: z.array(
        z.strictObject({
          incident: IncidentId,
          number: z.number().int().positive(),
          title: z.string(),
          startedAt: Instant,
        })
      ),
    })
  ),
});
export type RulesDryRun = z.infer<typeof RulesDryRun>;

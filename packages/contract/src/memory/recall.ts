import { z } from 'zod';
import { Instant, QueryInstant, ServiceName, text, TemplateId } from '../scalars.ts';
import { Attempt, Category, Context, Fix, Memory, Provenance } from './record.ts';

/** What memory is asked for. Words, or what is known about a situation, or both. */
export const RecallBody = z.strictObject({
  text: text(20_000).default(''),
  service: ServiceName.optional(),
  errorType: text(300).optional(),
  fingerprints: z.array(text(200)).max(20).default([]),
  templates: z.array(TemplateId).max(50).default([]),
  context: Context.default({}),
  categories: z.array(Category).max(20).optional(),
  labels: z.record(text(60).min(1), text(200)).optional(),
  /** Of incidents that began in [from, to]. */
  from: QueryInstant.optional(),
  to: QueryInstant.optional(),
  limit: z.number().int().min(1).max(50).default(10),
  /** The answer's lists fit into so many tokens (some four letters each). */
  tokens: z.number().int().min(100).max(100_000).optional(),
});
export type RecallBody = z.infer<typeof RecallBody>;

/** One thing in which a remembered situation is like the present one, or is not. */
export const Facet = z.strictObject({
  what: z.enum([
    'fingerprint',
    'error-type',
    'template',
    'service',
    'neighbour',
    'words',
    'identifier',
    'concept',
    'meaning',
    'context',
    'change',
    'cause',
  ]),
  sentence: z.string(),
});
export type Facet = z.infer<typeof Facet>;

export const RecallMatch = z.strictObject({
  memory: Memory,
  score: z.number(),
  strength: z.enum(['same', 'likely', 'similar']),
  matches: z.array(Facet),
  differs: z.array(Facet),
  /** So many more are linked as telling the same: "and 3 like it". */
  alike: z.number().int().nonnegative().optional(),
});
export type RecallMatch = z.infer<typeof RecallMatch>;

/** What tells two causes of one symptom apart, before anything is done. */
export const TellApart = z.strictObject({ question: z.string(), how: z.string(), means: z.string() });
export type TellApart = z.infer<typeof TellApart>;

/** What is known of one fix in this situation. */
export const Advice = z.strictObject({
  fix: Fix,
  verdict: z.enum(['recommended', 'do-not-try', 'contested', 'untested', 'general']),
  /** "cured 4 of 5, last on 3 Oct, verified"; of a bad one "got worse after, twice (INC-12, INC-19)". */
  sentence: z.string(),
  counts: z.strictObject({
    cured: z.number().int().nonnegative(),
    mitigated: z.number().int().nonnegative(),
    temporary: z.number().int().nonnegative(),
    noEffect: z.number().int().nonnegative(),
    gotWorseAfter: z.number().int().nonnegative(),
    unattributed: z.number().int().nonnegative(),
    rejected: z.number().int().nonnegative(),
  }),
  state: z.enum(['insufficient', 'emerging', 'established', 'contested', 'stale']),
  /** Of success, with its 95 % interval; null where there is no record that counts. */
  probability: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  lastAt: Instant.nullable(),
  /** Some outcome was verified from telemetry. */
  verified: z.boolean(),
  /** Where it holds: empty where it holds anywhere. */
  context: Context,
  tellApart: TellApart.nullable(),
  /** What it rests on, newest first. */
  from: z.array(
    z.strictObject({
      memory: z.string(),
      attempt: z.string(),
      incident: z.number().int().positive().nullable(),
      outcome: Attempt.shape.outcome,
      at: Instant,
    })
  ),
});
export type Advice = z.infer<typeof Advice>;

/** "Last time (imported, unverified)": verbatim, below, without a rate. */
export const ImportedAdvice = z.strictObject({
  memory: z.string(),
  title: z.string(),
  verbatim: z.string(),
  link: z.string().nullable(),
  at: Instant,
  provenance: Provenance,
});
export type ImportedAdvice = z.infer<typeof ImportedAdvice>;

export const RecallAnswer = z.strictObject({
  /** How often this was seen before, told as loudly for none as for seven. */
  seen: z.strictObject({
    verdict: z.enum(['first-time', 'rare', 'frequent', 'unknown']),
    times: z.number().int().nonnegative(),
    lastAt: Instant.nullable(),
    sentence: z.string(),
  }),
  /** Nothing in memory is near enough to be shown as an answer. */
  abstained: z.boolean(),
  matches: z.array(RecallMatch),
  recommended: z.array(Advice),
  doNotTry: z.array(Advice),
  contested: z.array(Advice),
  /** Tried without a record that counts yet, or only thought of. */
  untested: z.array(Advice),
  /** What is generally done, where the team has nothing of its own. */
  general: z.array(Advice),
  imported: z.array(ImportedAdvice),
  /** Who solved it last; people who opted out are a role. */
  whoKnows: z.array(z.strictObject({ who: z.string(), sentence: z.string(), at: Instant })),
  searched: z.number().int().nonnegative(),
  milliseconds: z.number().nonnegative(),
  /** Why memory says less than it could: off, slow, not answering. */
  note: z.string().nullable(),
});
export type RecallAnswer = z.infer<typeof RecallAnswer>;

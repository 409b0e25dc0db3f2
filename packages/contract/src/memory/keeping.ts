import { z } from 'zod';
import { Actor } from '../incident.ts';
import { get, NoQuery } from '../route.ts';
import { IncidentReference, Instant, MemoryId, page, PageQuery, text } from '../scalars.ts';
import { MemoryParams, ReasonBody } from './acts.ts';
import { Category, Memory, MemoryFlag, Provenance } from './record.ts';

export const AUDIT_KINDS = [
  'duplicate',
  'contradiction',
  'stale',
  'unverified',
  're-ingested',
  'burst',
  'orphan',
  'instruction-like',
] as const;
export const AuditKind = z.enum(AUDIT_KINDS);
export type AuditKind = z.infer<typeof AuditKind>;

/** Something about memories that a person should look at. Nothing is changed by finding it. */
export const AuditFinding = z.strictObject({
  kind: AuditKind,
  /** Newest first; at most 20, `count` tells how many there are. */
  memories: z.array(MemoryId),
  count: z.number().int().positive(),
  sentence: z.string(),
  /** What to do about it. */
  recommendation: z.string(),
});
export type AuditFinding = z.infer<typeof AuditFinding>;

export const MemoryAudit = z.strictObject({
  at: Instant,
  memories: z.number().int().nonnegative(),
  /** Not all were looked at: so many, newest first. */
  lookedAt: z.number().int().nonnegative(),
  tally: z.array(
    z.strictObject({
      category: Category,
      provenance: Provenance,
      active: z.number().int().nonnegative(),
      retired: z.number().int().nonnegative(),
      stale: z.number().int().nonnegative(),
    })
  ),
  /** What its category keeps no longer goes within these days, for good; what is under legal hold stays. */
  expiring: z.strictObject({
    withinDays: z.number().int().positive(),
    memories: z.number().int().nonnegative(),
    /** There are more: counting ended here. */
    isMore: z.boolean(),
    categories: z.array(
      z.strictObject({ category: Category, memories: z.number().int().positive(), firstAt: Instant })
    ),
  }),
  counts: z.record(AuditKind, z.number().int().nonnegative()),
  findings: z.array(AuditFinding),
});
export type MemoryAudit = z.infer<typeof MemoryAudit>;

/** Whether everything that happened to incidents and memories is as it was written. */
export const ChainVerification = z.strictObject({
  at: Instant,
  streams: z.number().int().nonnegative(),
  events: z.number().int().nonnegative(),
  forgottenPayloads: z.number().int().nonnegative(),
  sound: z.boolean(),
  broken: z.array(z.strictObject({ stream: z.string(), sequence: z.number().int().positive() })),
});
export type ChainVerification = z.infer<typeof ChainVerification>;

/** What is to be forgotten for good. `text`: everything in which these words stand, as they stand. */
export const ForgetBody = z
  .strictObject({
    memories: z.array(MemoryId).min(1).max(200).optional(),
    incidents: z.array(IncidentReference).min(1).max(200).optional(),
    text: text(500).min(3).optional(),
    /** Why, as it may be told later; must not hold what is to be forgotten. */
    reason: text(500).min(1),
  })
  .refine(({ memories, incidents, text: words }) => memories ?? incidents ?? words, {
    message: 'say memories, incidents or text',
  });
export type ForgetBody = z.infer<typeof ForgetBody>;

/** What would go. Of what the reader may not see only the id is told: an admin may have to forget it all the same. */
export const ForgetPreview = z.strictObject({
  items: z.array(z.strictObject({ stream: z.string(), title: z.string().nullable() })),
});
export type ForgetPreview = z.infer<typeof ForgetPreview>;

/** One place that was searched and cleared. */
export const ForgottenPlace = z.strictObject({
  place: z.enum([
    'events',
    'memories',
    'incidents',
    'recall-index',
    'idempotency-answers',
    'sessions',
    'client-settings',
    'spool',
    'caches',
    'exports',
  ]),
  removed: z.number().int().nonnegative(),
  sentence: z.string(),
});

/** What can be shown later: that it was asked for, done, and is still so. */
export const ForgetProof = z.strictObject({
  id: z.string(),
  at: Instant,
  by: Actor,
  reason: z.string(),
  done: z.boolean(),
  /** The streams whose text is gone, each with the digest of its chain's last event: the chain goes on behind it. */
  streams: z.array(
    z.strictObject({ stream: z.string(), upToSequence: z.number().int().positive(), chainDigest: z.string() })
  ),
  places: z.array(ForgottenPlace),
  /** Looked at again now: nothing of it is found, and the chains are sound. */
  checked: z.strictObject({ at: Instant, holds: z.boolean(), sentence: z.string() }).nullable(),
});
export type ForgetProof = z.infer<typeof ForgetProof>;

/** Done by an admin to a memory: whether it may go. */
function keep<Name extends string, Body extends z.ZodType>(name: Name, summary: string, body: Body) {
  return {
    method: 'POST',
    path: `/v1/memories/:memory/${name}` as const,
    role: 'Admin',
    summary,
    params: MemoryParams,
    body,
    answer: Memory,
    versioned: true,
  } as const;
}

export const UnflagBody = ReasonBody.extend({ flag: MemoryFlag });

export const KEEPING_ROUTES = {
  holdMemory: keep('hold', 'Legal hold: it neither expires nor can be forgotten', ReasonBody),
  releaseMemory: keep('release', 'End the legal hold', ReasonBody),
  unflagMemory: keep('unflag', 'Say that a flag is wrong: it is honest', UnflagBody),
  auditMemories: get('/v1/memory/audit', {
    summary: 'Duplicates, contradictions, what is stale, unverified, re-ingested, poured in or orphaned',
    query: NoQuery,
    answer: MemoryAudit,
  }),
  verifyChains: {
    method: 'POST',
    path: '/v1/memory/verify',
    role: 'Admin',
    summary: 'Check that no event was changed or taken out',
    body: z.strictObject({}),
    answer: ChainVerification,
  },
  previewForget: {
    method: 'POST',
    path: '/v1/memory/forget/preview',
    role: 'Admin',
    summary: 'What would be forgotten; nothing is',
    body: ForgetBody,
    answer: ForgetPreview,
  },
  forget: {
    method: 'POST',
    path: '/v1/memory/forget',
    role: 'Admin',
    summary: 'Forget for good: text, vectors, derived memories, caches; with a proof',
    body: ForgetBody,
    answer: ForgetProof,
  },
  listForgetProofs: get('/v1/memory/proofs', {
    summary: 'What was forgotten, newest first',
    query: PageQuery,
    answer: page(ForgetProof),
  }),
  readForgetProof: {
    method: 'GET',
    path: '/v1/memory/proofs/:proof',
    role: 'Viewer',
    summary: 'One forgetting, checked again now',
    params: z.strictObject({ proof: z.string().max(100) }),
    query: NoQuery,
    answer: ForgetProof,
  },
} as const;

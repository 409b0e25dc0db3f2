import { z } from 'zod';
import { DetectorId } from './detection.ts';
import {
  IncidentId,
  Instant,
  IncidentReference,
  PageQuery,
  QueryInstant,
  ServiceList,
  ServiceName,
  text,
} from './scalars.ts';

export const INCIDENT_STATES = ['open', 'awaiting-confirmation', 'resolved', 'dismissed', 'merged'] as const;
export const IncidentState = z.enum(INCIDENT_STATES);
export type IncidentState = z.infer<typeof IncidentState>;

/** Why the product says that a service is unwell. */
export const INCIDENT_KINDS = ['error-burst', 'widespread', 'alert', 'detected', 'cascade'] as const;
export const IncidentKind = z.enum(INCIDENT_KINDS);
export type IncidentKind = z.infer<typeof IncidentKind>;

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

export const Visibility = z.enum(['organisation', 'team', 'private']);
export type Visibility = z.infer<typeof Visibility>;

/** What the form keeps where a person left cause or fix empty: nothing is learned from it. */
export const NOT_KNOWN = 'Not known';
export type NotKnown = typeof NOT_KNOWN;

/** What a person writes when closing: structured, since the next recommendation is made from it. */
export const ResolutionNotes = z.strictObject({
  cause: text(2000).min(1),
  fix: text(2000).min(1),
  fixKind: z.enum([
    'rollback',
    'restart',
    'configuration',
    'scaling',
    'code-change',
    'failover',
    'dependency',
    'none',
    'other',
  ]),
  didNotHelp: text(2000).default(''),
  prevention: text(2000).default(''),
});
export type ResolutionNotes = z.infer<typeof ResolutionNotes>;

/** One service inside an incident; the list is in the order in which the services first reported. */
export const AffectedService = z.strictObject({
  service: ServiceName,
  firstErrorAt: Instant,
  errors: z.number().int().nonnegative(),
  peakErrors: z.number().int().nonnegative(),
  baselineErrors: z.number().nonnegative(),
});
export type AffectedService = z.infer<typeof AffectedService>;

/** The rule that opened the incident, with the numbers that it saw. */
export const FiredRule = z.strictObject({
  name: DetectorId,
  sentence: z.string(),
  thresholdErrors: z.number().int().nonnegative().nullable(),
  windowSeconds: z.number().int().positive().nullable(),
});
export type FiredRule = z.infer<typeof FiredRule>;

export const JoinedAlert = z.strictObject({
  fingerprint: z.string(),
  name: z.string(),
  status: z.enum(['firing', 'resolved']),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  link: z.string().nullable(),
});
export type JoinedAlert = z.infer<typeof JoinedAlert>;

/** An alarm of a live detector that belongs to the incident. */
export const JoinedAlarm = z.strictObject({
  id: z.string(),
  detector: DetectorId,
  service: ServiceName,
  subject: z.string(),
  startedAt: Instant,
  at: Instant,
  endedAt: Instant.nullable(),
  score: z.number().nonnegative(),
  sentence: z.string(),
  hurts: z.boolean(),
});
export type JoinedAlarm = z.infer<typeof JoinedAlarm>;

/** Another incident, as one that is part of this one's history. */
export const IncidentLink = z.strictObject({ id: IncidentId, number: z.number().int().positive() });
export type IncidentLink = z.infer<typeof IncidentLink>;

/** An earlier closing, before it came back or was opened again. */
export const EarlierResolution = z.strictObject({
  closedAt: Instant,
  notes: ResolutionNotes,
  openedAgainAt: Instant,
});
export type EarlierResolution = z.infer<typeof EarlierResolution>;

/** How it spread over services, with what shows it. `origin` is said only with spans or tests behind it. */
export const Spread = z.strictObject({
  kind: z.enum(['cascade', 'widespread']),
  first: ServiceName,
  certainty: z.enum(['origin', 'first-to-report']),
  sentence: z.string(),
  steps: z.array(
    z.strictObject({
      service: ServiceName,
      at: Instant,
      /** The service through which it came: one that this one calls, or one that calls it. */
      through: ServiceName.nullable(),
      /** What shows it: failing calls, a shared trace, a shared message; '' where only time does. */
      evidence: z.string(),
    })
  ),
});
export type Spread = z.infer<typeof Spread>;

/** What was looked at before anybody says that it is over. `holds` is null where nobody can know. */
export const RecoveryProof = z.strictObject({
  at: Instant,
  proved: z.boolean(),
  checks: z.array(
    z.strictObject({
      what: z.enum(['traffic', 'success', 'source', 'alarms']),
      holds: z.boolean().nullable(),
      sentence: z.string(),
    })
  ),
});
export type RecoveryProof = z.infer<typeof RecoveryProof>;

const Mark = z.strictObject({ at: Instant, by: z.string() }).nullable();

export const Incident = z.strictObject({
  id: IncidentId,
  number: z.number().int().positive(),
  /** Rises with every event; what `If-Match` compares. */
  version: z.number().int().positive(),
  kind: IncidentKind,
  state: IncidentState,
  severity: Severity,
  title: z.string(),
  /** The impact line: what hurts, since when, how bad against normal. */
  impact: z.string(),
  /** First to report. */
  service: ServiceName,
  services: z.array(AffectedService),
  rule: FiredRule,
  startedAt: Instant,
  detectedAt: Instant,
  updatedAt: Instant,
  quietSince: Instant.nullable(),
  closedAt: Instant.nullable(),
  recovery: z.enum(['ongoing', 'errors-stopped-recovery-unproven', 'recovered', 'confirmed']),
  recoveryProof: RecoveryProof.nullable(),
  flapping: z.boolean(),
  /** How often it came back in the last hour, by errors that returned or after a closing. */
  returnsInLastHour: z.number().int().nonnegative(),
  /** How often it came back after it was closed, within a day each time. */
  recurrences: z.number().int().nonnegative(),
  /** Users are hurt: an outage. */
  outage: z.boolean(),
  spread: Spread.nullable(),
  /** Of live detectors, oldest first; at most 100. */
  alarms: z.array(JoinedAlarm),
  splitFrom: IncidentLink.nullable(),
  /** What was split off and became incidents of their own. */
  splits: z.array(IncidentLink),
  /** Merged into this one, and still part of it: each can be taken out again. */
  absorbed: z.array(IncidentLink),
  /** A person separated them: detection merges neither into the other while both are under way. */
  keptApart: z.array(IncidentId),
  acknowledged: Mark,
  mitigating: Mark,
  helpRequested: Mark,
  canWait: Mark,
  alerts: z.array(JoinedAlert),
  resolution: ResolutionNotes.nullable(),
  /** Oldest first; at most the last ten. */
  earlierResolutions: z.array(EarlierResolution),
  dismissReason: z.string().nullable(),
  mergedInto: IncidentId.nullable(),
  team: z.string().nullable(),
  visibility: Visibility,
});
export type Incident = z.infer<typeof Incident>;

export const INCIDENT_EVENT_TYPES = [
  'opened',
  'evidence-updated',
  'service-joined',
  'widened',
  'alert-joined',
  'alert-resolved',
  'errors-stopped',
  'errors-returned',
  'acknowledged',
  'mitigating',
  'help-requested',
  'can-wait',
  'noted',
  'attempted',
  'confirmed',
  'dismissed',
  'reopened',
  'merged',
  'alarms-joined',
  'alarms-ended',
  'spread-found',
  'recovery-judged',
  'recurred',
  'split-off',
  'absorbed',
  'unmerged',
  'forgotten',
] as const;
export const IncidentEventType = z.enum(INCIDENT_EVENT_TYPES);
export type IncidentEventType = z.infer<typeof IncidentEventType>;

export const Actor = z.strictObject({ kind: z.enum(['person', 'system', 'machine']), name: z.string() });
export type Actor = z.infer<typeof Actor>;

/** An event as people read it: one line of a timeline. */
export const TimelineEntry = z.strictObject({
  id: z.string(),
  incident: IncidentId,
  number: z.number().int().positive(),
  service: ServiceName,
  sequence: z.number().int().positive(),
  type: IncidentEventType,
  at: Instant,
  actor: Actor,
  sentence: z.string(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const IncidentListQuery = PageQuery.extend({
  state: z.preprocess((v) => (typeof v === 'string' ? v.split(',') : v), z.array(IncidentState).max(5)).optional(),
  service: ServiceList.optional(),
  severity: z.preprocess((v) => (typeof v === 'string' ? v.split(',') : v), z.array(Severity).max(4)).optional(),
  kind: z
    .preprocess((v) => (typeof v === 'string' ? v.split(',') : v), z.array(IncidentKind).max(INCIDENT_KINDS.length))
    .optional(),
  /** `true`: users are hurt. */
  outage: z.enum(['true', 'false']).optional(),
  /** `false`: nobody said that they are on it. */
  acknowledged: z.enum(['true', 'false']).optional(),
  /** Incidents that were under way at some time in [from, to]. */
  from: QueryInstant.optional(),
  to: QueryInstant.optional(),
  sort: z.enum(['-startedAt', 'startedAt', '-updatedAt']).default('-startedAt'),
});
export type IncidentListQuery = z.infer<typeof IncidentListQuery>;

export const IncidentParams = z.strictObject({ incident: IncidentReference });

export const NoteBody = z.strictObject({ text: text(4000).min(1) });
export const DismissBody = z.strictObject({ reason: text(1000).min(1) });
export const ReopenBody = z.strictObject({ reason: text(1000).min(1) });
/**
 * Services (with their alarms) or alarms that do not belong here; they become an incident of their own, which is the
 * answer. A service goes with the last of its alarms; while others of it stay, an alarm cannot leave alone, since a
 * service is in one incident at a time. Taken back by merging the new incident into the old one.
 */
export const SplitBody = z.strictObject({
  services: z.array(ServiceName).max(50).default([]),
  alarms: z.array(z.string().max(100)).max(100).default([]),
  reason: text(1000).min(1),
});
/** It becomes part of `into` and is closed; taken back by `unmerge`, also where detection merged. */
export const MergeBody = z.strictObject({ into: IncidentReference, reason: text(1000).default('') });
export const UnmergeBody = z.strictObject({ reason: text(1000).default('') });
export const EmptyBody = z.strictObject({});
export const BulkAcknowledgeBody = z.strictObject({ incidents: z.array(IncidentReference).min(1).max(100) });
export const BulkAcknowledgeAnswer = z.strictObject({
  acknowledged: z.array(IncidentId),
  refused: z.array(z.strictObject({ incident: z.string(), reason: z.string() })),
});

/** The chart around the start of an incident: errors a bucket for each of its services, and the rule's line. */
export const IncidentChart = z.strictObject({
  from: Instant,
  to: Instant,
  stepSeconds: z.number().int().positive(),
  series: z.array(
    z.strictObject({
      service: ServiceName,
      points: z.array(z.strictObject({ at: Instant, errors: z.number(), lines: z.number() })),
    })
  ),
  rule: FiredRule,
  startedAt: Instant,
  detectedAt: Instant,
});
export type IncidentChart = z.infer<typeof IncidentChart>;

import { z } from 'zod';
import { LogSample } from './telemetry.ts';
import { Instant, page, PageQuery, QueryInstant, ServiceList, ServiceName, text } from './scalars.ts';
import { GraphEdge, OccurrenceView, OperationSummary, TemplateSummary } from './signals.ts';

/**
 * Detectors, what they raise, and how far they are believed.
 *
 * detector: one way of noticing that a service is unwell · alarm: one stretch of time that a detector calls unusual ·
 * finding: an alarm that pages nobody, since its detector is on trial or since nobody is hurt · band: what a detector
 * takes for usual at a time · mode: whether a detector is off, on trial ("would have fired") or live.
 */

/** The fixed rules come first: they are live from the start, everywhere. */
export const DETECTOR_IDS = [
  'error-burst',
  'widespread-errors',
  'external-alert',
  'error-count',
  'failure-ratio',
  'latency',
  'traffic',
  'silence',
  'new-message',
  'message-surge',
  'metric',
  'exhaustion',
] as const;
export const DetectorId = z.enum(DETECTOR_IDS);
export type DetectorId = z.infer<typeof DetectorId>;

export const DETECTOR_MODES = ['off', 'trial', 'live'] as const;
export const DetectorMode = z.enum(DETECTOR_MODES);
export type DetectorMode = z.infer<typeof DetectorMode>;

const AlarmId = z.string().regex(/^alm_[0-9a-z-]{4,64}$/, 'expected the id of an alarm');

/** The numbers behind an alarm, at its worst so far. */
export const AlarmNumbers = z.strictObject({
  seen: z.number(),
  usual: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** What is counted: `errors in 10 s`, `ms`, `% of requests`, the metric's own unit. */
  unit: z.string(),
});
export type AlarmNumbers = z.infer<typeof AlarmNumbers>;

export const Verdict = z.strictObject({
  is: z.enum(['confirmed', 'dismissed']),
  reason: z.string(),
  at: Instant,
  by: z.string(),
});
export type Verdict = z.infer<typeof Verdict>;

export const Alarm = z.strictObject({
  id: AlarmId,
  detector: DetectorId,
  mode: z.enum(['trial', 'live']),
  service: ServiceName,
  /** Which operation, metric or message template it is about; '' is the service as a whole. */
  subject: z.string(),
  direction: z.enum(['above', 'below']),
  /** When it was raised; `startedAt` is when it is thought to have begun. */
  at: Instant,
  startedAt: Instant,
  endedAt: Instant.nullable(),
  /** 1 is the line at which it is raised. */
  score: z.number().nonnegative(),
  sentence: z.string(),
  numbers: AlarmNumbers,
  /** Users are hurt by what it says: failing or slow requests, silence, traffic that is gone. */
  hurts: z.boolean(),
  /** Why it was held back, where it was: a maintenance window or an expected roll-out. */
  heldBack: z.string().nullable(),
  incident: z.strictObject({ id: z.string(), number: z.number().int().positive() }).nullable(),
  verdict: Verdict.nullable(),
});
export type Alarm = z.infer<typeof Alarm>;

const listOf = <Item extends z.ZodType>(item: Item, max: number) =>
  z.preprocess((v) => (typeof v === 'string' ? v.split(',').filter((part) => part !== '') : v), z.array(item).max(max));

/** `inbox`: those that wait for a verdict and page nobody. `trial`: what would have fired. */
export const AlarmQuery = PageQuery.extend({
  show: z.enum(['inbox', 'trial', 'incident', 'all']).default('all'),
  firing: z.enum(['true', 'false']).optional(),
  detector: listOf(DetectorId, DETECTOR_IDS.length).optional(),
  service: ServiceList.optional(),
  from: QueryInstant.optional(),
  to: QueryInstant.optional(),
});
export type AlarmQuery = z.infer<typeof AlarmQuery>;
export const AlarmPage = page(Alarm);
export const AlarmParams = z.strictObject({ alarm: AlarmId });
export const ConfirmAlarmBody = z.strictObject({ reason: text(1000).default('') });
export const DismissAlarmBody = z.strictObject({ reason: text(1000).min(1) });

/** How far a detector was right, as far as anybody said or incidents told. The share is null without a verdict. */
export const DetectorQuality = z.strictObject({
  /** Alarms in the time that is looked at, by what became of them. */
  alarms: z.number().int().nonnegative(),
  right: z.number().int().nonnegative(),
  wrong: z.number().int().nonnegative(),
  /** right / (right + wrong), with the 95 % interval (Wilson). */
  precision: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Incidents that a person confirmed or an alert opened: those with an alarm of this detector, and all it could have seen. */
  found: z.number().int().nonnegative(),
  couldHaveFound: z.number().int().nonnegative(),
  /** Median of the seconds from its alarm to the opening by something else; negative: it came later. */
  leadSeconds: z.number().nullable(),
});
export type DetectorQuality = z.infer<typeof DetectorQuality>;

export const Detector = z.strictObject({
  id: DetectorId,
  name: z.string(),
  /** What it watches and when it fires, in one sentence. */
  what: z.string(),
  mode: DetectorMode,
  defaultMode: DetectorMode,
  /** The configuration file says so: the screen cannot change it. */
  fixedByFile: z.boolean(),
  changed: z.strictObject({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  /** Fixed rules cannot be replayed here; everything else can. */
  replayable: z.boolean(),
  quality: DetectorQuality,
});
export type Detector = z.infer<typeof Detector>;
export const DetectorsAnswer = z.strictObject({ days: z.number(), items: z.array(Detector) });
export const DetectorParams = z.strictObject({ detector: DetectorId });
export const DetectorModeBody = z.strictObject({ mode: DetectorMode, reason: text(1000).default('') });

/** A series with what was usual, column by column, one entry a step; null where nothing was seen or known. */
export const BandSeries = z.strictObject({
  service: ServiceName,
  subject: z.string(),
  signal: z.string(),
  unit: z.string(),
  at: z.array(z.number()),
  value: z.array(z.number().nullable()),
  usual: z.array(z.number().nullable()),
  low: z.array(z.number().nullable()),
  high: z.array(z.number().nullable()),
});
export type BandSeries = z.infer<typeof BandSeries>;

export const BAND_SIGNALS = ['errors', 'requests', 'failures', 'latency', 'metric'] as const;
export const BandQuery = z.strictObject({
  service: ServiceName,
  signal: z.enum(BAND_SIGNALS).default('errors'),
  metric: text(300).optional(),
  from: QueryInstant,
  to: QueryInstant,
  stepSeconds: z.coerce.number().int().min(10).max(86400).optional(),
});
export type BandQuery = z.infer<typeof BandQuery>;
export const Band = z.strictObject({
  from: Instant,
  to: Instant,
  stepSeconds: z.number().int().positive(),
  series: z.array(BandSeries),
  /** Of any detector on this service and signal in the span. */
  alarms: z.array(Alarm),
});
export type Band = z.infer<typeof Band>;

/** Runs one detector over the stored past, as it would have run, and compares with what really happened. */
export const PreviewBody = z.strictObject({
  detector: DetectorId,
  from: Instant,
  to: Instant,
  services: z.array(ServiceName).max(50).optional(),
});
export type PreviewBody = z.infer<typeof PreviewBody>;
export const ReplayedAlarm = Alarm.omit({ id: true, mode: true, incident: true, verdict: true, heldBack: true });
export type ReplayedAlarm = z.infer<typeof ReplayedAlarm>;
const RealIncident = z.strictObject({
  id: z.string(),
  number: z.number().int().positive(),
  title: z.string(),
  service: ServiceName,
  startedAt: Instant,
  /** Opened by an alert of somebody else, by a rule, or confirmed by a person. */
  because: z.enum(['alert', 'rule', 'confirmed']),
  /** Seconds from the alarm to the opening; null where the detector missed it. */
  leadSeconds: z.number().nullable(),
});
export const PreviewAnswer = z.strictObject({
  detector: DetectorId,
  from: Instant,
  to: Instant,
  services: z.number().int().nonnegative(),
  points: z.number().int().nonnegative(),
  /** Not all could be looked at: why, in a sentence. */
  truncated: z.string().nullable(),
  alarms: z.array(ReplayedAlarm),
  alarmsPerDay: z.number(),
  /** Share of the looked-at time of all services in which an alarm stood. */
  shareOfTime: z.number(),
  incidents: z.array(RealIncident),
  found: z.number().int().nonnegative(),
  missed: z.number().int().nonnegative(),
  /** Alarms near no real incident: pages that would have woken somebody for what nobody called an incident. */
  withoutIncident: z.number().int().nonnegative(),
  series: z.array(BandSeries),
  stepSeconds: z.number().int().positive(),
});
export type PreviewAnswer = z.infer<typeof PreviewAnswer>;

/** A time in which something is expected: alarms are kept as findings and page nobody. */
export const MaintenanceWindow = z.strictObject({
  id: z.string(),
  kind: z.enum(['maintenance', 'roll-out']),
  title: z.string(),
  /** Empty: all services. */
  services: z.array(ServiceName),
  from: Instant,
  to: Instant,
  by: z.string(),
  /** The configuration file says so: it is ended there. */
  fixedByFile: z.boolean(),
  endedAt: Instant.nullable(),
});
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>;
export const MaintenanceAnswer = z.strictObject({ items: z.array(MaintenanceWindow) });
export const MaintenanceQuery = z.strictObject({ from: QueryInstant.optional(), to: QueryInstant.optional() });
export const MaintenanceBody = z.strictObject({
  kind: z.enum(['maintenance', 'roll-out']).default('maintenance'),
  title: text(200).min(1),
  services: z.array(ServiceName).max(100).default([]),
  from: Instant,
  to: Instant,
});
export const MaintenanceParams = z.strictObject({ window: z.string().regex(/^mnt_[0-9a-z-]{4,64}$/) });

/** What was seen around the start of an incident: everything here has an id that a claim can cite. */
export const IncidentEvidence = z.strictObject({
  from: Instant,
  to: Instant,
  stepSeconds: z.number().int().positive(),
  charts: z.array(BandSeries.extend({ id: z.string() })),
  alarms: z.array(Alarm),
  /** New or exploding message templates of its services, worst first, each with one line as a sample. */
  messages: z.array(
    z.strictObject({ id: z.string(), template: TemplateSummary, isNew: z.boolean(), sample: LogSample.nullable() })
  ),
  /** Slow or failing operations of its services, and calls between them. */
  operations: z.array(z.strictObject({ id: z.string(), now: OperationSummary, before: OperationSummary.nullable() })),
  calls: z.array(GraphEdge.extend({ id: z.string() })),
  /** In the hour before the start. */
  changes: z.array(OccurrenceView),
});
export type IncidentEvidence = z.infer<typeof IncidentEvidence>;

/** How well detection did in production: the product's own worth, measured. */
export const DetectionQuality = z.strictObject({
  days: z.number(),
  from: Instant,
  to: Instant,
  incidents: z.strictObject({
    opened: z.number().int(),
    confirmed: z.number().int(),
    dismissed: z.number().int(),
    /** Opened by an alert of somebody else first: detection was late or blind. */
    alertFirst: z.number().int(),
    /** confirmed / (confirmed + dismissed) with its 95 % interval; null without either. */
    precision: z.number().nullable(),
    interval: z.tuple([z.number(), z.number()]).nullable(),
  }),
  /** From the estimated start to the opening. */
  detectionSeconds: z.strictObject({ n: z.number().int(), p50: z.number().nullable(), p95: z.number().nullable() }),
  /** From the opening to "mitigating"; people's time, told as a distribution. */
  mitigationSeconds: z.strictObject({ n: z.number().int(), p50: z.number().nullable(), p95: z.number().nullable() }),
  recoveries: z.strictObject({ proved: z.number().int(), unproven: z.number().int(), relapsed: z.number().int() }),
  detectors: z.array(Detector),
});
export type DetectionQuality = z.infer<typeof DetectionQuality>;

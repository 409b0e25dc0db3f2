import { z } from 'zod';
import { MaintenanceWindow } from './detection.ts';
import { Incident } from './incident.ts';
import { Instant } from './scalars.ts';
import { OccurrenceView } from './signals.ts';
import { SourceStatus } from './telemetry.ts';

/** What a quiet screen may hide. */
export const QuietReport = z.strictObject({
  /** Called by services that are watched, while they tell nothing of their own; at most 50. */
  unwatched: z.array(z.string()),
  /** What is usual for them is not known yet. */
  learning: z.array(z.string()),
  detectors: z.strictObject({ live: z.number().int(), trial: z.number().int(), off: z.number().int() }),
  /** Alarms that page nobody and wait for a verdict; at most 200 are counted. */
  findings: z.number().int().nonnegative(),
  /** What detectors on trial would have fired in the last day; at most 200 are counted. */
  wouldHaveFired: z.number().int().nonnegative(),
  /** Now: alarms of these services page nobody. */
  maintenance: z.array(MaintenanceWindow),
  /** Of the last day: changes that something followed, or in services that changes broke before. At most 5. */
  riskyChanges: z.array(z.strictObject({ change: OccurrenceView, why: z.string() })),
});
export type QuietReport = z.infer<typeof QuietReport>;

export const Overview = z.strictObject({
  at: Instant,
  servicesWatched: z.number().int().nonnegative(),
  /** Services that sent nothing for a while: nobody watches what does not speak. */
  servicesSilent: z.array(z.string()),
  activeIncidents: z.number().int().nonnegative(),
  awaitingConfirmation: z.number().int().nonnegative(),
  /** Counts with their interval, or that it is not known: never a number made up. */
  learningConfidence: z.strictObject({
    state: z.enum(['not-enough-history', 'recall-measured', 'outcomes-measured']),
    /** So many outcomes of fixes were compared with what was said before. */
    outcomes: z.number().int(),
    sentence: z.string(),
    /** In a replay: how often the right earlier incident was among the first three, and which ones were asked. */
    coverage: z
      .strictObject({
        hits: z.number().int(),
        of: z.number().int(),
        low: z.number(),
        high: z.number(),
        selected: z.string(),
      })
      .nullable(),
    /** What was said of fixes on average, and how often it came true; from 30 outcomes on. */
    calibration: z
      .strictObject({ said: z.number(), cameTrue: z.number(), low: z.number(), high: z.number() })
      .nullable(),
    /** By how much better it is for what it learned since half of the outcomes; below 0 it is worse. */
    lift: z.strictObject({ share: z.number(), low: z.number(), high: z.number() }).nullable(),
  }),
  detection: z.strictObject({
    lastCheckAt: Instant.nullable(),
    everySeconds: z.number(),
    checksMissed: z.number().int().nonnegative(),
  }),
  sources: z.array(SourceStatus),
  /** Open first by severity and growth, then those to confirm. At most 50. */
  incidents: z.array(Incident),
  /** Only while the store does not answer: incidents and their numbers are as of then. */
  incidentsAsOf: Instant.optional(),
  spool: z.strictObject({ batches: z.number().int(), bytes: z.number().int(), limitBytes: z.number().int() }),
  /** null while the store does not answer. */
  quiet: QuietReport.nullable(),
  demo: z.boolean(),
});
export type Overview = z.infer<typeof Overview>;

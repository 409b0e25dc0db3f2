import { z } from 'zod';
import { Incident } from './incident.ts';
import { Instant } from './scalars.ts';
import { SourceStatus } from './telemetry.ts';

export const Overview = z.strictObject({
  at: Instant,
  servicesWatched: z.number().int().nonnegative(),
  /** Services that sent nothing for a while: nobody watches what does not speak. */
  servicesSilent: z.array(z.string()),
  activeIncidents: z.number().int().nonnegative(),
  awaitingConfirmation: z.number().int().nonnegative(),
  /** Not known until outcomes were recorded: a word, never a number made up. */
  learningConfidence: z.strictObject({
    state: z.enum(['not-enough-history']),
    outcomes: z.number().int(),
    sentence: z.string(),
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
  demo: z.boolean(),
});
export type Overview = z.infer<typeof Overview>;

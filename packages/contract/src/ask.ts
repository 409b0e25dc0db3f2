import { z } from 'zod';
import { Incident } from './incident.ts';
import { Instant, QueryInstant, ServiceName, text } from './scalars.ts';
import { LogSample } from './telemetry.ts';

/** "Ask about this": what a panel knows about the spike a person saw. */
export const AskBody = z.strictObject({
  panel: z.strictObject({ title: text(500), dashboard: text(500).nullable(), dashboardUid: text(100).nullable() }),
  from: QueryInstant,
  to: QueryInstant,
  /** Each series by name and labels, thinned to at most 300 points in the browser. */
  series: z
    .array(
      z.strictObject({
        name: text(500),
        labels: z.record(text(200), text(500)),
        points: z.array(z.tuple([z.number().finite(), z.number().finite().nullable()])).max(300),
      })
    )
    .max(20),
});
export type AskBody = z.infer<typeof AskBody>;

export const AskAnswer = z.strictObject({
  /** What the question was understood to be about. */
  services: z.array(ServiceName),
  howServicesWereFound: z.string(),
  spike: z
    .strictObject({
      series: z.string(),
      from: Instant,
      to: Instant,
      peak: z.number(),
      usual: z.number(),
      sentence: z.string(),
    })
    .nullable(),
  rates: z.array(
    z.strictObject({
      service: ServiceName,
      errors: z.number().int(),
      lines: z.number().int(),
      /** null: the service was not heard long enough before to have a usual. */
      usualErrors: z.number().nullable(),
      sentence: z.string(),
    })
  ),
  incidents: z.array(Incident),
  samples: z.array(LogSample),
  /** What is not known, said plainly. */
  unknown: z.array(z.string()),
});
export type AskAnswer = z.infer<typeof AskAnswer>;

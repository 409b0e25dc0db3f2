import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The input of `evaluate detect`. */
const Input = z.object({
  series: z.array(
    z.object({
      id: z.string(),
      stepSeconds: z.number().positive(),
      kind: z.enum(['count', 'gauge']),
      values: z.array(z.tuple([z.number(), z.number()])),
    })
  ),
});

const Truth = z.object({
  toleranceSteps: z.number(),
  mergeSteps: z.number(),
  series: z.record(
    z.string(),
    z.object({
      stepSeconds: z.number(),
      from: z.number(),
      to: z.number(),
      scoredFrom: z.number().optional(),
      events: z.array(z.tuple([z.number(), z.number()])),
    })
  ),
});

export interface LabelledSeries {
  readonly id: string;
  /** Series of one group are alike: what stands before the first slash. */
  readonly group: string;
  readonly kind: 'count' | 'gauge';
  readonly stepSeconds: number;
  readonly values: ReadonlyArray<readonly [number, number]>;
  /** First and last step of what people called an event; times in seconds. */
  readonly events: ReadonlyArray<readonly [number, number]>;
  readonly scoredFrom: number;
  readonly scoredTo: number;
  readonly toleranceSteps: number;
  readonly mergeSteps: number;
}

export function readLabelledSeries(inputFile: string, truthFile: string): LabelledSeries[] {
  const input = Input.parse(JSON.parse(readFileSync(inputFile, 'utf8')));
  const truth = Truth.parse(JSON.parse(readFileSync(truthFile, 'utf8')));
  return input.series.flatMap((series) => {
    const told = truth.series[series.id];
    return told === undefined
      ? []
      : [
          {
            ...series,
            group: series.id.split('/')[0] ?? series.id,
            events: told.events,
            scoredFrom: told.scoredFrom ?? told.from,
            scoredTo: told.to,
            toleranceSteps: truth.toleranceSteps,
            mergeSteps: truth.mergeSteps,
          },
        ];
  });
}

import {
  isAsk,
  resultOf,
  type Answers,
  type Context,
  type Prediction,
  type Ranking,
  type StreamEntry,
} from './learning-stream.ts';

export interface Situation {
  readonly at: number;
  readonly signature: string;
  readonly context: Context;
  readonly version: string;
}

/** Something that reads a year as it comes and says beforehand how likely each fix is to work. */
export interface Reader {
  probability(situation: Situation, fix: string): number;
  observe(situation: Situation, fix: string, result: 0 | 1): void;
}

/** Every prediction is made before its outcome is read; ties of a ranking are broken by the order of the question. */
export function readYear(stream: readonly StreamEntry[], reader: Reader): Answers {
  const predictions: Prediction[] = [];
  const rankings: Ranking[] = [];
  stream.forEach((entry, index) => {
    if (isAsk(entry)) {
      const { at, ask } = entry;
      const order = ask.among
        .map((fix) => ({ fix, probability: reader.probability({ at, ...ask }, fix) }))
        .sort((one, other) => other.probability - one.probability)
        .map(({ fix }) => fix);
      rankings.push({ index, order });
      return;
    }
    const result = resultOf(entry.outcome);
    if (result !== null) {
      predictions.push({ index, probability: reader.probability(entry, entry.fix) });
      reader.observe(entry, entry.fix, result);
    }
  });
  return { predictions, rankings };
}

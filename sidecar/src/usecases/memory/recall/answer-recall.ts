import type { RecallAnswer } from '@incident-memory/contract';
import { byStanding } from '../../../domain/memory/answer/by-standing.ts';
import { composeAdvice } from '../../../domain/memory/answer/compose-advice.ts';
import { facetsOfMatch } from '../../../domain/memory/answer/facets-of-match.ts';
import { fitTokens } from '../../../domain/memory/answer/fit-tokens.ts';
import { importedAdvice } from '../../../domain/memory/answer/imported-advice.ts';
import { onceEach, type RememberedOnce } from '../../../domain/memory/answer/once-each.ts';
import { seenBefore } from '../../../domain/memory/answer/seen-before.ts';
import type { Remembered, Situation } from '../../../domain/memory/answer/situation.ts';
import { strengthOfMatch } from '../../../domain/memory/answer/strength-of-match.ts';
import { whoKnows } from '../../../domain/memory/answer/who-knows.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import type { FoundMemories } from '../../recall/memory-search.ts';

/** An answer whose memories are still records: the wire form is the adapter's. */
export type Recalled = Omit<RecallAnswer, 'matches' | 'seen'> & {
  readonly seen: Omit<RecallAnswer['seen'], 'lastAt'> & { readonly lastAt: number | null };
  readonly matches: readonly RememberedOnce[];
};

/** What was found, with what it means. Where recall abstains nothing of it is shown as an answer. */
export function answerRecall(
  situation: Situation,
  {
    found,
    records,
    limit,
    nameOf,
  }: {
    found: FoundMemories;
    records: ReadonlyMap<string, MemoryRecord>;
    limit: number;
    nameOf: (login: string) => string;
  }
): Omit<Recalled, 'milliseconds' | 'note'> {
  const remembered = found.abstained ? [] : byStanding(rememberedOf(situation, found, records));
  return {
    seen: seenBefore(situation, { remembered, searched: found.searched }),
    abstained: found.abstained,
    matches: onceEach(remembered).slice(0, limit),
    ...composeAdvice(situation, remembered),
    imported: importedAdvice(remembered.slice(0, limit)),
    whoKnows: whoKnows(remembered, nameOf),
    searched: found.searched,
  };
}

function rememberedOf(
  situation: Situation,
  { found }: FoundMemories,
  records: ReadonlyMap<string, MemoryRecord>
): Remembered[] {
  return found.flatMap(({ entry, score, reasons }) => {
    const record = records.get(entry.memory);
    // The index may be a moment ahead of the records, and behind those that were retired just now.
    return record?.state !== 'active'
      ? []
      : [
          {
            record,
            score,
            strength: strengthOfMatch(situation, record, score),
            ...facetsOfMatch(situation, record, reasons),
          },
        ];
  });
}

/** What must not be tried is the last to be left out. */
const ORDER = [
  'doNotTry',
  'recommended',
  'contested',
  'matches',
  'untested',
  'general',
  'whoKnows',
  'imported',
] as const satisfies readonly (keyof Recalled)[];

/** As much of the answer as its reader has room for. */
export function shortened<Answer extends Pick<Recalled, (typeof ORDER)[number]>>(
  answer: Answer,
  tokens: number | null
): Answer {
  if (tokens === null) {
    return answer;
  }
  const { doNotTry, recommended, contested, matches, untested, general, whoKnows, imported } = answer;
  const lists = { doNotTry, recommended, contested, matches, untested, general, whoKnows, imported };
  return { ...answer, ...fitTokens(lists, { order: ORDER, tokens }) };
}

/** What memory answers where it cannot say anything: everything else goes on. */
export function emptyRecall(note: string): Omit<Recalled, 'milliseconds'> {
  return {
    seen: { verdict: 'unknown', times: 0, lastAt: null, sentence: 'Memory was not asked' },
    abstained: true,
    matches: [],
    ...{ recommended: [], doNotTry: [], contested: [], untested: [], general: [], imported: [], whoKnows: [] },
    searched: 0,
    note,
  };
}

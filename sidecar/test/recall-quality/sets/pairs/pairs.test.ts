import { sharedContent } from '../content-words.ts';
import { tuningHalf } from '../halves.ts';
import { connectionPhrases } from './connection-phrases.ts';
import type { MeaningPair } from './meaning-pair.ts';
import { tuningPairs } from './tuning/tuning-pairs.ts';
import { untouchedPairs } from './untouched/untouched-pairs.ts';

const allPairs = [...tuningPairs, ...untouchedPairs];
const texts = allPairs.flatMap(({ left, right }) => [left, right]);
const byTheme = (pairs: readonly MeaningPair[]) => Map.groupBy(pairs, ({ theme }) => theme);

describe('pairs of one meaning', () => {
  it('are 120 for tuning and 120 untouched, each with an id of its own', () => {
    expect([tuningPairs.length, untouchedPairs.length]).toEqual([120, 120]);
    expect(new Set(allPairs.map(({ id }) => id)).size).toBe(240);
  });

  it('share no content word', () => {
    const sharing = allPairs.flatMap(({ id, left, right }) => {
      const shared = sharedContent(left, right);
      return shared.length === 0 ? [] : [{ id, shared }];
    });
    expect(sharing).toEqual([]);
  });

  it('tell each thing once, in 5 to 20 words', () => {
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => text.split(/\s+/).length < 5 || text.split(/\s+/).length > 20)).toEqual([]);
  });

  it('are 80 failure modes of three pairs each', () => {
    const sizes = [...Map.groupBy(allPairs, ({ theme, mode }) => `${theme}/${mode}`).values()].map(
      ({ length }) => length
    );
    expect(sizes).toEqual(Array.from({ length: 80 }, () => 3));
  });

  it('are cut by the seeded order of whole modes within each theme, not by hand', () => {
    const themes = byTheme(allPairs);
    expect(themes.size).toBe(20);
    for (const [theme, pairs] of themes) {
      const forTuning = tuningHalf(
        theme,
        pairs.map(({ mode }) => mode)
      );
      expect(
        new Set(
          byTheme(tuningPairs)
            .get(theme)
            ?.map(({ mode }) => mode)
        )
      ).toEqual(forTuning);
    }
  });
});

describe('the three phrases about database connections', () => {
  it('stand in no pair', () => {
    expect(connectionPhrases).toHaveLength(3);
    expect(texts.filter((text) => connectionPhrases.includes(text))).toEqual([]);
  });
});

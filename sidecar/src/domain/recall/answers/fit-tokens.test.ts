import fc from 'fast-check';
import { fitTokens, tokensOf, type FittedText } from './fit-tokens.ts';

const TEXT: FittedText<string> = { textOf: (text) => text, cut: (text, characters) => text.slice(0, characters) };

describe('a budget of tokens', () => {
  it('is never passed, and what fits keeps its order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2000, unit: 'grapheme' })), fc.nat(3000), (texts, budget) => {
        const { items, tokens, left } = fitTokens(texts, budget, TEXT);
        expect(tokens).toBeLessThanOrEqual(budget);
        expect(items.reduce((sum, text) => sum + tokensOf(text), 0)).toBe(tokens);
        items.forEach((text, index) => expect(texts[index]?.startsWith(text)).toBe(true));
        expect(left).toBe(texts.length - items.length);
      })
    );
  });

  it('cuts the first that does not fit at a word, and gives up what comes after', () => {
    const long = 'restart the pool '.repeat(100);
    const { items, left } = fitTokens(['short', long, 'tiny'], 100, TEXT);
    expect(items).toHaveLength(2);
    expect(items[1]).toMatch(/(restart|the|pool)$/);
    expect(left).toBe(1);
  });

  it('keeps everything where there is room, and nothing where there is none', () => {
    expect(fitTokens(['a', 'b'], 100, TEXT)).toMatchObject({ items: ['a', 'b'], left: 0 });
    expect(fitTokens(['some words here'], 0, TEXT)).toMatchObject({ items: [], tokens: 0, left: 1 });
  });

  it('counts scripts without spaces by their characters', () => {
    expect(tokensOf('メモリ不足')).toBe(5);
    expect(tokensOf('four char')).toBe(3);
  });
});

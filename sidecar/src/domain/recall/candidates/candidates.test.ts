import fc from 'fast-check';
import { candidateBytes, candidateOf, readCandidate } from './candidate-bytes.ts';
import { KeyTable } from './key-table.ts';
import { wordKey } from './word-key.ts';

const term = fc.tuple(fc.string({ unit: 'binary', maxLength: 12 }), fc.integer({ min: 1, max: 60_000 }));
const strings = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 });

describe('a candidate as bytes', () => {
  it('is read as it was written, wherever it lies', () => {
    const ranked = fc.record({
      ...{ memory: fc.string(), services: strings, fingerprints: strings, templates: strings, identifiers: strings },
      ...{ errorType: fc.option(fc.string()), length: fc.nat(), terms: fc.array(term, { maxLength: 20 }) },
      concepts: fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 3 }),
      vector: fc.option(fc.record({ model: fc.string(), values: fc.int8Array({ maxLength: 20 }) })),
    });
    fc.assert(
      fc.property(ranked, fc.integer({ min: 0, max: 9 }), (given, offset) => {
        const bytes = candidateBytes(given);
        expect(bytes.length % 8).toBe(0);
        const elsewhere = new Uint8Array(bytes.length + offset);
        elsewhere.set(bytes, offset);
        expect(readCandidate(elsewhere.subarray(offset))).toEqual(candidateOf(given));
      }),
      { numRuns: 60 }
    );
  });

  it('of another layout is not read', () => {
    const bytes = candidateBytes({
      ...{ memory: 'mem_1', services: [], errorType: null, fingerprints: [], templates: [], identifiers: [] },
      ...{ length: 0, concepts: [], terms: [], vector: null },
    });
    bytes[0] = 2;
    expect(readCandidate(bytes)).toBeNull();
  });
});

describe('numbers of words', () => {
  it('differ for words that differ in little, and stay what they are, for they are stored', () => {
    const words = Array.from({ length: 20_000 }, (_, number) => [`w${number}`, `${number}w`, `db-${number}.eu`]).flat();
    const table = new KeyTable();
    words.forEach((word) => table.add(wordKey(word)));
    expect(table.size).toBe(words.length);
    expect(words.every((word, place) => table.find(wordKey(word)) === place)).toBe(true);
    expect(table.find(wordKey('elsewhere'))).toBe(-1);
    expect(['', 'pool', 'ora-12516', 'größe'].map(wordKey)).toEqual([
      5202728686877707, 4802204606057165, 2666193282828588, 8669009685221200,
    ]);
  });
});

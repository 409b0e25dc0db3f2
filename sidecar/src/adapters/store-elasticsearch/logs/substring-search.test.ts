import { mayContain } from './substring-search.ts';

const patterns = (text: string) =>
  mayContain(text).map((query) => (query?.wildcard?.message as { value: string } | undefined)?.value);

test('the longest runs of letters and digits are looked up, wherever they stand in a word', () => {
  expect(patterns('at com.shop.Payment: refused')).toEqual(['*payment*', '*refused*']);
});

test('signs that mean something in a pattern never reach it', () => {
  expect(patterns('*?\\*')).toEqual([]);
  expect(patterns('a*b?timeout')).toEqual(['*timeout*']);
});

test('letters outside ASCII narrow nothing, since analysers differ about them', () => {
  expect(patterns('ÄÖÜ')).toEqual([]);
  expect(patterns('größe')).toEqual(['*gr*']);
});

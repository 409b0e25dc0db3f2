import { benchDocuments } from './documents-bench.ts';

it('a document costs no more than some times what reading its JSON costs', () => {
  const { documents, bareDocuments } = benchDocuments();
  expect(bareDocuments / documents).toBeLessThan(12);
}, 120_000);

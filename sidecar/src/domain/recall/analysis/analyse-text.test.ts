import fc from 'fast-check';
import { Thesaurus } from '../thesaurus/thesaurus.ts';
import { analyseText } from './analyse-text.ts';
import { isPairTerm } from './analysed-text.ts';
import { stem } from './stem.ts';

const { finder } = new Thesaurus([]);
const termsOf = (text: string) =>
  analyseText(text, finder)
    .terms.map(([term]) => term)
    .filter((term) => !isPairTerm(term));

describe('what recall compares of a text', () => {
  it.each([
    ['E11000 duplicate key', ['e11000']],
    ['got ORA-12516 again', ['ora-12516', 'ora', '12516']],
    ['java.lang.OutOfMemoryError', ['java.lang.outofmemoryerror', 'outofmemoryerror', 'memori']],
    ['db-prod-03.example.com:5432', ['db-prod-03.example.com:5432', 'db-prod-03.example.com', 'db-prod-03', '5432']],
    ['max_connections', ['max_connections', 'max', 'connect']],
    ['(HikariPool-1)', ['hikaripool-1', 'hikari', 'pool']],
    ['two VMs and PVCs', ['vms', 'pvcs']],
    ['メモリ不足です', ['メモ', 'モリ', '不足']],
  ])('keeps what %s names whole, and its parts', (text, expected) => {
    const terms = termsOf(text);
    expected.forEach((term) => expect(terms).toContain(term));
  });

  it('writes one word whatever its form, case or width', () => {
    expect(termsOf('Evicted evicting EVICTION evicts')).toEqual(['evict']);
    expect(termsOf('ｄｉｓｋ')).toEqual(['disk']);
    expect(['replicate', 'replication', 'replicated'].map(stem)).toEqual(['replic', 'replic', 'replic']);
  });

  it('knows identifiers among its terms', () => {
    const { identifiers, terms } = analyseText('pool HikariPool-1 failed with E11000', finder);
    expect(identifiers).toEqual(['hikaripool-1', 'e11000']);
    expect(new Set(terms.map(([term]) => term))).toEqual(new Set([...terms.map(([term]) => term), ...identifiers]));
  });

  it('takes any text, counts each term once, and says the same of it every time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500, unit: 'binary' }), (text) => {
        const analysed = analyseText(text, finder);
        expect(analysed).toEqual(analyseText(text, finder));
        expect(new Set(analysed.terms.map(([term]) => term)).size).toBe(analysed.terms.length);
        const single = analysed.terms.filter(([term]) => !isPairTerm(term));
        expect(single.reduce((sum, [, count]) => sum + count, 0)).toBe(analysed.length);
      })
    );
  });
});

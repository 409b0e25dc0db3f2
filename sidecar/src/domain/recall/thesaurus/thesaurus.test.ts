import { analyseText } from '../analysis/analyse-text.ts';
import { PRODUCT_CONCEPTS } from './product-thesaurus.ts';
import { Thesaurus } from './thesaurus.ts';

const product = new Thesaurus(PRODUCT_CONCEPTS);
const found = (text: string, thesaurus = product) => new Map(analyseText(text, thesaurus.finder).concepts);

describe('the thesaurus of failure modes', () => {
  it('refers to nothing that it does not define', () => {
    const ids = new Set(product.concepts.map(({ id }) => id));
    const named = product.concepts.flatMap(({ together, broader }) => [...together.flat(), ...broader]);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBeGreaterThanOrEqual(300);
  });

  it.each([
    ['out-of-memory', ['out of memory', 'OOMKilled', 'heap exhausted', 'java.lang.OutOfMemoryError: Java heap space']],
    ['connections-exhausted', ['connection pool exhausted', 'FATAL: sorry, too many clients already', 'ORA-12516']],
    ['disk-full', ['No space left on device', 'ENOSPC', 'the volume is completely full']],
    ['certificate-expired', ['the certificate has expired', 'x509: certificate has expired or is not yet valid']],
    ['dns-failure', ['NXDOMAIN', 'getaddrinfo ENOTFOUND', 'could not resolve host']],
  ])('knows %s by its names', (concept, texts) => {
    texts.forEach((text) => expect([...found(text).keys()]).toContain(concept));
  });

  it('puts together what nobody listed, in any order, within a clause', () => {
    expect(found('the pool of the billing app was all used up').has('connections-exhausted')).toBe(true);
    expect(found('used up was the pool').has('connections-exhausted')).toBe(true);
    const far = `the pool ${'and then something else happened '.repeat(4)} used up`;
    expect(found(far).has('connections-exhausted')).toBe(false);
  });

  it('says which words stand for a concept', () => {
    expect(found('node 7 ran out of memory at night').get('out-of-memory')).toBe('ran out of memory');
  });
});

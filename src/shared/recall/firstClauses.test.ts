import { firstClauses } from './firstClauses';

describe('the first clauses of a record', () => {
  it('are the whole of a short one', () => {
    expect(firstClauses('cured 4 of 5; verified')).toBe('cured 4 of 5; verified');
  });

  it('end where a clause ends, after as much as a glance takes', () => {
    const long = `worked 4 of 4, last on 2026-09-12; not tried since version 2.29.0; elsewhere (${'x'.repeat(80)}) once`;
    expect(firstClauses(long)).toBe('worked 4 of 4, last on 2026-09-12; not tried since version 2.29.0');
  });

  it('do not end within brackets', () => {
    const bracketed = `worked 2 of 2 (it was down; its page said so an hour later; ${'x'.repeat(60)}); refused once`;
    expect(firstClauses(bracketed)).toBe(bracketed.slice(0, bracketed.lastIndexOf(';')));
  });

  it('are all of what has no clauses', () => {
    expect(firstClauses('y'.repeat(300))).toBe('y'.repeat(300));
  });
});

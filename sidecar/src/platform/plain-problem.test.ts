import { z } from 'zod';
import { plainProblem } from './plain-problem.ts';

function said(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value, { error: plainProblem });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('what is wrong with a value, in words', () => {
  const Change = z.strictObject({
    kind: z.enum(['deploy', 'scaling']),
    title: z.string().min(1).max(300),
    services: z.array(z.string()).max(100).optional(),
    version: z.literal(2).optional(),
    size: z.int().min(0).optional(),
  });

  it('says what is missing and which keys there are none of', () => {
    expect(said(Change, { titel: 'x' })).toEqual([
      'kind: it is missing: expected one of deploy, scaling',
      'title: it is missing',
      ': there is no such key: titel',
    ]);
  });

  it('says what is expected instead', () => {
    expect(said(Change, { kind: 'deployment', title: 7, services: 'a', version: 3, size: -1 })).toEqual([
      'kind: expected one of deploy, scaling',
      'title: expected a text',
      'services: expected a list',
      'version: expected 2',
      'size: expected at least 0',
    ]);
  });

  it('says bounds with what they count', () => {
    const [long, many] = ['x'.repeat(301), Array.from({ length: 101 }, () => 'a')];
    expect(said(Change, { kind: 'deploy', title: '' })).toEqual(['title: it is empty']);
    expect(said(Change, { kind: 'deploy', title: long, services: many })).toEqual([
      'title: expected at most 300 characters',
      'services: expected at most 100 entries',
    ]);
  });

  it('leaves words alone that a schema brings itself', () => {
    expect(said(z.string().min(12, 'a secret has at least 12 characters'), 'abc')).toEqual([
      ': a secret has at least 12 characters',
    ]);
  });
});

import { withoutAsking } from './without-asking.ts';

const told = (question: string) => withoutAsking(question).replace(/[?,]/g, ' ').trim().split(/\s+/).join(' ');

describe('a question, without what only asks', () => {
  it.each([
    ['What helped when the connection pool was exhausted?', 'the connection pool was exhausted'],
    ['How do I fix ORA-12516?', 'ORA-12516'],
    ['how did we get rid of stale DNS entries last time', 'stale DNS entries'],
    ['Have we ever seen checkout timeouts after a deploy?', 'checkout timeouts after a deploy'],
    ['Could somebody please tell me what was the root cause of E11000', 'E11000'],
    ['kafka lag grows, any ideas?', 'kafka lag grows'],
    ['does anyone know what worked against SYN floods?', 'SYN floods'],
  ])('%s', (question, expected) => {
    expect(told(question)).toBe(expected);
  });

  it.each([
    'The helper fixed port 80',
    'pods that have been tried and evicted',
    'This alert fires when a disk is full',
  ])('leaves what tells of a trouble: %s', (text) => {
    expect(withoutAsking(text)).toBe(text);
  });

  it('keeps a question that says nothing else', () => {
    expect(withoutAsking('What helped last time?')).toBe('What helped last time?');
  });
});

import { understandQuestion, type Focus } from './understand-question.ts';

const KNOWN = ['auth', 'payment', 'search'];
const NOTHING: Focus = { services: [], incident: null, question: null };
const PAYMENT: Focus = { services: ['payment'], incident: 'inc_1', question: 'ORA-12516 at payment' };

it('finds services by their whole names', () => {
  expect(understandQuestion('why is payment slow?', KNOWN, NOTHING).services).toEqual(['payment']);
  expect(understandQuestion('who is the author?', KNOWN, NOTHING).services).toEqual([]);
});

it.each(['what about that service?', 'what helped?', 'did it come back?', 'and the last one?'])(
  'understands "%s" by what was spoken of',
  (text) => {
    expect(understandQuestion(text, KNOWN, PAYMENT).services).toEqual(['payment']);
    expect(understandQuestion(text, KNOWN, NOTHING).services).toEqual([]);
  }
);

it('leans on the words of the question before, and on nothing where the question speaks for itself', () => {
  expect(understandQuestion('what helped?', KNOWN, PAYMENT).text).toBe('ORA-12516 payment');
  expect(understandQuestion('did a restart help there?', KNOWN, PAYMENT).text).toBe('ORA-12516 payment restart help');
  const own = 'Why was the certificate of mail-relay.example expired yesterday evening?';
  expect(understandQuestion(own, KNOWN, PAYMENT)).toMatchObject({
    text: 'certificate mail-relay.example expired yesterday evening?',
    services: [],
    incident: null,
  });
});

it('tells an incident by its number, by being the newest, and by having been spoken of', () => {
  expect(understandQuestion('what was INC-42?', KNOWN, PAYMENT).incident).toEqual({ kind: 'number', number: 42 });
  expect(understandQuestion('the latest incident?', KNOWN, NOTHING).incident).toEqual({ kind: 'newest' });
  expect(understandQuestion('when did it begin?', KNOWN, PAYMENT).incident).toEqual({ kind: 'spoken-of', id: 'inc_1' });
  expect(understandQuestion('how is search?', KNOWN, PAYMENT).incident).toBeNull();
  expect(understandQuestion('and that service?', KNOWN, PAYMENT).incident).toBeNull();
});

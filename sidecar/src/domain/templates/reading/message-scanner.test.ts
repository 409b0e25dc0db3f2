import fc from 'fast-check';
import { keepSequence, textOf } from '../learning/token-sequence.ts';
import { MAX_CHARACTERS } from './message-text.ts';
import { MessageScanner } from './message-scanner.ts';
import { MAX_TOKENS } from './token-hash.ts';

const scanner = new MessageScanner();

function template(message: string): string {
  scanner.scan(message);
  return textOf(keepSequence(scanner, message).tokens);
}

describe('reading a message', () => {
  it.each([
    ['numbers', 'took 12 of -3.5 and 0x1f', 'took <*> of <*> and <*>'],
    ['units belong to their number', 'free 329.6 KB after 1 min 20 sec', 'free <*> after <*>'],
    ['less than a number', 'lifetime <1 sec', 'lifetime <*>'],
    ['addresses', 'from 10.0.0.1:80 to fe80::1 via 2620:0:ccc::2 (aa:bb:cc:dd:ee:0f)', 'from <*> to <*> via <*> (<*>)'],
    ['identifiers', 'id 550e8400-e29b-41d4-a716-446655440000 at deadbeef00', 'id <*> at <*>'],
    ['paths and drives', 'open /var/log/app.log or C:\\temp\\x now', 'open <*> or <*> now'],
    ['links and mail', 'get https://a.example/b?c=d for ann@example.com.', 'get <*> for <*>.'],
    ['hosts and packages behind the first word', 'see mail.example.com or org.sample.app', 'see <*> or <*>'],
    ['hosts with ports', 'db.internal:5432 close', '<*> close'],
    ['who speaks in front', 'org.sample.Store started', 'org.sample.Store started'],
    ['dates', 'at Sun Jul 10 03:55:15 2005 again', 'at <*> again'],
    ['quoted text', 'file "a b.txt" and \'c\'', 'file <*> and <*>'],
    ['apostrophes', "can't open user's file", "can't open user's file"],
    ['requests keep their method', '"GET /a HTTP/1.1" 200', 'GET <*>'],
    [
      'what stands after equals signs',
      'a=x b="y z" c = up, d=Rect(0, 1 - 2), e= f=',
      'a=<*> b=<*> c = <*>, d=<*>, e=<*> f=<*>',
    ],
    ['comparisons are none', 'if a == b or c => d', 'if a == b or c => d'],
    ['sentences of structured logs', 'level=info msg="user left" id=3', 'level=info msg=user left id=<*>'],
    ['objects', '{"message":"user left","id":3,"ok":true}', '{message:user left,id:<*>,ok:<*>}'],
    ['lists of any length', 'ranks 1, 2, 3 [a, b] []', 'ranks <*> [<*>] [<*>]'],
    ['a word in brackets is a word', 'closed [preauth]', 'closed [preauth]'],
    ['names with numbers', 'eth0 and Worker-3', 'eth<*> and Worker-<*>'],
    ['names whose number is theirs', 'IPv6 over http2 with log4j', 'IPv6 over http2 with log4j'],
    ['truth and nothing', 'ok true and null', 'ok <*> and <*>'],
    ['redacted secrets', 'key [secret:token] used', 'key <*> used'],
    ['fields of a list', 'failed, client: a, server: _', 'failed, client: <*>, server: <*>'],
    ['types', 'no field on Map<string, Order> here', 'no field on <*> here'],
    ['rows of marks', '***** done .....', '***** done .....'],
  ])('%s', (_, message, expected) => {
    expect(template(message)).toBe(expected);
  });

  it('never throws and stays within its bounds, whatever comes', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ maxLength: 300 }),
      fc
        .array(fc.integer({ min: 0xd800, max: 0xdfff }), { maxLength: 20 })
        .map((codes) => String.fromCharCode(...codes))
    );
    fc.assert(
      fc.property(anything, (message) => {
        scanner.scan(message);
        expect(scanner.tokens.count).toBeLessThanOrEqual(MAX_TOKENS + 1);
      }),
      { numRuns: 1000 }
    );
  });

  it('reads no more than the beginning of a giant', () => {
    const head = `${'word '.repeat(40)}then `;
    expect(template(head + 'x '.repeat(MAX_CHARACTERS))).toBe(template(head + 'x '.repeat(MAX_CHARACTERS + 99)));
  });
});

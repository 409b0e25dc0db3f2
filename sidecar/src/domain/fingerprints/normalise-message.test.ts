import fc from 'fast-check';
import { missingMember, normaliseMessage } from './normalise-message.ts';

describe('a message without its values', () => {
  it.each([
    ['order A-1007 not there', 'order * not there'],
    ['order 8f14e45f-ceea-467f-a8b5-1d1b2f3c4d5e not there', 'order * not there'],
    ['order [secret:high-entropy] not there', 'order * not there'],
    ["cannot open '/srv/app/none.json': busy", 'cannot open * busy'],
    ['cannot open /srv/app/releases: busy', 'cannot open * busy'],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED *'],
    ['no stock for A-1, B-2 and C-3', 'no stock for * and *'],
    ["can't find user=bob, retry", "can't find user=* retry"],
    ['mail to ada@example.com bounced', 'mail to * bounced'],
    ['GET https://api.example/v1/x?id=3 failed', 'GET * failed'],
    ['Request failed with status code 503', 'Request failed with status code 503'],
    ['failed after 503 attempts', 'failed after * attempts'],
    ['ORA-00942: table or view does not exist', 'ORA-00942 table or view does not exist'],
    ['first\nsecond', 'first'],
    ['', ''],
  ])('%s', (message, normal) => {
    expect(normaliseMessage(message)).toBe(normal);
  });

  it('is the same when it is read again, for any text, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const once = normaliseMessage(text);
        expect(normaliseMessage(text)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(800);
      })
    );
  });

  it('names the member that was asked of nothing, not the variable', () => {
    expect(missingMember("Cannot read properties of undefined (reading 'name')")).toBe('name');
    expect(missingMember("Cannot read property 'name' of undefined")).toBe('name');
    expect(missingMember("'NoneType' object has no attribute 'name'")).toBe('name');
    expect(missingMember('Cannot invoke "com.shop.Customer.name()" because "<local4>" is null')).toBe('name');
    expect(missingMember('Cannot read field "name" because "this.customer" is null')).toBe('name');
    expect(missingMember('name is not defined')).toBeNull();
  });
});

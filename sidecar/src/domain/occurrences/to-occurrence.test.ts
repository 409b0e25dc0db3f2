import fc from 'fast-check';
import { redact } from '../redaction/redact.ts';
import type { RawOccurrence } from './occurrence.ts';
import {
  DETAIL_NAME_MAX_LENGTH,
  MAX_DETAILS,
  occurrenceId,
  TITLE_MAX_LENGTH,
  toOccurrence,
  VALUE_MAX_LENGTH,
} from './to-occurrence.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const DAY = 24 * 60 * 60 * 1000;
const receipt = { source: 'ci', receivedAt: NOW, redact, service: 'payment' };

function raw(more: Partial<RawOccurrence> = {}): RawOccurrence {
  return {
    key: 'deploy-42',
    kind: 'deploy',
    stage: 'completed',
    at: NOW - 1000,
    service: 'payment',
    title: 'payment 1.4.2 is live',
    before: '1.4.1',
    after: '1.4.2',
    actor: 'ada',
    url: 'https://ci.example/runs/42',
    details: [['environment', 'production']],
    ...more,
  };
}

describe('what happened is kept', () => {
  it('as it was told', () => {
    const { key: _, ...told } = raw();
    expect(toOccurrence(raw(), receipt)).toEqual({
      ...told,
      id: occurrenceId('ci', 'deploy-42'),
      source: 'ci',
      receivedAt: NOW,
    });
  });

  it('once however often one sender tells it, and apart from what another tells', () => {
    expect(occurrenceId('ci', 'a')).toBe(occurrenceId('ci', 'a'));
    expect(new Set([occurrenceId('ci', 'a'), occurrenceId('ci', 'b'), occurrenceId('other', 'a')]).size).toBe(3);
    expect(occurrenceId('ci', 'a')).toMatch(/^occ_[0-9a-f]{32}$/);
  });

  it.each([
    ['no time', raw({ at: null }), NOW],
    ['zero', raw({ at: 0 }), NOW],
    ['a clock that is an hour ahead', raw({ at: NOW + DAY / 24 }), NOW],
    ['not a number', raw({ at: Number.NaN }), NOW],
    ['last week', raw({ at: NOW - 7 * DAY }), NOW - 7 * DAY],
    ['a plan for next week', raw({ at: NOW + 7 * DAY, stage: 'planned' }), NOW + 7 * DAY],
    ['a plan for the next century', raw({ at: NOW + 36_500 * DAY, stage: 'planned' }), NOW],
  ])('at a time that can be believed: %s', (_, told, at) => {
    expect(toOccurrence(told, receipt).at).toBe(at);
  });

  it.each([
    ['in a title', raw({ title: 'login with password=hunter2hunter2' })],
    ['in a value', raw({ after: 'postgres://app:hunter2hunter2@db' })],
    ['behind the name of a detail', raw({ details: [['DB_PASSWORD', 'hunter2hunter2 and more hunter2hunter2']] })],
    ['in the name of a detail', raw({ details: [['password=hunter2hunter2', 'x']] })],
    ['as the value of a setting', raw({ kind: 'configuration', title: 'DB_PASSWORD', before: 'hunter2hunter2' })],
    [
      'as the value of a setting that a detail names',
      raw({ kind: 'configuration', details: [['key', 'payment.api-key']], after: 'hunter2hunter2' }),
    ],
    ['as who did it', raw({ actor: 'token=hunter2hunter2' })],
    ['in a link', raw({ url: 'https://ci.example/?token=hunter2hunter2' })],
    ['in the user of a link', raw({ url: 'https://app:hunter2hunter2@ci.example/' })],
  ])('without a secret %s', (_, told) => {
    const kept = JSON.stringify(toOccurrence(told, receipt));
    expect(kept).not.toContain('hunter2');
    expect(kept).toContain(kept.includes('"url":null') ? 'ci' : '[secret:');
  });

  it('with the versions of a service that is called like a secret', () => {
    expect(toOccurrence(raw({ title: 'auth-token is live' }), receipt)).toMatchObject({ before: '1.4.1' });
  });

  it('with links that a browser opens safely alone', () => {
    expect(toOccurrence(raw({ url: 'javascript:alert(1)' }), receipt).url).toBeNull();
  });

  it('within bounds and well formed, whatever it was', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 50 }), fc.constant('\ud800x'.repeat(3000)));
    const hostile = fc.record({
      key: text,
      title: text,
      before: fc.option(text),
      after: fc.option(text),
      actor: fc.option(text),
      url: fc.option(text),
      at: fc.option(fc.double()),
      details: fc.array(fc.tuple(text, text), { maxLength: 60 }),
    });
    fc.assert(
      fc.property(hostile, (told) => {
        const kept = toOccurrence(raw(told), receipt);
        const texts = [kept.title, kept.before, kept.after, kept.actor, ...kept.details.flat()];
        expect(texts.every((one) => one === null || (one !== '' && one.isWellFormed()))).toBe(true);
        expect(kept.title.length).toBeLessThanOrEqual(TITLE_MAX_LENGTH);
        expect(kept.details.length).toBeLessThanOrEqual(MAX_DETAILS);
        expect(kept.details.every(([name]) => name.length <= DETAIL_NAME_MAX_LENGTH)).toBe(true);
        expect(texts.every((one) => (one ?? '').length <= VALUE_MAX_LENGTH)).toBe(true);
        expect(Number.isSafeInteger(kept.at)).toBe(true);
        expect(/\p{Cc}/u.test(texts.join(''))).toBe(false);
      })
    );
  });
});

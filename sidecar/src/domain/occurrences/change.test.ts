import { Change } from '@incident-memory/contract';
import { changeOccurrences } from './change.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 1);
const DEPLOY = { kind: 'deploy', title: 'payment 1.4.2', service: 'payment' };

function keys(change: unknown, at = NOW): string[] {
  return changeOccurrences(Change.parse(change), at).map(({ key }) => key);
}

describe('a change', () => {
  it('is one occurrence for each service that it touches, and one without any', () => {
    const several = changeOccurrences(Change.parse({ ...DEPLOY, service: null, services: ['a', 'b', 'a'] }), NOW);
    expect(several.map(({ service }) => service)).toEqual(['a', 'b']);
    expect(new Set(several.map(({ key }) => key)).size).toBe(2);
    expect(changeOccurrences(Change.parse({ kind: 'deploy', title: 'all of it' }), NOW)).toMatchObject([
      { service: null, stage: 'completed', at: null, before: null },
    ]);
  });

  it('takes sizes and switches as they are', () => {
    const [scaled] = changeOccurrences(
      Change.parse({ ...DEPLOY, kind: 'scaling', before: 0, after: 5, actor: '', details: { hpa: true, max: null } }),
      NOW
    );
    expect(scaled).toMatchObject({
      before: '0',
      after: '5',
      actor: null,
      details: [
        ['hpa', 'true'],
        ['max', ''],
      ],
    });
  });

  it('is the same when it comes again with its key, whatever else it says', () => {
    expect(keys({ ...DEPLOY, key: 'run-7', stage: 'started' })).toEqual(keys({ ...DEPLOY, key: 'run-7' }, NOW * 2));
  });

  it('is the same when it comes again with the same words and time, in any order of keys', () => {
    const at = '2026-11-21T11:00:00Z';
    const told = { ...DEPLOY, at, details: { a: 1, b: 2 } };
    const again = { details: { b: 2, a: 1 }, at, title: 'payment 1.4.2', service: 'payment', url: '', kind: 'deploy' };
    expect(keys(told)).toEqual(keys(again, NOW + 86_400_000));
    expect(keys(told)).not.toEqual(keys({ ...told, after: 'x' }));
    expect(keys(told)).not.toEqual(keys({ ...told, at: '2026-11-21T11:00:01Z' }));
  });

  it('without key and time is the same within minutes, and another one the next day', () => {
    expect(keys(DEPLOY)).toEqual(keys(DEPLOY, NOW + 60_000));
    expect(keys(DEPLOY)).not.toEqual(keys(DEPLOY, NOW + 86_400_000));
  });
});

import { maySee, systemScope, type Ownership } from './scope.ts';
import { originOf, owningTeam, withShared, type SharingRule } from './sharing.ts';

const RULES: SharingRule[] = [{ name: 'database', teams: ['1', '2'], services: ['postgres-*', 'kafka'] }];

function seenBy(team: string, services: readonly string[], reader: readonly string[]): boolean {
  const owner: Ownership = {
    ...{ organisation: 'main:1', visibility: 'team', owner: null },
    team: owningTeam(RULES, { team, services }),
  };
  return maySee({ ...systemScope('main:1'), teams: withShared(RULES, reader), user: 'ada' }, owner);
}

it('lets teams of a rule see what each keeps about the services of the rule, and nothing else', () => {
  expect(seenBy('1', ['postgres-main'], ['2'])).toBe(true);
  expect(seenBy('2', ['cart', 'kafka'], ['1'])).toBe(true);
  expect(seenBy('1', ['postgres-main'], ['1'])).toBe(true);
  expect(seenBy('1', ['cart'], ['2'])).toBe(false);
  expect(seenBy('1', ['cart'], ['1'])).toBe(true);
  expect(seenBy('1', ['postgres-main'], ['3'])).toBe(false);
  expect(seenBy('3', ['postgres-main'], ['1'])).toBe(false);
  expect(seenBy('1', ['postgres'], ['2'])).toBe(false);
  expect(seenBy('1', [], ['2'])).toBe(false);
});

it('tells whose something was, also of teams with slashes in their names', () => {
  expect(originOf(owningTeam(RULES, { team: '2', services: ['kafka'] }))).toEqual({ team: '2', rule: 'database' });
  expect(originOf('a/b')).toEqual({ team: 'a/b', rule: null });
  expect(
    originOf(owningTeam([{ name: 'x', teams: ['a/b'], services: ['*'] }], { team: 'a/b', services: ['s'] }))
  ).toEqual({
    team: 'a/b',
    rule: 'x',
  });
});

it('keeps what was shared readable to all of its teams when a rule shares nothing new any more', () => {
  const team = owningTeam(RULES, { team: '1', services: ['kafka'] });
  const emptied = RULES.map((rule) => ({ ...rule, services: [] }));
  expect(owningTeam(emptied, { team: '1', services: ['kafka'] })).toBe('1');
  expect(withShared(emptied, ['1'])).toContain(team);
  expect(withShared(emptied, ['2'])).toContain(team);
});

it('keeps one’s own readable to oneself after a team was taken out of the rule', () => {
  const team = owningTeam(RULES, { team: '1', services: ['kafka'] });
  const without = RULES.map((rule) => ({ ...rule, teams: ['2', '3'] }));
  expect(withShared(without, ['1'])).toContain(team);
  expect(withShared(without, ['2'])).not.toContain(team);
});

import type { Fix, Outcome } from '@incident-memory/contract';
import {
  begun,
  capturedPayload,
  placedMemory,
  RESTART,
  ROLLBACK,
  STARTED_AT,
} from '../../../../test/support/memory/memory-examples.ts';
import type { NewMemoryEvent } from '../memory-events.ts';
import type { MemoryRecord } from '../memory-record.ts';
import { projectMemory } from '../project-memory.ts';
import { composeAdvice } from './compose-advice.ts';
import type { Remembered, Situation } from './situation.ts';
import { CHECK_LABELS } from './tell-apart.ts';

const NOW = STARTED_AT + 30 * 86_400_000;
const POOL: Fix = { kind: 'configuration', words: 'raise the pool to 50', target: '', exact: 'pool.max=50', undo: '' };

const SITUATION: Situation = {
  at: NOW,
  began: null,
  text: 'connection pool exhausted',
  service: 'payment',
  services: ['payment'],
  errorType: 'PoolExhausted',
  fingerprints: ['fp_1'],
  templates: [{ id: 'tpl_pool', text: 'connection pool exhausted after <n> ms' }],
  context: {},
  refused: [],
};

type Tried = readonly [fix: Fix, outcome: Outcome | 'refused', context?: Record<string, string>];

let memories = 0;
function remembered(tried: readonly Tried[], given: Parameters<typeof capturedPayload>[0] = {}): Remembered {
  memories += 1;
  const number = memories;
  const events = tried.flatMap(([fix, outcome, context = {}], index): NewMemoryEvent[] => {
    const attempt = begun(`att_${index}`, { fix, context });
    return outcome === 'refused'
      ? [{ type: 'suggestion-rejected', payload: { attempt, reason: 'too slow' } }]
      : [
          { type: 'attempt-begun', payload: { attempt } },
          {
            type: 'attempt-done',
            payload: { attempt: attempt.id, appliedAt: STARTED_AT + number, knownFrom: 'person', sentence: '' },
          },
          { type: 'outcome-judged', payload: { attempt: attempt.id, outcome, knownFrom: 'person', sentence: '' } },
        ];
  });
  const incident = { id: `inc_01920000-0000-7000-8000-${String(number).padStart(12, '0')}`, number };
  const captured = capturedPayload({ state: 'active', provenance: 'confirmed', incident, ...given });
  const record = projectMemory(placedMemory([{ type: 'captured', payload: captured }, ...events]));
  if (record === null) {
    throw new Error('nothing was captured');
  }
  const own: MemoryRecord = { ...record, id: incident.id.replace('inc_', 'mem_') };
  return { record: own, score: 0.9, strength: 'same', matches: [], differs: [] };
}

const words = (advice: readonly { fix: Fix }[]): string[] => advice.map(({ fix }) => fix.words);
const CAPACITY = { cause: { class: 'capacity', words: 'the pool was too small' } } as const;
const LEAK = { cause: { class: 'deploy', words: 'version 2.14 leaks connections' } } as const;

describe('advice', () => {
  it('the first time is general, and says so', () => {
    const { recommended, general } = composeAdvice(SITUATION, []);
    expect(recommended).toEqual([]);
    expect(general.map(({ verdict }) => verdict)).toContain('general');
    expect(general[0]?.sentence).toMatch(/nothing of your own is known/);
  });

  it("the second time is the team's own, with the incident that it is from", () => {
    const { recommended, general } = composeAdvice(SITUATION, [remembered([[ROLLBACK, 'cured']])]);
    expect(words(recommended)).toEqual([ROLLBACK.words]);
    expect(recommended[0]?.sentence).toMatch(/worked 1 of 1.*\(INC-\d+\)/);
    expect(general).toEqual([]);
  });

  it.each<[string, Tried[]]>([
    ['without effect', [[RESTART, 'no-effect']]],
    ['after which it got worse', [[RESTART, 'got-worse-after']]],
    ['after which it came back', [[RESTART, 'temporary']]],
    [
      'of which one in six helped',
      [[RESTART, 'cured'], ...Array.from({ length: 5 }, (): Tried => [RESTART, 'no-effect'])],
    ],
  ])('a fix %s is not to be tried, and never recommended', (_, tried) => {
    const { recommended, doNotTry, general } = composeAdvice(
      SITUATION,
      tried.map((one) => remembered([one]))
    );
    expect(words(doNotTry)).toEqual([RESTART.words]);
    expect(recommended).toEqual([]);
    expect(general.some(({ fix }) => fix.kind === 'restart')).toBe(false);
  });

  it('one coincidence does not ban what worked twenty times', () => {
    const worked = Array.from({ length: 20 }, () => remembered([[ROLLBACK, 'cured']]));
    const { recommended, doNotTry } = composeAdvice(SITUATION, [
      ...worked,
      remembered([[ROLLBACK, 'got-worse-after']]),
    ]);
    expect(words(recommended)).toEqual([ROLLBACK.words]);
    expect(recommended[0]?.counts).toMatchObject({ cured: 20, gotWorseAfter: 1 });
    expect(doNotTry).toEqual([]);
  });

  it('a mixed record is contested, with both counts', () => {
    const mixed = (['cured', 'no-effect', 'cured', 'no-effect'] as const).map((outcome) =>
      remembered([[ROLLBACK, outcome]])
    );
    const { contested, recommended } = composeAdvice(SITUATION, mixed);
    expect(recommended).toEqual([]);
    expect(contested).toMatchObject([{ counts: { cured: 2, noEffect: 2 } }]);
  });

  it('what is back within a week was not ended by the last fix, whatever was said then', () => {
    const told = [remembered([[ROLLBACK, 'cured']])];
    const back = { ...SITUATION, began: STARTED_AT + 3 * 86_400_000 };
    expect(words(composeAdvice(back, told).doNotTry)).toEqual([ROLLBACK.words]);
    const later = { ...SITUATION, began: STARTED_AT + 8 * 86_400_000 };
    expect(words(composeAdvice(later, told).recommended)).toEqual([ROLLBACK.words]);
  });

  it('a rollback names the version of then only where the same version fails again', () => {
    const told = [remembered([[ROLLBACK, 'cured', { version: '2.15.0' }]])];
    const asked = (version: string) => composeAdvice({ ...SITUATION, context: { version } }, told);
    expect(words([...asked('2.15.0').recommended])).toEqual(['roll back payment to 2.14.1']);
    const { recommended, untested } = asked('3.2.0');
    expect(words([...recommended, ...untested])).toEqual(['roll back payment to the version before']);
    const refused = { ...SITUATION, context: { version: '3.2.0' }, refused: recommended.map(({ fix }) => fix) };
    expect(composeAdvice(refused, told).recommended).toEqual([]);
  });

  it('what was refused in this incident is not suggested again', () => {
    const told = [remembered([[ROLLBACK, 'cured']])];
    const { recommended, untested } = composeAdvice({ ...SITUATION, refused: [ROLLBACK] }, told);
    expect([...recommended, ...untested]).toEqual([]);
  });

  it('what was refused twice since it last helped is not suggested the third time', () => {
    const told = [
      remembered([[ROLLBACK, 'cured']]),
      remembered([[ROLLBACK, 'refused']]),
      remembered([[ROLLBACK, 'refused']]),
    ];
    expect(words(composeAdvice(SITUATION, told.slice(0, 2)).recommended)).toEqual([ROLLBACK.words]);
    const { recommended, untested } = composeAdvice(SITUATION, told);
    expect(recommended).toEqual([]);
    expect(untested[0]?.sentence).toMatch(/refused 2 times since it last helped: too slow/);
  });

  it.each(['imported', 'inferred'] as const)('what is %s leads to nothing, however good it sounds', (provenance) => {
    const told = Array.from({ length: 5 }, () => remembered([[ROLLBACK, 'cured']], { provenance }));
    const { recommended, doNotTry, contested, untested } = composeAdvice(SITUATION, told);
    expect([recommended, doNotTry, contested, untested]).toEqual([[], [], [], []]);
  });

  it('what is flagged leads to nothing', () => {
    expect(composeAdvice(SITUATION, [remembered([[ROLLBACK, 'cured']], { flags: ['burst'] })]).recommended).toEqual([]);
  });

  it('what is only similar says nothing about fixes', () => {
    const told: Remembered = { ...remembered([[ROLLBACK, 'cured']]), strength: 'similar' };
    expect(composeAdvice(SITUATION, [told]).recommended).toEqual([]);
  });
});

describe('look-alikes', () => {
  const checked = {
    [CHECK_LABELS.question]: 'Are connections idle in transaction?',
    [CHECK_LABELS.how]: 'select count(*) from pg_stat_activity',
    [CHECK_LABELS.means]: 'Many: it leaks. None: the pool is too small',
  };

  it('no fix of one cause comes without the check that somebody wrote down', () => {
    const told = [
      remembered([[ROLLBACK, 'cured']], { ...LEAK, labels: checked }),
      remembered([[POOL, 'cured']], { ...CAPACITY, labels: checked }),
    ];
    const { recommended } = composeAdvice(SITUATION, told);
    expect(words(recommended).sort()).toEqual([POOL.words, ROLLBACK.words]);
    expect(recommended.map(({ tellApart }) => tellApart?.question)).toEqual(
      Array(2).fill(checked[CHECK_LABELS.question])
    );
  });

  it('without a check no fix of either cause is recommended', () => {
    const told = [remembered([[ROLLBACK, 'cured']], LEAK), remembered([[POOL, 'cured']], CAPACITY)];
    const { recommended, contested } = composeAdvice(SITUATION, told);
    expect(recommended).toEqual([]);
    expect(words(contested).sort()).toEqual([POOL.words, ROLLBACK.words]);
    expect(contested[0]?.sentence).toMatch(/only if the cause is .*: nobody wrote down how to tell/);
  });

  it('what was always so with the one and never with the other is the check, and decides where it is known', () => {
    const after = (fix: Fix, yes: string, given: object) =>
      remembered([[fix, 'cured', { 'after-deploy': yes }]], given);
    const told = [
      ...Array.from({ length: 3 }, () => after(ROLLBACK, 'yes', LEAK)),
      ...Array.from({ length: 3 }, () => after(POOL, 'no', CAPACITY)),
    ];
    expect(composeAdvice(SITUATION, [...told.slice(0, 2), ...told.slice(3, 5)]).recommended).toEqual([]);
    const unknown = composeAdvice(SITUATION, told);
    expect(unknown.recommended.map(({ tellApart }) => tellApart?.question).sort()).toEqual([
      'Was there a deploy in the hour before?',
      'Was there no deploy in the hour before?',
    ]);
    const known = composeAdvice({ ...SITUATION, context: { 'after-deploy': 'yes' } }, told);
    expect(words(known.recommended)).toEqual([ROLLBACK.words]);
    expect(words(known.contested)).toEqual([POOL.words]);
  });

  it('one lucky cure does not make one cause of two that people tell apart', () => {
    const told = [
      remembered([[ROLLBACK, 'cured']], LEAK),
      remembered([[ROLLBACK, 'cured']], LEAK),
      remembered([[ROLLBACK, 'cured']], CAPACITY),
    ];
    expect(words(composeAdvice(SITUATION, told).contested)).toEqual([ROLLBACK.words]);
  });

  it('one cause told in two ways is one, where the same fix ended it', () => {
    const told = [
      remembered([[ROLLBACK, 'cured']], LEAK),
      remembered([[ROLLBACK, 'cured']], { cause: { class: 'deploy', words: 'an export keeps its session open' } }),
    ];
    expect(words(composeAdvice(SITUATION, told).recommended)).toEqual([ROLLBACK.words]);
  });

  it('a fix that helped with one cause and made the other worse is told for the one alone', () => {
    const told = [
      remembered([[POOL, 'got-worse-after']], { ...LEAK, labels: checked }),
      remembered([[POOL, 'cured']], { ...CAPACITY, labels: checked }),
    ];
    const { recommended } = composeAdvice(SITUATION, told);
    expect(recommended).toMatchObject([{ tellApart: { question: checked[CHECK_LABELS.question] } }]);
    expect(recommended[0]?.sentence).toMatch(
      /with the cause "version 2.14 leaks connections" 0 of 1 \(got worse after once\)/
    );
  });
});

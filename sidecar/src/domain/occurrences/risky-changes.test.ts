import type { Occurrence } from './occurrence.ts';
import { riskyChanges } from './risky-changes.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 21, 12);

function deploy(service: string, at: number, given: Partial<Occurrence> = {}): Occurrence {
  return {
    id: `occ_${service}${at}`,
    source: 'ci',
    kind: 'deploy',
    stage: 'completed',
    at,
    receivedAt: at,
    service,
    title: `${service} deployed`,
    before: null,
    after: null,
    actor: null,
    url: null,
    details: [],
    ...given,
  };
}
const sign = (service: string, startedAt: number) => ({ service, startedAt, what: 'INC-4 opened' });

it('tells what something followed, with how soon', () => {
  const changes = [deploy('payment', NOON), deploy('user', NOON)];
  const found = riskyChanges(changes, { signs: [sign('payment', NOON + 3 * MINUTE)], earlierChanges: [], limit: 5 });
  expect(found).toEqual([{ change: changes[0], why: '3 min later: INC-4 opened' }]);
});

it('blames no change that came after, long before, in another service, or that is merely merged', () => {
  const changes = [
    deploy('payment', NOON + MINUTE),
    deploy('payment', NOON - 40 * MINUTE),
    deploy('user', NOON - MINUTE),
    deploy('payment', NOON - MINUTE, { stage: 'merged' }),
  ];
  expect(riskyChanges(changes, { signs: [sign('payment', NOON)], earlierChanges: [], limit: 5 })).toEqual([]);
});

it('remembers services that changes broke before', () => {
  const earlier = [deploy('payment', NOON - 5000 * MINUTE), deploy('payment', NOON - 3000 * MINUTE)];
  const signs = earlier.map(({ at }) => sign('payment', at + MINUTE));
  const today = deploy('payment', NOON);
  expect(riskyChanges([today], { signs, earlierChanges: [...earlier, today], limit: 5 })).toEqual([
    { change: today, why: '2 earlier changes of it were followed by trouble' },
  ]);
});

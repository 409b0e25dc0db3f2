import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { memoryOf } from '../../../test/conformance/memories/recall-examples.ts';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { ReadAudit } from './read-audit.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

it('says how many memories expire in the next 30 days, by category, as far as the reader sees them', async () => {
  const stores = openMemoryStores();
  const clock = new FakeClock();
  const scope = systemScope('main:1');
  const kept = (id: string, days: number | null, given: object = {}) =>
    memoryOf(scope, { id, expiresAt: days === null ? null : clock.now() + days * DAY_MS, ...given });
  await stores.memories.save(scope, [
    kept('mem_1', 29, { category: 'deployments' }),
    kept('mem_2', 3, { category: 'deployments' }),
    kept('mem_3', 31, { category: 'deployments' }),
    kept('mem_4', 10, { category: 'incidents' }),
    kept('mem_5', 10, { legalHold: true }),
    kept('mem_6', null),
    kept('mem_7', 1, { visibility: 'private', owner: 'eva' }),
  ]);
  const { expiring } = await new ReadAudit({ stores, clock }).read({ ...scope, teams: [], user: 'ada' });
  expect(expiring).toEqual({
    ...{ withinDays: 30, memories: 3, isMore: false },
    categories: [
      { category: 'deployments', memories: 2, firstAt: clock.now() + 3 * DAY_MS },
      { category: 'incidents', memories: 1, firstAt: clock.now() + 10 * DAY_MS },
    ],
  });
});

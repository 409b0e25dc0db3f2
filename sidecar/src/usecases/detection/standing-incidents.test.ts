import { incidentOf } from '../../../test/conformance/examples.ts';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import { StandingIncidents } from './standing-incidents.ts';

const scope = systemScope('main:1');

it('while the store is away each reader sees what it saw last, told as such, and nobody what another saw', async () => {
  const stores = openMemoryStores();
  await stores.incidents.save(scope, incidentOf(scope, { id: 'inc_1' }));
  let isAway = false;
  const list: typeof stores.incidents.list = (...query) =>
    isAway ? Promise.reject(new StoreUnavailable('it is away')) : stores.incidents.list(...query);
  const standing = new StandingIncidents({ incidents: { list }, clock: new FakeClock() });
  expect(await standing.read(scope)).toMatchObject({ open: [{ id: 'inc_1' }], isOld: false });
  isAway = true;
  expect(await standing.read(scope)).toMatchObject({ open: [{ id: 'inc_1' }], isOld: true });
  await expect(standing.read({ ...scope, teams: [], user: 'eve' })).rejects.toThrow(StoreUnavailable);
  await expect(standing.read(systemScope('main:2'))).rejects.toThrow(StoreUnavailable);
  isAway = false;
  expect(await standing.read(scope)).toMatchObject({ isOld: false });
});

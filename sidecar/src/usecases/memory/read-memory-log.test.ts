import { MemoryLogQuery } from '@incident-memory/contract';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import { eventsOf } from '../../../test/conformance/examples.ts';
import { memoryOf } from '../../../test/conformance/memories/recall-examples.ts';
import { readMemoryLog } from './read-memory-log.ts';

const own = systemScope('main:1');
const ada: Scope = { ...own, teams: [], user: 'ada' };

describe('the log of memory', () => {
  it('is narrowed to services and to a memory, among those that the reader may see', async () => {
    const stores = openMemoryStores();
    await stores.memories.save(own, [
      memoryOf(own, { id: 'mem_1', services: ['checkout'] }),
      memoryOf(own, { id: 'mem_2', services: ['search', 'checkout'], visibility: 'private', owner: 'grace' }),
      memoryOf(own, { id: 'mem_3', services: ['search'] }),
    ]);
    for (const memory of ['mem_1', 'mem_2', 'mem_3']) {
      await stores.events.append(own, eventsOf(own, memory, { count: 2 }));
    }
    const streams = async (scope: Scope, { memory, ...query }: { memory?: string; service?: string }) => {
      const asked = { ...MemoryLogQuery.parse(query), ...(memory === undefined ? {} : { memory }) };
      const { logged } = await readMemoryLog(stores, scope, asked);
      return [...new Set(logged.map(({ event }) => event.stream))].sort();
    };
    expect(await streams(ada, {})).toEqual(['mem_1', 'mem_3']);
    expect(await streams(ada, { service: 'checkout' })).toEqual(['mem_1']);
    expect(await streams(own, { service: 'checkout' })).toEqual(['mem_1', 'mem_2']);
    expect(await streams(ada, { memory: 'mem_2' })).toEqual([]);
    expect(await streams(own, { memory: 'mem_2', service: 'search' })).toEqual(['mem_2']);
    expect(await streams(own, { memory: 'mem_1', service: 'search' })).toEqual([]);
    expect(await streams(own, { service: 'nowhere' })).toEqual([]);
  });
});

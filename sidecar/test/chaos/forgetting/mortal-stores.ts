import { StoreUnavailable } from '../../../src/ports/stores/store-failure.ts';
import type { Stores } from '../../../src/ports/stores/stores.ts';

/** Everything by which a forgetting, and what it finishes on the way, changes a store. */
const WRITES: Partial<Record<keyof Stores, readonly string[]>> = {
  events: ['append', 'forget'],
  incidents: ['save', 'remove'],
  memories: ['save', 'remove'],
  recall: ['put', 'remove'],
  idempotency: ['remember', 'forget'],
  settings: ['write'],
};

/** The same stores to a process that dies before its write number `lastWrite + 1`; writes that it made are there. */
export function mortalStores(stores: Stores, lastWrite: number): { stores: Stores; died: () => boolean } {
  let writes = 0;
  const counted =
    (act: (...given: unknown[]) => unknown) =>
    (...given: unknown[]): unknown => {
      writes += 1;
      return writes > lastWrite ? Promise.reject(new StoreUnavailable('the process died here')) : act(...given);
    };
  const ports = Object.entries(WRITES).map(([name, methods]) => {
    const whole = stores[name as keyof Stores] as object;
    const copy = Object.create(whole) as Record<string, unknown>;
    for (const method of methods) {
      copy[method] = counted((...given) =>
        (Reflect.get(whole, method) as (...all: unknown[]) => unknown).apply(whole, given)
      );
    }
    return [name, copy];
  });
  const mortal = { ...stores, ...Object.fromEntries(ports), scrub: counted(() => stores.scrub()) } as unknown as Stores;
  return { stores: mortal, died: () => writes > lastWrite };
}

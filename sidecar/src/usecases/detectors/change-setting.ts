import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import { Turns } from '../turns.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'settings' | 'leases'>;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'next'>;
}

/** A writer that dies blocks the next one for so long; a write takes milliseconds. */
const LEASE_MS = 5_000;
const TRY_EVERY_MS = 50;
const MOST_TRIES = 120;

/**
 * Reads a setting, changes it and writes it back, one writer after the other: those of this process wait for their
 * turn, those of other sidecars over the same store for a lease. So of two people who change it at once neither loses.
 */
export class ChangeSetting {
  private readonly dependencies: Dependencies;
  private readonly turns = new Turns();

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async change<Value, Outcome>(
    scope: Scope,
    key: string,
    decide: (there: Value | null) => { readonly value: Value; readonly outcome: Outcome }
  ): Promise<Outcome> {
    const { settings, leases } = this.dependencies.stores;
    return this.turns.take(`${scope.organisation} ${key}`, async () => {
      const lease = { name: `setting ${key}`, holder: this.dependencies.ids.next('req') };
      await this.acquire(scope, lease);
      try {
        const { value, outcome } = decide((await settings.read(scope, key)) as Value | null);
        await settings.write(scope, key, value);
        return outcome;
      } finally {
        await leases.release(scope, lease);
      }
    });
  }

  private async acquire(scope: Scope, lease: { name: string; holder: string }): Promise<void> {
    const { clock, stores } = this.dependencies;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const now = clock.now();
      if (await stores.leases.acquire(scope, { ...lease, now, untilMs: now + LEASE_MS })) {
        return;
      }
      await new Promise<void>((resolve) => void clock.schedule(TRY_EVERY_MS, resolve));
    }
    throw new StoreUnavailable('a setting stayed locked by another sidecar');
  }
}

import type { Scope } from '../../domain/tenancy/scope.ts';
import type { LeaseStore } from '../../ports/stores/lease-store.ts';
import { ByOrganisation } from './by-organisation.ts';

export class MemoryLeaseStore implements LeaseStore {
  private readonly leases = new ByOrganisation(() => new Map<string, { holder: string; untilMs: number }>());
  private readonly claims = new ByOrganisation(() => new Map<string, string>());

  async acquire(scope: Scope, lease: { name: string; holder: string; now: number; untilMs: number }): Promise<boolean> {
    const leases = this.leases.of(scope);
    const held = leases.get(lease.name);
    if (held !== undefined && held.holder !== lease.holder && held.untilMs > lease.now) {
      return false;
    }
    leases.set(lease.name, { holder: lease.holder, untilMs: lease.untilMs });
    return true;
  }

  async release(scope: Scope, lease: { name: string; holder: string }): Promise<void> {
    const leases = this.leases.of(scope);
    if (leases.get(lease.name)?.holder === lease.holder) {
      leases.delete(lease.name);
    }
  }

  async claim(scope: Scope, claim: { key: string; value: string; instead?: string }): Promise<string> {
    const claims = this.claims.of(scope);
    const held = claims.get(claim.key);
    if (held !== undefined && held !== claim.instead) {
      return held;
    }
    claims.set(claim.key, claim.value);
    return claim.value;
  }

  async unclaim(scope: Scope, claim: { key: string; value: string }): Promise<void> {
    const claims = this.claims.of(scope);
    if (claims.get(claim.key) === claim.value) {
      claims.delete(claim.key);
    }
  }
}

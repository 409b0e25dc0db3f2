import type { Scope } from '../../domain/tenancy/scope.ts';

/**
 * Who may do something alone. Two kinds: a lease runs out by itself (who watches an organisation), a claim stays
 * until it is released (which incident is the open one of a service). All methods may throw StoreUnavailable.
 */
export interface LeaseStore {
  /** True where the holder has it now: it was free, had run out, or was the holder's already (then it is prolonged). */
  acquire(scope: Scope, lease: { name: string; holder: string; now: number; untilMs: number }): Promise<boolean>;
  release(scope: Scope, lease: { name: string; holder: string }): Promise<void>;
  /** The value that stands after the call: the given one where the key was free or held `instead`, else the one there. */
  claim(scope: Scope, claim: { key: string; value: string; instead?: string }): Promise<string>;
  /** Frees the key where it has this value. */
  unclaim(scope: Scope, claim: { key: string; value: string }): Promise<void>;
}

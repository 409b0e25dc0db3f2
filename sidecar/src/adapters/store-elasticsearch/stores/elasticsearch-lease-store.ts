import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { LeaseStore } from '../../../ports/stores/lease-store.ts';
import { compareAndSet } from '../compare-and-set.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';

interface LeaseDocument {
  readonly organisation: string;
  readonly kind: 'lease';
  readonly holder: string;
  readonly until: number;
}

interface ClaimDocument {
  readonly organisation: string;
  readonly kind: 'claim';
  readonly holder: string;
}

export class ElasticsearchLeaseStore implements LeaseStore {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  acquire(scope: Scope, lease: { name: string; holder: string; now: number; untilMs: number }): Promise<boolean> {
    return compareAndSet<LeaseDocument, boolean>(this.connection, at(scope, 'lease', lease.name), (there) => {
      if (there !== null && there.holder !== lease.holder && there.until > lease.now) {
        return { action: 'keep', outcome: false };
      }
      const document = {
        organisation: scope.organisation,
        kind: 'lease',
        holder: lease.holder,
        until: lease.untilMs,
      } as const;
      return { action: 'write', document, outcome: true };
    });
  }

  release(scope: Scope, lease: { name: string; holder: string }): Promise<void> {
    return this.removeHeldBy(lease.holder, at(scope, 'lease', lease.name));
  }

  claim(scope: Scope, claim: { key: string; value: string; instead?: string }): Promise<string> {
    return compareAndSet<ClaimDocument, string>(this.connection, at(scope, 'claim', claim.key), (there) => {
      if (there !== null && there.holder !== claim.instead) {
        return { action: 'keep', outcome: there.holder };
      }
      const document = { organisation: scope.organisation, kind: 'claim', holder: claim.value } as const;
      return { action: 'write', document, outcome: claim.value };
    });
  }

  unclaim(scope: Scope, claim: { key: string; value: string }): Promise<void> {
    return this.removeHeldBy(claim.value, at(scope, 'claim', claim.key));
  }

  private removeHeldBy(holder: string, place: ReturnType<typeof at>): Promise<void> {
    return compareAndSet<LeaseDocument | ClaimDocument, undefined>(this.connection, place, (there) => ({
      action: there?.holder === holder ? 'remove' : 'keep',
      outcome: undefined,
    }));
  }
}

function at(scope: Scope, kind: 'lease' | 'claim', name: string) {
  return { room: 'coordination', id: documentId(scope.organisation, kind, name) } as const;
}

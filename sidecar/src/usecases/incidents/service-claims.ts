import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import { isUnderWay } from '../../domain/incidents/life-cycle.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { LeaseStore } from '../../ports/stores/lease-store.ts';

/**
 * Which incident a service is in: a claim in the store, which names the incident. It is what two who open at the same
 * time meet at, so it is taken before the first event; afterwards claims follow the records.
 */
export class ServiceClaims {
  private readonly leases: Pick<LeaseStore, 'claim' | 'unclaim'>;

  constructor(leases: Pick<LeaseStore, 'claim' | 'unclaim'>) {
    this.leases = leases;
  }

  /** The incident that has the service after the call: the given one where it was free or held by `instead`. */
  claim(scope: Scope, service: string, { id, instead }: { id: string; instead?: string }): Promise<string> {
    return this.leases.claim(scope, { key: keyOf(service), value: id, ...(instead === undefined ? {} : { instead }) });
  }

  async release(scope: Scope, service: string, id: string): Promise<void> {
    await this.leases.unclaim(scope, { key: keyOf(service), value: id });
  }

  /** Moves what the one holds of these services to the other one; what others hold stays theirs. */
  async move(scope: Scope, services: readonly string[], { from, to }: { from: string; to: string }): Promise<void> {
    await Promise.all(services.map((service) => this.claim(scope, service, { id: to, instead: from })));
  }

  /**
   * What joined is claimed where it is free, and what was closed is freed. A merged incident's claims stay until the
   * other one has its services, and what was split off until the new one is there: then they are moved.
   */
  async follow(
    scope: Scope,
    { before, after }: { before: IncidentRecord | null; after: IncidentRecord }
  ): Promise<void> {
    if (isUnderWay(after.state)) {
      const known = new Set(before !== null && isUnderWay(before.state) ? before.services.map(nameOf) : []);
      const joined = after.services.map(nameOf).filter((service) => !known.has(service));
      await Promise.all(joined.map((service) => this.claim(scope, service, { id: after.id })));
    } else if (after.state !== 'merged') {
      await Promise.all(after.services.map(({ service }) => this.release(scope, service, after.id)));
    }
  }
}

function nameOf({ service }: { service: string }): string {
  return service;
}

function keyOf(service: string): string {
  return `open-incident:${service}`;
}

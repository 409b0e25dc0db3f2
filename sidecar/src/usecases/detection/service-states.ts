import type { ServiceSummary } from '@incident-memory/contract';
import type { Scope } from '../../domain/tenancy/scope.ts';

export type ServiceState = Omit<ServiceSummary, 'lastSeenAt'> & { readonly lastSeenAt: number };

/** What detection knows of the services right now, and whether it runs. */
export interface ServiceStates {
  serviceStates(scope: Scope, now: number): readonly ServiceState[];
  lastCheckAt(): number | null;
  checksMissed(): number;
}

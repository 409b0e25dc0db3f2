import { organisationId, type OrganisationId } from '../domain/tenancy/scope.ts';
import type { Configuration } from '../platform/configuration/schema.ts';

/** Grafana's first organisation, which every Grafana has; the demo lives there. */
export const DEMO_ORG_ID = 1;

/** Every organisation that can send something: what is watched, repaired and expired. */
export function knownOrganisations(configuration: Configuration): OrganisationId[] {
  const { machineCredentials, grafanaWebhooks, githubWebhooks, kubernetes, telemetry, grafana, demo, instance } =
    configuration;
  const senders = [
    ...machineCredentials,
    ...grafanaWebhooks,
    ...githubWebhooks,
    ...kubernetes,
    ...telemetry,
    ...grafana,
  ];
  const orgIds = senders.map(({ organisation }) => organisation);
  return [...new Set([...orgIds, ...(demo.enabled ? [DEMO_ORG_ID] : [])])].map((orgId) =>
    organisationId(instance, orgId)
  );
}

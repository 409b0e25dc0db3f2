import { type RouteAnswer, type ServiceGraph } from '@incident-memory/contract';

type ServiceSummary = RouteAnswer<'listServices'>['items'][number];

export interface ServiceRow {
  service: string;
  /** null where no lines come from it, which is what is judged. */
  state: ServiceSummary['state'] | null;
  lastSeenAt: string | null;
  /** False for what is only called: a database, a queue, a host. */
  speaks: boolean;
  errorLines: number;
  requests: number;
  failed: number;
  p95: number | null;
}

/** What needs a look comes first. */
const ORDER: Array<ServiceRow['state']> = ['incident', 'raised', 'silent', 'learning', 'usual', null];

export function serviceRows(services: ServiceSummary[], graph: ServiceGraph): ServiceRow[] {
  const nodes = new Map(graph.nodes.map((node) => [node.service, node]));
  const known = new Map(services.map((summary) => [summary.service, summary]));
  return [...new Set([...known.keys(), ...nodes.keys()])]
    .map((service): ServiceRow => {
      const [summary, node] = [known.get(service), nodes.get(service)];
      return {
        service,
        state: summary?.state ?? null,
        lastSeenAt: summary?.lastSeenAt ?? null,
        speaks: summary !== undefined || node?.speaks === true,
        errorLines: node?.errorLines ?? 0,
        requests: node?.requests ?? 0,
        failed: node?.errors ?? 0,
        p95: node?.p95 ?? null,
      };
    })
    .sort(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        b.errorLines + b.failed - (a.errorLines + a.failed) ||
        a.service.localeCompare(b.service)
    );
}

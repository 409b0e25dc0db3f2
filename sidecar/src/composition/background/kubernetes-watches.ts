import { inClusterAccess } from '../../adapters/kubernetes/access/in-cluster-access.ts';
import { kubeconfigAccess } from '../../adapters/kubernetes/access/kubeconfig-access.ts';
import { KubernetesWatch } from '../../adapters/kubernetes/kubernetes-watch.ts';
import { organisationId, systemScope } from '../../domain/tenancy/scope.ts';
import type { IngestSignals } from '../../usecases/intake/ingest-signals.ts';
import type { Core } from '../core.ts';

/** What goes on by itself once it is started, on one sidecar at a time. */
export interface ContinuousWatch {
  start(): void;
  stop(): Promise<void>;
}

export function kubernetesWatches(core: Core, ingest: Pick<IngestSignals, 'ingest'>): ContinuousWatch[] {
  const { configuration, clock, sources, logger, stores } = core;
  return configuration.kubernetes.map(({ name, cluster, namespaces, resources, kubeconfig, context, organisation }) => {
    const owner = organisationId(configuration.instance, organisation);
    const scope = systemScope(owner);
    const named = { name, kind: 'kubernetes' } as const;
    sources.expect(owner, named);
    return new KubernetesWatch({
      name,
      cluster,
      scope,
      namespaces,
      resources,
      access: () => (kubeconfig === null ? inClusterAccess(process.env) : kubeconfigAccess(kubeconfig, context)),
      clock,
      random: Math.random,
      settings: stores.settings,
      ingest: (raw, about) => ingest.ingest(scope, raw, about),
      onHeard: () => sources.heard(owner, { ...named, at: clock.now() }),
      onProblem: (sentence, error) => {
        sources.failed(owner, { ...named, problem: sentence });
        logger.warn({ err: error, source: name }, 'a cluster could not be watched');
      },
    });
  });
}

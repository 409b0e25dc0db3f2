import type { ConceptEntry } from './concept.ts';
import { BUSINESS_THINGS } from './concepts/business.ts';
import { DATABASE_FAILURES } from './concepts/databases.ts';
import { CLUSTER_FAILURES } from './concepts/kubernetes-and-releases.ts';
import { MACHINE_THINGS } from './concepts/machines.ts';
import { NETWORK_FAILURES } from './concepts/networks.ts';
import { PROCESS_FAILURES } from './concepts/processes.ts';
import { CACHE_FAILURES, QUEUE_FAILURES } from './concepts/queues-and-caches.ts';
import { SOFTWARE_THINGS } from './concepts/software.ts';
import { STATES } from './concepts/states.ts';
import { STORAGE_FAILURES } from './concepts/storage-and-hardware.ts';
import { SURROUNDING_FAILURES } from './concepts/surroundings.ts';
import { TRUST_FAILURES } from './concepts/trust.ts';

/** What the product knows by itself, written from what operators say; an administrator's file adds to it. */
export const PRODUCT_CONCEPTS: readonly ConceptEntry[] = [
  ...STATES,
  ...MACHINE_THINGS,
  ...SOFTWARE_THINGS,
  ...BUSINESS_THINGS,
  ...PROCESS_FAILURES,
  ...DATABASE_FAILURES,
  ...QUEUE_FAILURES,
  ...CACHE_FAILURES,
  ...STORAGE_FAILURES,
  ...NETWORK_FAILURES,
  ...TRUST_FAILURES,
  ...CLUSTER_FAILURES,
  ...SURROUNDING_FAILURES,
];

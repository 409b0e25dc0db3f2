import type { PastIncident } from './past-incident.ts';
import { relationalDatabases } from './relational-databases.ts';
import { memoryAndRuntimes } from './memory-and-runtimes.ts';
import { queuesAndStreams } from './queues-and-streams.ts';
import { networkAndNames } from './network-and-names.ts';
import { trustAndIdentity } from './trust-and-identity.ts';
import { platformAndDeploys } from './platform-and-deploys.ts';
import { cachesAndSearch } from './caches-and-search.ts';
import { batchMailMobile } from './batch-mail-mobile.ts';
import { cloudHardwareObserving } from './cloud-hardware-observing.ts';
import { lookingAlike } from './looking-alike.ts';

/** Everything that is remembered in this measurement. */
export const allMemories: readonly PastIncident[] = [
  ...relationalDatabases,
  ...memoryAndRuntimes,
  ...queuesAndStreams,
  ...networkAndNames,
  ...trustAndIdentity,
  ...platformAndDeploys,
  ...cachesAndSearch,
  ...batchMailMobile,
  ...cloudHardwareObserving,
  ...lookingAlike,
];

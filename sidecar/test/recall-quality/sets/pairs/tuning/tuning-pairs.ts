import type { MeaningPair } from '../meaning-pair.ts';
import { tuningDataStores } from './data-stores.ts';
import { tuningDelivery } from './delivery.ts';
import { tuningMachines } from './machines.ts';
import { tuningNetworkAndTrust } from './network-and-trust.ts';
import { tuningSurroundings } from './surroundings.ts';

/** The half that may be read, printed and learned from while recall is tuned. */
export const tuningPairs: readonly MeaningPair[] = [
  ...tuningMachines,
  ...tuningNetworkAndTrust,
  ...tuningDataStores,
  ...tuningDelivery,
  ...tuningSurroundings,
];

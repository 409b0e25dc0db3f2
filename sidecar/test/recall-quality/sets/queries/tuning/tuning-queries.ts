import type { RecallQuerySets } from '../recall-query.ts';
import { tuningLongDataAndNetwork } from './long-data-and-network.ts';
import { tuningLongPlatformAndShop } from './long-platform-and-shop.ts';
import { tuningShort } from './short.ts';
import { tuningIdentifiers } from './identifiers.ts';
import { tuningUnanswerableElsewhere } from './unanswerable-elsewhere.ts';
import { tuningUnanswerableNear } from './unanswerable-near.ts';
import { tuningUnanswerableNearAtLength } from './unanswerable-near-at-length.ts';

/** The half that may be read, printed and learned from while recall is tuned. */
export const tuningQueries: RecallQuerySets = {
  long: [...tuningLongDataAndNetwork, ...tuningLongPlatformAndShop],
  short: tuningShort,
  identifiers: tuningIdentifiers,
  unanswerable: [...tuningUnanswerableElsewhere, ...tuningUnanswerableNear, ...tuningUnanswerableNearAtLength],
};

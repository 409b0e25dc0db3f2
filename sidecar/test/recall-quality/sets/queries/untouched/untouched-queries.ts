import type { RecallQuerySets } from '../recall-query.ts';
import { untouchedLongDataAndNetwork } from './long-data-and-network.ts';
import { untouchedLongPlatformAndShop } from './long-platform-and-shop.ts';
import { untouchedShort } from './short.ts';
import { untouchedIdentifiers } from './identifiers.ts';
import { untouchedUnanswerableElsewhere } from './unanswerable-elsewhere.ts';
import { untouchedUnanswerableNear } from './unanswerable-near.ts';
import { untouchedUnanswerableNearAtLength } from './unanswerable-near-at-length.ts';

/**
 * NOT TO BE READ WHILE TUNING, like the untouched pairs: measured as a whole when a figure is published, never looked
 * at one by one before.
 */
export const untouchedQueries: RecallQuerySets = {
  long: [...untouchedLongDataAndNetwork, ...untouchedLongPlatformAndShop],
  short: untouchedShort,
  identifiers: untouchedIdentifiers,
  unanswerable: [...untouchedUnanswerableElsewhere, ...untouchedUnanswerableNear, ...untouchedUnanswerableNearAtLength],
};

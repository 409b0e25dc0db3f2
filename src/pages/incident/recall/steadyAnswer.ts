import { type RecallAnswer } from '@incident-memory/contract';
import { adviceKey } from '../../../shared/recall/adviceWords';

/**
 * Whether a newer answer may take the place of the one that is read without anything moving under a hand. It may
 * where the fix with the buttons stays the same or there is none; and it must where that fix is no longer advised.
 */
export function mayReplace(shown: RecallAnswer, newer: RecallAnswer): boolean {
  const [best] = shown.recommended;
  const [next] = newer.recommended;
  if (best === undefined || (next !== undefined && adviceKey(best) === adviceKey(next))) {
    return true;
  }
  return !newer.recommended.some((one) => adviceKey(one) === adviceKey(best));
}

import type { RecallMatch } from '@incident-memory/contract';
import { isSameSignature } from '../capture/same-signature.ts';
import type { MemoryRecord } from '../memory-record.ts';
import type { Situation } from './situation.ts';

/** From here on words and meaning alone say that it is likely the same (docs/recall.md: scores of right answers). */
const LIKELY_SCORE = 0.5;

/** How sure it is that this is the same trouble again; structure says more than likeness of words. */
export function strengthOfMatch(situation: Situation, record: MemoryRecord, score: number): RecallMatch['strength'] {
  const { service, errorType, fingerprints, templates } = situation;
  const signature = { errorType, fingerprints, templates, symptoms: [] };
  if (isSameSignature({ service: service ?? record.service, signature }, record)) {
    return 'same';
  }
  return score >= LIKELY_SCORE ? 'likely' : 'similar';
}

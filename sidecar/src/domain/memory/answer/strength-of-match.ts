import type { RecallMatch } from '@incident-memory/contract';
import { isSameSignature } from '../capture/same-signature.ts';
import type { MemoryRecord } from '../memory-record.ts';
import type { Situation } from './situation.ts';

/**
 * From here on words and meaning alone say that it is likely the same. On the demo history (152 incidents, each asked for
 * by its title, and by one symptom in another team's words, among all the others) nine in ten matches from here on were
 * of the same trouble, and half of those between .5 and here.
 */
const LIKELY_SCORE = 0.65;

/**
 * How sure it is that this is the same trouble again. Structure decides where both sides have it: what failed with
 * another stack and other messages is not the same, however much alike people tell of it.
 */
export function strengthOfMatch(situation: Situation, record: MemoryRecord, score: number): RecallMatch['strength'] {
  const { service, errorType, fingerprints, templates } = situation;
  const signature = { errorType, fingerprints, templates, symptoms: [] };
  if (isSameSignature({ service: service ?? record.service, signature }, record)) {
    return 'same';
  }
  // What is under way and shows no error is not what showed some, however much alike detection tells of both.
  const isOfAnotherMake = hasStructure(record.signature) && (hasStructure(signature) || situation.began !== null);
  return isOfAnotherMake ? 'similar' : score >= LIKELY_SCORE ? 'likely' : 'similar';
}

function hasStructure({
  fingerprints,
  templates,
}: Pick<MemoryRecord['signature'], 'fingerprints' | 'templates'>): boolean {
  return fingerprints.length > 0 || templates.length > 0;
}

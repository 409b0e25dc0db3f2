import { type Advice, type RecallAnswer } from '@incident-memory/contract';

/** The check that belongs to what is looked at first: the best known fix, else whatever there is. */
export function firstCheck(answer: RecallAnswer): Advice['tellApart'] {
  const inOrder = [...answer.recommended, ...answer.contested, ...answer.untested, ...answer.doNotTry];
  return inOrder.find(({ tellApart }) => tellApart !== null)?.tellApart ?? null;
}

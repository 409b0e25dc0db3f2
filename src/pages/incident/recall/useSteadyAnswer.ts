import { type RecallAnswer } from '@incident-memory/contract';
import { useState } from 'react';
import { mayReplace } from './steadyAnswer';

/** Advice does not change while someone reads it; what is newer waits behind a button. */
export function useSteadyAnswer(newest: RecallAnswer | undefined) {
  const [shown, setShown] = useState(newest);
  if (newest !== undefined && newest !== shown && (shown === undefined || mayReplace(shown, newest))) {
    setShown(newest);
  }
  return {
    answer: shown,
    isNewer: newest !== undefined && shown !== undefined && newest !== shown,
    showNewer: () => setShown(newest),
  };
}

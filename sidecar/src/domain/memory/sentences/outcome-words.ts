import type { Outcome } from '@incident-memory/contract';

/** What nobody tested is "got worse after", never "made it worse". */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  cured: 'cured it',
  mitigated: 'made it better',
  temporary: 'helped for a while; it came back',
  'no-effect': 'changed nothing',
  'got-worse-after': 'it got worse after',
  unattributed: 'cannot be told: something else happened in the same time',
};

import type { Fix } from '@incident-memory/contract';
import type { FixTried } from './fixes-of-memories.ts';
import type { Situation } from './situation.ts';

const VERSION = /\bv?\d+\.\d+(?:\.\d+)*\b/g;

/**
 * What is taken back is another version each time. The one of then, in the words or in a command that somebody copies at
 * night, would take the service years back; so it is told as what it is, unless the same version fails again.
 */
export function fixForNow({ fix, tried }: FixTried, { context: now }: Pick<Situation, 'context'>): Fix {
  const then = tried.find(({ attempt }) => attempt.context['version'] !== undefined)?.attempt.context['version'];
  if (fix.kind !== 'rollback' || then === undefined || then === now['version']) {
    return fix;
  }
  return {
    ...fix,
    words: fix.words.replace(VERSION, 'the version before'),
    exact: fix.exact.replace(VERSION, '<the version before>'),
    undo: fix.undo.replace(VERSION, '<the newer version>'),
  };
}

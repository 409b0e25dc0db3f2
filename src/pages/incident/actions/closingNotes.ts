import { type Attempt, type Memory, type NotKnown, type ResolutionNotes } from '@incident-memory/contract';

// The contract's values would bring zod along.
const NOT_KNOWN: NotKnown = 'Not known';

export const EMPTY_NOTES: ResolutionNotes = { cause: '', fix: '', fixKind: 'other', didNotHelp: '', prevention: '' };

const HELPED: ReadonlySet<Attempt['outcome']> = new Set(['cured', 'mitigated']);
const DID_NOT: ReadonlySet<Attempt['outcome']> = new Set(['temporary', 'no-effect', 'got-worse-after']);

/**
 * What is known when it is closed, from what people said they did and what that did: a person corrects it, and never
 * has to fill it in. A fix whose effect is not judged yet is offered as the cure only where no other one is known.
 */
export function knownNotes(memory: Memory | null): ResolutionNotes {
  if (memory === null) {
    return EMPTY_NOTES;
  }
  const applied = memory.attempts.filter(({ state }) => state === 'done');
  const helped = applied.filter(({ outcome }) => HELPED.has(outcome));
  const open = applied.filter(({ outcome }) => outcome === null || outcome === 'unattributed').slice(-1);
  const cures = helped.length > 0 ? helped : open;
  return {
    cause: memory.cause?.words ?? '',
    fix: memory.resolution !== '' ? memory.resolution : words(cures),
    fixKind: kindOf(cures.at(-1)),
    didNotHelp: applied
      .filter(({ outcome }) => DID_NOT.has(outcome))
      .map(({ fix, outcomeSentence }) => (outcomeSentence === '' ? fix.words : `${fix.words}: ${outcomeSentence}`))
      .join('\n'),
    prevention: memory.prevention,
  };
}

/** What nobody said is kept as that, so that closing never waits for words. */
export function sentNotes(notes: ResolutionNotes): ResolutionNotes {
  return {
    ...notes,
    cause: notes.cause.trim() === '' ? NOT_KNOWN : notes.cause,
    fix: notes.fix.trim() === '' ? NOT_KNOWN : notes.fix,
  };
}

function words(attempts: Attempt[]): string {
  return [...new Set(attempts.map(({ fix }) => fix.words))].join('\n');
}

function kindOf(attempt: Attempt | undefined): ResolutionNotes['fixKind'] {
  const kind = attempt?.fix.kind ?? 'other';
  return kind === 'command' ? 'other' : kind;
}

import type { Memory, MemoryEventType } from '@incident-memory/contract';
import type { Attempt } from './memory-record.ts';
import type { NewMemoryEvent } from './memory-events.ts';

type State = Memory['state'];
/** Linking is two things: a remark, or the end of a memory that became part of another one. */
export type Step = MemoryEventType | 'merged-into' | 'taken-out';
/** `as-before`: the state that it had before it was retired or merged. */
type Next = State | 'as-before';
type Table = Readonly<Record<State, Readonly<Partial<Record<Step, Next>>>>>;

/** What may always be said, and leaves the state as it is. */
function always<S extends State>(state: S) {
  return {
    corrected: state,
    linked: state,
    unlinked: state,
    held: state,
    released: state,
    flagged: state,
    unflagged: state,
    undone: state,
    forgotten: state,
  } as const;
}

/** What is said of something that is recalled, or will be. */
function inUse<S extends State>(state: S) {
  return {
    ...always(state),
    'attempt-begun': state,
    'attempt-done': state,
    'attempt-withdrawn': state,
    'suggestion-rejected': state,
    'outcome-judged': state,
    recurred: state,
    ended: 'active',
    confirmed: state,
    staled: state,
    revalidated: state,
    retired: 'retired',
    'merged-into': 'merged',
  } as const;
}

/**
 * Which event may follow which state of a memory, and to which state it leads; what is not here is refused. It begins
 * with `captured`. Of what was retired or merged the outcome of a fix may still become known.
 */
const MEMORY_LIFE_CYCLE: Table = {
  forming: inUse('forming'),
  active: { ...inUse('active'), 'feedback-given': 'active' },
  retired: { ...always('retired'), 'outcome-judged': 'retired', restored: 'as-before' },
  merged: { ...always('merged'), 'outcome-judged': 'merged', 'taken-out': 'as-before' },
};

/** What may be said of an attempt, and what it is then. `attempt-begun` and `suggestion-rejected` begin one. */
export const ATTEMPT_LIFE_CYCLE: Readonly<
  Record<Attempt['state'], Readonly<Partial<Record<MemoryEventType, Attempt['state']>>>>
> = {
  doing: { 'attempt-done': 'done', 'attempt-withdrawn': 'withdrawn' },
  // Said again, it corrects the time.
  done: { 'attempt-done': 'done', 'attempt-withdrawn': 'withdrawn', 'outcome-judged': 'done' },
  withdrawn: {},
  rejected: {},
};

export function stepOf({ type, payload }: NewMemoryEvent): Step {
  if (type === 'linked' && payload.kind === 'merged-into') {
    return 'merged-into';
  }
  return type === 'unlinked' && payload.kind === 'merged-into' ? 'taken-out' : type;
}

/** null where the event is refused. `before` is the state it had before it was retired or merged. */
export function nextMemoryState(state: State | null, step: Step, before: State): State | null {
  if (state === null) {
    return null;
  }
  const next = MEMORY_LIFE_CYCLE[state][step] ?? null;
  return next === 'as-before' ? before : next;
}

/** What a person or the product did and may take back; that something was there is no such thing. */
const UNDOABLE: ReadonlySet<MemoryEventType> = new Set<MemoryEventType>([
  'corrected',
  'attempt-begun',
  'attempt-done',
  'attempt-withdrawn',
  'suggestion-rejected',
  'outcome-judged',
  'recurred',
  'linked',
  'unlinked',
  'confirmed',
  'staled',
  'revalidated',
  'retired',
  'restored',
  'flagged',
  'unflagged',
  'feedback-given',
  'undone',
]);

export function isUndoable(type: MemoryEventType): boolean {
  return UNDOABLE.has(type);
}

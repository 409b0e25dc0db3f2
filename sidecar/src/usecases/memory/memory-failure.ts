import type { MemoryRefusal } from '../../domain/memory/memory-refusal.ts';
import { ApplicationError } from '../../platform/application-error.ts';

/** Why nothing was written. Unknown and not theirs are the same answer. */
export type MemoryFailure =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'version-conflict'; readonly version: number }
  | MemoryRefusal;

/** The failure as a person is told of it. */
export function memoryRefusalError(failure: MemoryFailure): ApplicationError {
  switch (failure.kind) {
    case 'unknown':
      return new ApplicationError('IM_MEMORY_UNKNOWN');
    case 'version-conflict':
      return new ApplicationError('IM_VERSION_CONFLICT');
    case 'refused':
      return new ApplicationError('IM_MEMORY_TRANSITION_REFUSED', {
        details: { state: failure.state, action: failure.event },
      });
    case 'attempt-unknown':
      return new ApplicationError('IM_ATTEMPT_UNKNOWN');
    case 'attempt-refused':
      return new ApplicationError('IM_ATTEMPT_TRANSITION_REFUSED', {
        details: { state: failure.state, action: failure.event },
      });
    case 'not-undoable':
      return new ApplicationError('IM_MEMORY_UNDO_REFUSED', { details: { problem: failure.problem } });
  }
}

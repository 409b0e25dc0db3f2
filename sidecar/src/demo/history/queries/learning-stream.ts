import type { History } from '../generate-history.ts';
import type { PastAttempt, PastContext } from '../past-incident.ts';

/** A line of the input of `evaluate learning`; `at` in epoch seconds, as all its times. */
export interface LearningLine {
  readonly at: number;
  readonly signature: string;
  readonly fix: string;
  readonly context: PastContext;
  readonly version: string;
  readonly outcome: 'worked' | 'failed' | 'worsened' | 'rejected' | 'modified';
}

/**
 * Every attempt with an outcome that counts, in order of time. A signature here is what can be known when a fix is
 * chosen: the errors. Look-alikes share it, and their causes are not told.
 */
export function learningStream(history: History): LearningLine[] {
  return history.incidents
    .flatMap((incident) =>
      incident.attempts.flatMap((attempt): LearningLine[] => {
        const outcome = countedOutcome(attempt);
        const signature = history.truth.incidents.get(incident.id)?.signature;
        const { version = '' } = incident.context;
        const at = Math.floor((attempt.appliedAt ?? attempt.begunAt) / 1000);
        return outcome === null || signature === undefined
          ? []
          : [{ at, signature, fix: attempt.fix.id, context: incident.context, version, outcome }];
      })
    )
    .sort((one, other) => one.at - other.at);
}

function countedOutcome({ state, outcome }: PastAttempt): LearningLine['outcome'] | null {
  if (state === 'rejected') {
    return 'rejected';
  }
  switch (outcome) {
    case 'cured':
    case 'mitigated':
      return 'worked';
    case 'no-effect':
    case 'temporary':
      return 'failed';
    case 'got-worse-after':
      return 'worsened';
    default:
      return null;
  }
}

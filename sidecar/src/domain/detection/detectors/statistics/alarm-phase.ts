import type { Judgement } from '../judgement.ts';

/**
 * From scores to one alarm with a beginning and an end. It ends after being calm for a while, so that it does not
 * flutter, and in any case after a bounded time: what lasts longer is the new usual, which the detector then accepts.
 */
export class AlarmPhase {
  private readonly limits: PhaseLimits;
  private raisedAt: number;
  private onset: number;
  private calmSteps: number;
  private accepting = false;

  constructor(limits: PhaseLimits, state?: PhaseState) {
    this.limits = limits;
    this.raisedAt = state?.[0] ?? 0;
    this.onset = state?.[1] ?? 0;
    this.calmSteps = state?.[2] ?? 0;
  }

  get standing(): boolean {
    return this.raisedAt !== 0;
  }

  get startedAt(): number | null {
    return this.standing ? this.onset : null;
  }

  /** The alarm that has just ended did so because it stood too long. */
  get accepted(): boolean {
    return this.accepting;
  }

  /** `onset` is asked for only when it is raised. */
  advance(at: number, step: { score: number; calm: boolean; onset: () => number }): Judgement['phase'] {
    this.accepting = false;
    if (!this.standing) {
      if (step.score < 1) {
        return 'normal';
      }
      this.raisedAt = at;
      this.onset = Math.min(at, step.onset());
      this.calmSteps = 0;
      return 'raised';
    }
    this.calmSteps = step.calm ? this.calmSteps + 1 : 0;
    return this.endOrStand(at, this.calmSteps >= this.limits.calmSteps);
  }

  /** Nothing is known of this step: nothing is raised by it, and calm is not proved, but no alarm lasts for ever. */
  unknown(at: number): Judgement['phase'] {
    this.accepting = false;
    return this.standing ? this.endOrStand(at, false) : 'normal';
  }

  save(): PhaseState | null {
    return this.standing ? [this.raisedAt, this.onset, this.calmSteps] : null;
  }

  private endOrStand(at: number, calm: boolean): Judgement['phase'] {
    const tooLong = at - this.raisedAt >= this.limits.longestMs;
    if (!calm && !tooLong) {
      return 'standing';
    }
    this.accepting = !calm;
    this.raisedAt = 0;
    return 'ended';
  }
}

export interface PhaseLimits {
  /** So many calm steps in a row end it. */
  readonly calmSteps: number;
  /** After this it ends in any case. */
  readonly longestMs: number;
}

export type PhaseState = readonly [raisedAt: number, onset: number, calmSteps: number];
